"""The movement's course on AI, from benefits over uses to risks: lessons to read, exercises, a drill, a final check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from generator.domain.base import Language
from generator.domain.exercise import FAMILIES, PASS, Attempt, Exercise, Family
from generator.domain.progress import SMALLEST_GROUP, ClassFigures, Figure, PathStep, Progress, Stage, StepDone
from generator.messages import lookup, say

_CARE: tuple[Family, ...] = ("verification", "data_classification", "choosing_not_to_use")
# Grades of Thông tư 02/2025/TT-BGDĐT in rising order.
GRADES = ("CB1", "CB2", "TC1", "TC2", "NC1", "NC2", "CS1", "CS2")
READING_MINUTES = 10


def path(language: Language, exercises: Sequence[Exercise]) -> tuple[PathStep, ...]:
    """All steps in order for the exercises of a language."""
    lessons = lookup("practice.lessons", language)
    steps: list[PathStep] = []
    for stage in ("benefits", "applications", "risks"):
        steps += [
            PathStep(
                id=f"lesson:{lesson['place']}",
                stage=stage,
                kind="lesson",
                title=lesson["title"],
                framework=lesson["framework"],
                minutes=READING_MINUTES,
            )
            for lesson in lessons[stage]
        ]
        steps += [_exercise_step(stage, exercise) for exercise in exercises if _stage(exercise) == stage]
    steps.append(_own("risks", "drill", "6.3/TC1", language))
    steps.append(_own("check", "final", "6.2/TC2", language))
    return tuple(steps)


def progress(
    language: Language,
    exercises: Sequence[Exercise],
    attempts: Mapping[str, Sequence[Attempt]],
    steps_done: Mapping[str, datetime],
) -> Progress:
    """Where a learner stands. The final check is passed when a prompt passed in every family of exercises."""
    passed = [e for e in exercises if any(attempt.score.total >= PASS for attempt in attempts.get(e.id, ()))]
    families = {exercise.family for exercise in passed}
    lines = []
    for step in path(language, exercises):
        tries = attempts.get(step.id.removeprefix("exercise:"), ()) if step.kind == "exercise" else ()
        best = max((attempt.score.total for attempt in tries), default=None)
        done = step.id in steps_done or (best is not None and best >= PASS)
        if step.kind == "final":
            done = families == set(FAMILIES)
        at = steps_done.get(step.id) or max((attempt.at for attempt in tries), default=None)
        lines.append(StepDone(step=step, done=done, tries=len(tries), best=best, at=at if done else None))
    practised: dict[str, str] = {}
    for exercise in passed:
        component, _, grade = exercise.framework.partition("/")
        if GRADES.index(grade) >= GRADES.index(practised.get(component, GRADES[0])):
            practised[component] = grade
    return Progress(
        language=language,
        steps=tuple(lines),
        families_passed=tuple(family for family in FAMILIES if family in families),
        practised=dict(sorted(practised.items())),
    )


def figures(steps: Sequence[PathStep], learners: int, done_by: Mapping[str, int]) -> ClassFigures:
    """A class in numbers. A figure is kept back when it, or what is left of the class, is fewer than five persons:
    "nine of ten" would tell who the tenth is."""

    def shown(number: int) -> int | None:
        rest = learners - number
        return number if number >= SMALLEST_GROUP and not 0 < rest < SMALLEST_GROUP else None

    enough = learners >= SMALLEST_GROUP
    lines = [Figure(step=s.id, title=s.title, done_by=shown(done_by.get(s.id, 0))) for s in steps if s.kind != "final"]
    return ClassFigures(learners=learners if enough else None, figures=tuple(lines) if enough else ())


def _stage(exercise: Exercise) -> Stage:
    if exercise.family in _CARE:
        return "risks"
    return "benefits" if exercise.level == "basic" else "applications"


def _exercise_step(stage: Stage, exercise: Exercise) -> PathStep:
    return PathStep(
        id=f"exercise:{exercise.id}",
        stage=stage,
        kind="exercise",
        title=exercise.title,
        framework=exercise.framework,
        minutes=exercise.minutes,
    )


def _own(stage: Stage, kind: str, framework: str, language: Language) -> PathStep:
    minutes = {"drill": 10, "final": 0}[kind]
    title = say(f"practice.step.{kind}", language)
    return PathStep.model_validate(
        {"id": kind, "stage": stage, "kind": kind, "title": title, "framework": framework, "minutes": minutes}
    )
