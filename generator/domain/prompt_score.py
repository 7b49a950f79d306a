"""A prompt's score: parts with points and reasons, what it must not do, and the next steps for its writer."""

from __future__ import annotations

from typing import Literal, get_args

from generator.domain.base import Language, Value

PartName = Literal[
    "task", "context", "role", "audience", "source", "format", "limits", "tone", "citations", "unsure", "human_check",
    "data_safety", "fair_use",
]  # fmt: skip
PARTS: tuple[PartName, ...] = get_args(PartName)


class ScorePart(Value):
    """Points of one part out of `most`, the reason in the learner's language, and the words it was read from."""

    name: PartName
    points: float
    most: float
    reason: str
    evidence: tuple[str, ...] = ()


class Deduction(Value):
    """Points taken off the whole, and why; `words` are the prompt's own."""

    name: str
    points: float
    reason: str
    words: tuple[str, ...] = ()


class NextStep(Value):
    """One concrete thing to do, and a line the learner may put into the prompt as it is."""

    text: str
    line: str


class PromptScore(Value):
    """The whole: `total` from 0 to 100. `refused` holds the reason when the prompt fails whatever the rest (it asks to
    invent, hide, impersonate, press people, or decide a citizen's case) or carries personal data."""

    total: float
    language: Language
    parts: tuple[ScorePart, ...]
    deductions: tuple[Deduction, ...] = ()
    refused: tuple[Deduction, ...] = ()
    next_steps: tuple[NextStep, ...] = ()

    def part(self, name: PartName) -> ScorePart:
        """The part under that name."""
        return next(part for part in self.parts if part.name == name)
