"""`soan backup DIR` and `soan restore DIR`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language, note, opened, print_json
from generator.domain.plain import plain
from generator.messages import say


def _words(key: str, **details: object) -> str:
    return say(f"backup.{key}", language(), **details)


FolderArgument = Annotated[Path, typer.Argument(help=_words("folder"), metavar="DIR")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("backup", help=_words("help"))(backup)
    app.command("restore", help=_words("restore_help"))(restore)


def backup(
    folder: FolderArgument, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    with opened(data, vectors=False) as soan:
        record = soan.backup.save(folder)
    if as_json:
        print_json(plain(record))
    else:
        head = f"{record.head.seq} · {record.head.hash[:16]}"
        print(_words("done", folder=folder, guides=record.guides, uploads=record.uploads, head=head))


def restore(
    folder: FolderArgument,
    force: Annotated[bool, typer.Option("--force", help=_words("force"))] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with opened(data) as soan:
        restored = soan.backup.restore(folder, force=force)
    sound = restored.soundness.ok
    if as_json:
        print_json({**plain(restored), "ok": sound})
    else:
        print(_words("restored", guides=restored.record.guides, passages=restored.record.passages))
        if restored.vectors is None:
            note(_words("no_vectors"))
        print(_words("sound" if sound else "unsound"))
    if not sound:
        raise typer.Exit(1)
