"""`soan practice card …`: prompt cards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language, parse_date, print_json
from generator.commands.office import AsOption, at_desk
from generator.commands.practice_text import card_lines, choice, said

CardArgument = Annotated[str, typer.Argument(help=said("help_card"), metavar="CARD")]


def card_group() -> typer.Typer:
    """The group of commands."""
    group = typer.Typer(help=said("help_card"), no_args_is_help=True)
    for name, command in (("make", make), ("list", list_), ("show", show), ("print", print_), ("share", share)):
        group.command(name, help=said(f"help_card_{name}"))(command)
    return group


def make(
    file: Annotated[Path, typer.Argument(help=said("option_prompt"), metavar="FILE|-")],
    title: Annotated[str, typer.Option("--title", help=said("option_title"))],
    purpose: Annotated[str, typer.Option("--purpose", help=said("option_purpose"))],
    owner: Annotated[str, typer.Option("--owner", help=said("option_owner"))] = "",
    data_class: Annotated[str, typer.Option("--data-class", help=said("option_data"))] = "public",
    model: Annotated[str | None, typer.Option("--model", help=said("option_model"))] = None,
    tried: Annotated[str | None, typer.Option("--tried-on", help=said("option_tried"), metavar="DATE")] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.commands.prompt_report import read

    allowed = cast(Any, choice("data", data_class))
    with at_desk(data, user) as (soan, actor):
        card = soan.practice.make_card(
            actor,
            read(file),
            title=title,
            purpose=purpose,
            owner=owner,
            language=language() if lang else None,
            data_class=allowed,
            model=model,
            tried_on=parse_date(tried) if tried else None,
        )
    print_json(card.model_dump(mode="json")) if as_json else print(said("card_made", id=card.id))


def list_(
    words: Annotated[str, typer.Argument(help=said("help_card_list"), metavar="[WORDS]")] = "",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        found = soan.practice.cards(actor, words)
    if as_json:
        print_json([card.model_dump(mode="json") for card in found])
        return
    for card in found:
        print(f"{card.id}  v{card.version}  {card.title}: {card.purpose}")
    if not found:
        print(said("nothing"))


def show(
    card_id: CardArgument,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        card = soan.practice.card(actor, card_id)
    if as_json:
        print_json(card.model_dump(mode="json"))
        return
    for line in card_lines(card):
        print(line)


def print_(
    card_id: CardArgument,
    out: Annotated[Path, typer.Option("--out", help=said("option_out"), metavar="FILE.docx|.html")],
    user: AsOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        print(soan.practice.print_card(actor, card_id, out))


def share(
    card_id: CardArgument,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        record = soan.practice.share_card(actor, card_id)
    print_json(record.model_dump(mode="json")) if as_json else print(said("card_shared", id=record.id))
