"""`soan ask`: a question answered in the guides' own words, or refused."""

from __future__ import annotations

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
)
from generator.messages import say


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("ask", help=say("ask.help", language()))(ask)


def ask(
    question: Annotated[str, typer.Argument(help=say("ask.question", language()), metavar="QUESTION")],
    after: Annotated[list[str] | None, typer.Option("--after", help=say("ask.after", language()))] = None,
    as_of: DateOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with opened(data) as soan:
        answer = soan.assistant.ask(question, as_of=parse_date(as_of), history=tuple(after or ()), language=language())
        told = soan.assistant.tell(answer, language())
        if as_json:
            quotes = soan.assistant.quotes(answer, language())
            print_json({**answer.model_dump(mode="json"), "text": told, "quotes": quotes})
        else:
            print(told)
        if soan.notice is not None:
            note(soan.notice.sentence(language()))
    if not answer.answered:
        raise typer.Exit(1)
