"""`soan drill …`: find the planted error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language
from generator.commands.office import AsOption, at_desk, show
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.drill import DrillResult, ShownDrill, Verdict


def said(key: str, **details: object) -> str:
    """A sentence of the catalogue `drills` in the interface language."""
    return say(f"drills.{key}", language(), **details)


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help=said("command.help"), no_args_is_help=True)
    for name, command in (("start", start), ("submit", submit), ("results", results)):
        group.command(name, help=said(f"command.{name}"))(command)
    app.add_typer(group, name="drill")


def start(
    topic: Annotated[str, typer.Argument(help=said("command.topic"), metavar="TOPIC")] = "",
    lesson: Annotated[str | None, typer.Option("--lesson", help=said("command.lesson"), metavar="FILE|ID")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help=said("command.seed"))] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        if lesson is None:
            drill = soan.drills.start(actor, topic, language(), seed=seed)
        elif Path(lesson).is_file():
            drill = soan.drills.start(actor, seed=seed, lesson=soan.load_lesson(Path(lesson)))
        else:
            drill = soan.drills.start_from_work(actor, lesson, seed=seed)
    show(drill, _lines(drill), as_json)


def submit(
    drill: Annotated[str, typer.Argument(help=said("command.id"), metavar="ID")],
    mark: Annotated[str, typer.Option("--mark", help=said("command.mark"), metavar="N,N")] = "",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.errors import InputError

    words = mark.replace(",", " ").split()
    if not all(word.isdigit() for word in words):
        raise InputError(problem=said("command.mark"))
    with at_desk(data, user) as (soan, actor):
        result = soan.drills.submit(actor, drill, [int(word) for word in words])
    show(result, _result(result), as_json)


def results(
    user: AsOption = None, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    with at_desk(data, user) as (soan, actor):
        mine = soan.drills.mine(actor)
    lines = [f"{result.at:%Y-%m-%d %H:%M}  {result.drill_id}  {_score(result)}" for result in mine]
    show(mine, lines or [said("screen.empty")], as_json)


def _lines(drill: ShownDrill) -> Iterator[str]:
    yield said("screen.intro", topic=drill.topic)
    yield ""
    for statement in drill.statements:
        yield f"  [{statement.number}] {statement.text}"
    yield ""
    yield said("screen.ask", id=drill.id)


def _score(result: DrillResult) -> str:
    return said("screen.score", score=result.score, found=result.found, missed=result.missed, false=result.false_alarms)


def _result(result: DrillResult) -> Iterator[str]:
    yield _score(result)
    if not result.found and not result.missed:
        yield said("screen.none")
    for verdict in result.verdicts:
        if verdict.outcome != "right":
            yield from _verdict(verdict)


def _verdict(verdict: Verdict) -> Iterator[str]:
    kind = f" · {said('kind.' + verdict.kind)}" if verdict.kind else ""
    yield f"\n[{verdict.number}] {said('outcome.' + verdict.outcome)}{kind}\n    {verdict.text}"
    evidence = {"quote": verdict.evidence.quote, "address": verdict.evidence.address}
    if verdict.kind and not verdict.was:
        yield "    " + said("screen.invented", **evidence)
        return
    if verdict.kind:
        yield "    " + said("screen.swap", now=verdict.now, was=verdict.was)
    yield "    " + said("screen.source", **evidence)
