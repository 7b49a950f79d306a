"""An exercise in writing prompts, a learner's attempts at it, and a prompt card to take to work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, get_args

from generator.domain.base import Language, Value
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord
from generator.domain.lesson import Level
from generator.domain.prompt_score import PartName, PromptScore

Family = Literal[
    "draft_document", "synthesise_data", "design_communication", "support_citizens", "verification",
    "data_classification", "choosing_not_to_use",
]  # fmt: skip
FAMILIES: tuple[Family, ...] = get_args(Family)
DataClass = Literal["public", "internal", "personal_removed"]
PASS = 70  # points from which an exercise counts as done


class GuideLink(Value):
    """A place in a guide: the file's name and the heading as printed."""

    file: str
    heading: str


class Sample(Value):
    """A prompt with what a teacher says about it."""

    prompt: str
    comment: str


class Exercise(Value):
    """Scenario, material, goal and hints; a weak, a middling and model prompts with comments.

    `framework` is a component and grade of Thông tư 02/2025/TT-BGDĐT ("6.2/CB2"). `carry` holds groups of words: a
    prompt that fits the scenario carries one of each group. `statements` are what an exercise made from a guide quotes.
    """

    id: str
    language: Language
    family: Family
    level: Level
    minutes: int
    framework: str
    title: str
    scenario: str
    material: str
    goal: str
    hints: tuple[str, ...]
    carry: tuple[tuple[str, ...], ...]
    guides: tuple[GuideLink, ...]
    weak: Sample
    middle: Sample
    model: tuple[Sample, ...]
    statements: tuple[Claim, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    generation: GenerationRecord

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """The quoted material with its place."""
        for claim in self.statements:
            yield "material", claim


class Fit(Value):
    """How far a prompt carries the scenario: groups found and groups missing, by their first word."""

    found: tuple[str, ...]
    missing: tuple[str, ...]


class Attempt(Value):
    """One submission of a learner, as it is kept. `number` counts from 1 within the exercise."""

    id: str
    learner: str
    exercise_id: str
    number: int
    prompt: str
    score: PromptScore
    fit: Fit
    at: datetime


class PartShift(Value):
    """What a change of the prompt did to one part."""

    name: PartName
    before: float
    after: float


class Comparison(Value):
    """Two attempts side by side: words taken out and put in, and what that did to each part that moved."""

    before: Attempt
    after: Attempt
    removed: tuple[str, ...]
    added: tuple[str, ...]
    shifts: tuple[PartShift, ...]


class Submission(Value):
    """The answer to a submission. `kept` is False when the text carries what must not be stored; then `attempt` is
    None and only the score tells."""

    kept: bool
    score: PromptScore
    fit: Fit
    attempt: Attempt | None = None
    comparison: Comparison | None = None


class PromptCard(Value):
    """A prompt to take to work: slots in square brackets, when not to use it, what data may go in, what to check."""

    id: str
    language: Language
    title: str
    purpose: str
    prompt: str
    slots: tuple[str, ...]
    not_for: tuple[str, ...]
    data_class: DataClass
    checks: tuple[str, ...]
    owner: str
    version: int
    made_on: date
    model: str | None = None
    tried_on: date | None = None
    score: float
    sources: tuple[SourceRecord, ...] = ()
    generation: GenerationRecord

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """A card states no fact of a guide."""
        return iter(())
