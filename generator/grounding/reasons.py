"""Conflicts as sentences in the user's language."""

from __future__ import annotations

from collections.abc import Sequence

from generator.domain.base import Language
from generator.grounding.conflicts import Conflict
from generator.messages import say

MOST = 3  # reasons shown
WEAKEST = 0.25  # strength below which a conflict is not told


def explain(conflicts: Sequence[Conflict], language: Language, *, nothing: bool = False) -> tuple[str, ...]:
    """Sentences, gravest first (the order given); `nothing` adds that the passages do not carry the claim when there is
    no other reason."""
    told: list[str] = []
    for conflict in conflicts:
        if conflict.strength < WEAKEST:
            continue
        shape = "both" if conflict.said and conflict.found else "said" if conflict.said else "found"
        sentence = say(
            f"grounding.{conflict.kind}.{shape}", language, said=_short(conflict.said), found=_short(conflict.found)
        )
        if sentence not in told:
            told.append(sentence)
    if not told and nothing:
        told.append(say("grounding.nothing", language))
    return tuple(told[:MOST])


def _short(words: str) -> str:
    words = " ".join(words.split()).strip(" ,;:.")
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + "…"
