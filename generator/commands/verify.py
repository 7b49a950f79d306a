"""`soan verify FILE`: re-check the ledger a file carries, against the library or a folder of guides alone."""

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
    opened,
    parse_date,
    print_json,
    text,
)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("verify", help=text("verify.help"))(verify)


def verify(
    file: Annotated[Path, typer.Argument(help=text("verify.file"), metavar="FILE")],
    guides: Annotated[Path | None, typer.Option("--guides", help=text("verify.guides"), metavar="DIR")] = None,
    as_of: DateOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    if guides is not None:
        from generator.grounding.sources import FolderSource
        from generator.grounding.verify import verify_file

        report = verify_file(file, FolderSource(guides), as_of=parse_date(as_of))
    else:
        with opened(data, vectors=False) as soan:
            report = soan.verify(file, as_of=parse_date(as_of))
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        for sentence in report.sentences(language()):
            print(sentence)
    if not report.ok:
        raise typer.Exit(1)
