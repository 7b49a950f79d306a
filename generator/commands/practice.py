"""`soan practice …`: exercises, attempts, progress. Cards are in `practice_cards`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language, print_json
from generator.commands.office import AsOption, at_desk
from generator.commands.practice_cards import card_group
from generator.commands.practice_text import (
    attempt_lines,
    choice,
    exercise_lines,
    progress_lines,
    said,
    submission_lines,
)
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.base import Language

ExerciseArgument = Annotated[str, typer.Argument(help=said("option_exercise"), metavar="ID")]
PromptArgument = Annotated[Path, typer.Argument(help=said("option_prompt"), metavar="FILE|-")]
OutOption = Annotated[Path, typer.Option("--out", help=said("option_out"), metavar="FILE")]


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help=said("help"), no_args_is_help=True)
    for name, command in (
        ("list", list_),
        ("start", start),
        ("submit", submit),
        ("compare", compare),
        ("progress", progress),
        ("read", read_),
        ("record", record),
        ("class", class_),
        ("forget", forget),
        ("make", make),
    ):
        group.command(name, help=said(f"help_{name}"))(command)
    group.add_typer(card_group(), name="card")
    app.add_typer(group, name="practice")


def show(lines: Iterable[str], value: Any, as_json: bool) -> None:
    """Print for people, or as one JSON document."""
    if as_json:
        print_json(value)
    else:
        for line in lines:
            print(line)


def list_(
    family: Annotated[str | None, typer.Option("--family", help=said("option_family"))] = None,
    level: Annotated[str | None, typer.Option("--level", help=said("option_level"))] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    wanted, graded = choice("family", family), choice("level", level)
    with at_desk(data, user) as (soan, actor):
        found = soan.practice.exercises(actor, language(), family=cast(Any, wanted), level=cast(Any, graded))
    lines = []
    for exercise in found:
        family_name = say(f"practice.family.{exercise.family}", language())
        level_name = say(f"practice.level.{exercise.level}", language())
        minutes = said("minutes", minutes=exercise.minutes)
        lines.append(f"{exercise.id:22} {level_name:11} {minutes:>8}  {exercise.title}  ({family_name})")
    keys = {"id", "language", "family", "level", "minutes", "framework", "title"}
    show(lines or [said("nothing")], [exercise.model_dump(mode="json", include=keys) for exercise in found], as_json)


def start(
    exercise_id: ExerciseArgument,
    hints: Annotated[bool, typer.Option("--hints", help=said("option_hints"))] = False,
    solution: Annotated[bool, typer.Option("--solution", help=said("option_solution"))] = False,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        exercise = soan.practice.exercise(actor, exercise_id)
    hidden = set() if solution else {"model", "weak", "middle"}
    show(
        exercise_lines(exercise, hints=hints, solution=solution),
        exercise.model_dump(mode="json", exclude=hidden),
        as_json,
    )


def submit(
    exercise_id: ExerciseArgument,
    file: PromptArgument,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.commands.prompt_report import read

    with at_desk(data, user) as (soan, actor):
        exercise = soan.practice.exercise(actor, exercise_id)
        told: Language = language() if lang else exercise.language
        submission = soan.practice.submit(actor, exercise.id, read(file), told)
    show(submission_lines(submission, told), submission.model_dump(mode="json"), as_json)
    if submission.score.refused:
        raise typer.Exit(1)


def compare(
    exercise_id: ExerciseArgument,
    before: Annotated[int | None, typer.Argument(help=said("option_attempt"))] = None,
    after: Annotated[int | None, typer.Argument(help=said("option_attempt"))] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        if before is None:
            attempts = soan.practice.attempts(actor, exercise_id)
            show(attempt_lines(attempts), [attempt.model_dump(mode="json") for attempt in attempts], as_json)
            return
        found = soan.practice.compare(actor, exercise_id, before, after if after is not None else before + 1)
    from generator.commands.practice_text import comparison_lines

    show(comparison_lines(found, language()), found.model_dump(mode="json"), as_json)


def progress(
    user: AsOption = None, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    with at_desk(data, user) as (soan, actor):
        found = soan.practice.progress(actor, language())
    show(progress_lines(found), {**found.model_dump(mode="json"), "complete": found.complete}, as_json)


def read_(
    step: Annotated[str, typer.Argument(help=said("option_step"), metavar="STEP")],
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        found = soan.practice.mark(actor, step, language())
    show(progress_lines(found), found.model_dump(mode="json"), as_json)


def record(
    name: Annotated[str, typer.Option("--name", help=said("option_name"))],
    out: OutOption = Path("luyen-tap.docx"),
    user: AsOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        print(soan.practice.completion(actor, out, name=name, language=language()))


def class_(
    user: AsOption = None, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    with at_desk(data, user) as (soan, actor):
        found = soan.practice.class_figures(actor, language())
    few = said("few")
    lines = [said("class_size", number=found.learners if found.learners is not None else few)]
    lines += [f"{figure.title}: {few if figure.done_by is None else figure.done_by}" for figure in found.figures]
    show(lines, found.model_dump(mode="json"), as_json)


def forget(user: AsOption = None, data: DataOption = None, lang: LangOption = None) -> None:
    with at_desk(data, user) as (soan, actor):
        print(said("forgotten", number=soan.practice.forget(actor)))


def make(
    guide: Annotated[str, typer.Argument(help=said("option_guide"), metavar="GUIDE")],
    family: Annotated[str, typer.Option("--family", help=said("option_family"))],
    title: Annotated[str, typer.Option("--title", help=said("option_title"))],
    scenario: Annotated[str, typer.Option("--scenario", help=said("option_scenario"))],
    place: Annotated[str, typer.Option("--place", help=said("option_place"))] = "",
    level: Annotated[str, typer.Option("--level", help=said("option_level"))] = "intermediate",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    wanted, graded = choice("family", family), choice("level", level)
    with at_desk(data, user) as (soan, actor):
        made = soan.practice.make_exercise(
            actor, guide, family=cast(Any, wanted), title=title, scenario=scenario, place=place, level=cast(Any, graded)
        )
    show([said("exercise_made", id=made.id)], made.model_dump(mode="json"), as_json)
