"""An answer to a question: the guides' own words with their places, or a refusal that says what was looked for."""

from __future__ import annotations

from datetime import date

from generator.domain.base import Language, Value
from generator.domain.ledger import Claim, GenerationRecord


class Nearest(Value):
    """The guide that comes nearest to a question it does not answer: named with a place, never quoted."""

    guide_id: str
    name: str
    place: str


class Answer(Value):
    """`claims` are quotes with their citations, best first, empty in a refusal; with a model, sentences that the guides
    carry, `struck` the number of those that they do not and that are not shown. `asked` is the question as it was
    understood (the topic of a conversation carried over, slips of typing mended), `looked_for` the words a guide would
    have to speak of, `confidence` 0–1 how surely the best quote answers."""

    question: str
    asked: str
    language: Language
    as_of: date
    answered: bool
    claims: tuple[Claim, ...] = ()
    looked_for: tuple[str, ...] = ()
    nearest: Nearest | None = None
    confidence: float = 0.0
    struck: int = 0
    generation: GenerationRecord | None = None
