"""Practice as people read it on a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from generator.commands.common import language
from generator.errors import InputError
from generator.messages import lookup, say

if TYPE_CHECKING:
    from generator.domain.exercise import Attempt, Comparison, Exercise, Fit, PromptCard, Submission
    from generator.domain.progress import Progress

_TABLES = {"family": "family", "level": "level", "data": "data_class"}


def said(key: str, **details: object) -> str:
    """A sentence of the catalogue `practice` in the interface language."""
    return say(f"practice.{key}", language(), **details)


def choice(kind: str, value: str | None) -> str | None:
    """The value when the catalogue knows it. Raises InputError naming what it knows."""
    known = lookup(f"practice.{_TABLES[kind]}", language())
    if value is not None and value not in known:
        raise InputError(problem=said(f"unknown_{kind}", value=value, known=", ".join(known)))
    return value


def exercise_lines(exercise: Exercise, *, hints: bool, solution: bool) -> Iterator[str]:
    """The exercise; its hints and model prompts when asked for."""
    family = say(f"practice.family.{exercise.family}", exercise.language)
    yield f"{exercise.title} · {family} · {said('minutes', minutes=exercise.minutes)} · TT02: {exercise.framework}"
    for key, text in (("scenario", exercise.scenario), ("material", exercise.material), ("goal", exercise.goal)):
        yield f"\n{said(key)}:\n{text}"
    if hints:
        yield f"\n{said('hints')}:"
        yield from (f"  - {hint}" for hint in exercise.hints)
    yield f"\n{said('guides')}:"
    yield from (f"  - {link.file}, {link.heading}" for link in exercise.guides)
    if not solution:
        yield f"\n{said('how', id=exercise.id)}"
        return
    samples = [("weak", exercise.weak), ("middle", exercise.middle), *(("model", sample) for sample in exercise.model)]
    for key, sample in samples:
        yield f"\n{said(key)}:\n{sample.prompt}\n→ {sample.comment}"


def submission_lines(submission: Submission, told: str) -> Iterator[str]:
    """The score, the fit, what changed since the last attempt, and whether it was kept."""
    from generator.commands.prompt_report import print_score
    from generator.domain.exercise import PASS

    buffer = io.StringIO()
    with redirect_stdout(buffer):
        print_score(submission.score, told)
    yield buffer.getvalue().rstrip()
    yield ""
    yield from _fit_lines(submission.fit, told)
    if submission.comparison is not None:
        yield from comparison_lines(submission.comparison, told)
    if submission.attempt is None:
        yield say("practice.not_kept", told)
        return
    yield say("practice.kept", told, number=submission.attempt.number)
    if submission.score.total >= PASS:
        yield say("practice.passed", told)


def comparison_lines(comparison: Comparison, told: str) -> Iterator[str]:
    """What was taken out and put in, and what it did to each part."""
    before, after = comparison.before, comparison.after
    totals = {"before": f"{before.score.total:.0f}", "after": f"{after.score.total:.0f}"}
    yield say("practice.since", told, number=before.number, **totals)
    yield from (f"  - {say('practice.removed', told, words=words)}" for words in comparison.removed)
    yield from (f"  + {say('practice.added', told, words=words)}" for words in comparison.added)
    for shift in comparison.shifts:
        part = say(f"rubric.part.{shift.name}", told)
        yield f"  {say('practice.shift', told, part=part, before=f'{shift.before:.0f}', after=f'{shift.after:.0f}')}"
    if not (comparison.removed or comparison.added):
        yield f"  {say('practice.same', told)}"


def attempt_lines(attempts: Sequence[Attempt]) -> Iterator[str]:
    """One's own attempts, oldest first."""
    if not attempts:
        yield said("nothing")
    for attempt in attempts:
        yield f"{attempt.number}. {attempt.at:%d/%m/%Y %H:%M}  {attempt.score.total:.0f}/100"
        yield f"   {attempt.prompt.strip()}"


def progress_lines(progress: Progress) -> Iterator[str]:
    """The way, stage by stage."""
    stage = ""
    for line in progress.steps:
        if line.step.stage != stage:
            stage = line.step.stage
            yield f"\n{say(f'practice.stage.{stage}', progress.language)}"
        state = said("done" if line.done else "todo")
        best = f"  ({said('tries', tries=line.tries, best=f'{line.best:.0f}')})" if line.best is not None else ""
        yield f"  [{'x' if line.done else ' '}] {state:5} {line.step.framework:8} {line.step.title}{best}"
        yield f"        {line.step.id}"
    grades = ", ".join(f"{part} {grade}" for part, grade in progress.practised.items())
    yield f"\n{said('practised', grades=grades or said('practised_none'))}"
    yield said("read_hint")


def card_lines(card: PromptCard) -> Iterator[str]:
    """A card on the terminal, as it is printed."""
    from generator.export.card_text import blocks, foot

    yield f"{card.title}  ({card.id})"
    for block in blocks(card):
        yield f"\n{block.title}:"
        yield from (f"  {'- ' if block.listed else ''}{line}" for line in block.lines)
    yield ""
    yield from foot(card)


def _fit_lines(fit: Fit, told: str) -> Iterator[str]:
    if fit.found:
        yield say("practice.fit_found", told, words=", ".join(fit.found))
    if fit.missing:
        yield say("practice.fit_missing", told, words=", ".join(fit.missing))
