"""`soan guides …`: the library of official guides."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.common import (
    DataOption,
    DateOption,
    JsonOption,
    LangOption,
    language,
    note,
    opened,
    parse_date,
    print_json,
    progress,
    text,
)
from generator.commands.impact import impact_lines
from generator.commands.office import AsOption, at_desk
from generator.commands.office import show as show_report
from generator.domain.plain import plain
from generator.messages import say

if TYPE_CHECKING:
    from datetime import date

    from generator.domain.guide import Guide

IdArgument = Annotated[str, typer.Argument(help=text("guides.id"), metavar="ID")]


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help=text("guides.help"), no_args_is_help=True)
    for name, command in (
        ("add", add),
        ("list", list_),
        ("show", show),
        ("replace", replace),
        ("remove", remove),
        ("rebuild", rebuild),
        ("release", release),
    ):
        group.command(
            name, help=say("injection.help_release", language()) if name == "release" else text(f"guides.{name}")
        )(command)
    app.add_typer(group, name="guides")


def add(
    paths: Annotated[list[Path], typer.Argument(help=text("guides.paths"), metavar="PATH…")],
    manifest: Annotated[Path | None, typer.Option("--manifest", help=text("guides.manifest"))] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    started = time.monotonic()
    with opened(data) as soan, progress(text("guides.adding")) as update:
        report = soan.add_guides(paths, manifest=manifest, progress=update)
    seconds = time.monotonic() - started
    if as_json:
        print_json({**report.as_json(language()), "seconds": round(seconds, 2)})
    else:
        for outcome in report.outcomes:
            if outcome.state == "failed":
                note(outcome.sentence(language()))
            elif outcome.state != "unchanged":
                print(outcome.sentence(language()))
            if outcome.held:
                note(say("injection.held_count", language(), count=outcome.held, guide=outcome.guide_id))
        print(text("guides.added", **report.counts(), seconds=f"{seconds:.1f}"))
    if report.counts()["failed"]:
        raise typer.Exit(1)


def list_(
    data: DataOption = None, as_of: DateOption = None, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    day = parse_date(as_of)
    with opened(data, vectors=False) as soan:
        guides = soan.guides()
    if as_json:
        print_json([_row(guide, day) for guide in guides])
        return
    if not guides:
        print(text("guides.none"))
    for guide in guides:
        name = f"{guide.kind or ''} {guide.number or ''}".strip()
        print(f"{guide.id}  [{text('validity.' + guide.validity(day))}]  {name + ' · ' if name else ''}{guide.title}")


def _row(guide: Guide, day: date) -> dict[str, object]:
    return {**guide.model_dump(mode="json"), "validity": guide.validity(day)}


def show(id: IdArgument, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.domain.printing import print_address

    with opened(data, vectors=False) as soan:
        guide, passages = soan.show(id)
        held = [(record, soan.material.passage(record.passage_id)) for record in soan.material.held(guide.id)]
    if as_json:
        print_json(
            {
                **_row(guide, parse_date(None)),
                "passages": [passage.model_dump(mode="json") for passage in passages],
                "quarantine": [{**record.model_dump(mode="json"), "text": kept.text} for record, kept in held],
            }
        )
        return
    for key, value in _row(guide, parse_date(None)).items():
        if value not in (None, "", [], ()):
            print(f"{text('guide.' + key)}: {value}")
    print()
    for passage in passages:
        print(f"— {print_address(passage.address, language())}\n{passage.text}\n")
    for record, kept in held:
        if record.released_at is None:
            reasons = "; ".join(say(f"injection.signal.{name}", language()) for name in record.signals)
            print(f"! {say('injection.held', language(), id=record.passage_id, reasons=reasons)}\n{kept.text}\n")
        else:
            print(
                say("injection.released", language(), id=record.passage_id, by=record.released_by, reason=record.reason)
            )


def release(
    passage: Annotated[str, typer.Argument(help=say("injection.passage", language()), metavar="PASSAGE")],
    reason: Annotated[str, typer.Option("--reason", help=say("injection.reason", language()))],
    by: Annotated[str, typer.Option("--by", help=say("injection.by", language()))],
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with opened(data) as soan:
        released = soan.material.release(passage, by=by, reason=reason, language=language())
    if as_json:
        print_json({"released": released.id, "guide_id": released.guide_id, "by": by, "reason": reason})
    else:
        print(say("injection.released", language(), id=released.id, by=by, reason=reason))


def replace(
    old: IdArgument,
    new: Annotated[str, typer.Argument(help=text("guides.new"), metavar="NEW")],
    on: Annotated[str | None, typer.Option("--on", help=text("guides.on"), metavar="DATE")] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        report = soan.impact.replace(actor, old, new, on=parse_date(on) if on else None)
    replaced = report.old
    told = text("guides.replaced", title=replaced.title, day=replaced.effective_to, new=replaced.replaced_by)
    show_report({**plain(replaced), "works": plain(report.works)}, [told, *impact_lines(report)], as_json)


def remove(id: IdArgument, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with opened(data) as soan:
        guide = soan.remove_guide(id)
    if as_json:
        print_json({"removed": guide.id, "title": guide.title})
    else:
        print(text("guides.removed", title=guide.title))


def rebuild(data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with opened(data) as soan, progress(text("guides.rebuilding")) as update:
        count = soan.rebuild(progress=update)
    if as_json:
        print_json({"passages": count})
    else:
        print(text("guides.rebuilt", count=count))
