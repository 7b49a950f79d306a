"""What all commands share: the options, opening the library, printing, the progress bar."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from generator.errors import InputError
from generator.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from generator.domain.base import Language
    from generator.service import Soan

_chosen: list[str] = []


def language() -> Language:
    """The interface language: `--lang`, else `SOAN_LANG`, else Vietnamese."""
    wanted = _chosen[-1] if _chosen else os.environ.get("SOAN_LANG", "vi")
    return cast("Language", wanted if wanted in ("vi", "en", "hi") else "vi")


def text(key: str, **details: object) -> str:
    """A sentence of the catalogue `cli` in the interface language."""
    return say(f"cli.{key}", language(), **details)


def _choose_language(value: str | None) -> str | None:
    if value is not None:
        if value not in ("vi", "en", "hi"):
            raise InputError(problem=text("unknown_language", value=value))
        _chosen[:] = [value]
    return value


DataOption = Annotated[Path | None, typer.Option("--data", help=text("option.data"), metavar="DIR")]
LangOption = Annotated[
    str | None,
    typer.Option("--lang", help=text("option.lang"), metavar="vi|en|hi", callback=_choose_language, is_eager=True),
]
JsonOption = Annotated[bool, typer.Option("--json", help=text("option.json"))]
DateOption = Annotated[str | None, typer.Option("--as-of", help=text("option.as_of"), metavar="DATE")]


def parse_date(value: str | None) -> date:
    """The day of an option, today when it was not given; see `generator.domain.days`."""
    from generator.domain.days import parse_day

    return parse_day(value, language())


@contextmanager
def opened(data: Path | None, *, vectors: bool = True) -> Iterator[Soan]:
    """The wired service over the chosen data directory, closed at the end."""
    from generator.app import open_service

    with open_service(data=data, vectors=vectors) as service:
        yield service


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def note(sentence: str) -> None:
    """A line for people, on stderr, so that stdout stays data."""
    print(sentence, file=sys.stderr)


@contextmanager
def progress(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr; silent when that is not a terminal. The callback takes (stage, done, total)."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def update(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(f"{title} · {say(f'library.stage_{stage}', language())}", total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield update
