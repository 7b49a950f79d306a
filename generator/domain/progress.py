"""A learner's way through the course on AI, and a class in numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from generator.domain.base import Language, Value
from generator.domain.exercise import Family

Stage = Literal["benefits", "applications", "risks", "check"]
StepKind = Literal["lesson", "exercise", "drill", "final"]
SMALLEST_GROUP = 5  # persons behind any figure that a trainer sees


class PathStep(Value):
    """One step of the course. `id` is `lesson:FILE#HEADING`, `exercise:ID`, `drill` or `final`; `framework` the
    component and grade of Thông tư 02/2025/TT-BGDĐT, Miền 6, that it practises ("6.2/CB2")."""

    id: str
    stage: Stage
    kind: StepKind
    title: str
    framework: str
    minutes: int


class StepDone(Value):
    """A step as the learner left it. For an exercise: tries and best score; for a lesson: the learner's own word."""

    step: PathStep
    done: bool
    tries: int = 0
    best: float | None = None
    at: datetime | None = None


class Progress(Value):
    """The whole way. `practised` is the highest grade passed in each component: what was practised, not a rating."""

    language: Language
    steps: tuple[StepDone, ...]
    families_passed: tuple[Family, ...]
    practised: dict[str, str]

    @property
    def complete(self) -> bool:
        """Whether every step is done."""
        return all(step.done for step in self.steps)


class Figure(Value):
    """One number about a class; None where it would speak of fewer than five persons, or of all but a few."""

    step: str
    title: str
    done_by: int | None


class ClassFigures(Value):
    """A class in numbers only."""

    learners: int | None
    figures: tuple[Figure, ...]
