"""`soan handout` and `soan qr`: sheets of paper for learners and for the reception desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
    text,
)
from generator.commands.office import AsOption, at_desk
from generator.messages import say


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("handout", help=_say("handout.command.help"))(handout)
    app.command("qr", help=_say("qr.command.help"))(qr)


def _say(key: str, **details: object) -> str:
    return say(key, language(), **details)


def handout(
    topic: Annotated[str, typer.Argument(help=_say("handout.command.topic"), metavar="TOPIC|PROCEDURE")],
    out: Annotated[Path, typer.Option("--out", help=_say("handout.command.out"), metavar="FILE")],
    audience: Annotated[str, typer.Option("--audience", help=text("lesson.audience"))] = "officials",
    content: Annotated[str | None, typer.Option("--content-lang", help=text("lesson.content"))] = None,
    as_of: DateOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.commands.lesson import asked_brief
    from generator.grounding.envelope import envelop

    brief = asked_brief(topic, audience, 45, "basic", content or language(), None, as_of)
    with opened(data) as soan:
        made = soan.handouts.handout(brief)
        soan.export(made, out, language())
    count = sum(bool(claim.citations) for _, claim in made.claims())
    note(_say("handout.command.done", file=out, sections=len(made.sections), claims=count))
    if as_json:
        print_json(envelop(made).model_dump(mode="json"))


def qr(
    ids: Annotated[list[str], typer.Argument(help=_say("qr.command.ids"), metavar="ID…")],
    out: Annotated[Path, typer.Option("--out", help=_say("qr.command.out"), metavar="FILE")],
    url: Annotated[str | None, typer.Option("--url", help=_say("qr.command.url"), metavar="URL")] = None,
    user: AsOption = None,
    as_of: DateOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        sheet = soan.qr.sheet(ids, url=url, as_of=parse_date(as_of), language=language(), actor=actor)
        soan.qr.write(sheet, out)
    note(_say("qr.command.done", file=out, count=len(sheet.codes)))
    if as_json:
        print_json(sheet.model_dump(mode="json"))
