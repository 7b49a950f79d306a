"""What the commands of works, review and people share: who is acting, their sentences, values as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.commands.common import language, opened, print_json
from generator.domain.plain import plain
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.people import Actor
    from generator.domain.works import WorkRecord
    from generator.service import Soan


def words(key: str, **details: object) -> str:
    """A sentence of the catalogue `office` in the interface language."""
    return say(f"office.{key}", language(), **details)


AsOption = Annotated[str | None, typer.Option("--as", help=words("option.as"), metavar="USER")]
WorkArgument = Annotated[str, typer.Argument(help=words("option.work"), metavar="ID")]
ReasonOption = Annotated[str, typer.Option("--reason", help=words("option.reason"))]
NoteOption = Annotated[str, typer.Option("--note", help=words("option.note"))]


def acting(soan: Soan, user: str | None) -> Actor:
    """Who acts on the local command line: the named person, else the operator, who administers. Raises NotFound, and
    SignInFailed for an account that is disabled."""
    from generator.domain.people import LOCAL
    from generator.errors import SignInFailed

    if user is None:
        return LOCAL
    person = soan.people.find(user)
    if person.disabled:
        raise SignInFailed()
    return person.actor("local")


@contextmanager
def at_desk(data: Path | None, user: str | None) -> Iterator[tuple[Soan, Actor]]:
    """The open service and who is acting."""
    with opened(data, vectors=False) as soan:
        yield soan, acting(soan, user)


def show(value: Any, lines: Iterable[str], as_json: bool) -> None:
    """One JSON document, or the lines for a person."""
    if as_json:
        print_json(plain(value))
    else:
        for line in lines:
            print(line)


def state_of(record: WorkRecord) -> str:
    """State as people say it, with the mark of a work whose source changed."""
    state = say(f"review.state.{record.state}", language())
    return f"{state}, {say('review.state.stale', language())}" if record.stale else state


def work_line(record: WorkRecord) -> str:
    """One work in a list."""
    return words(
        "work_line", id=record.id, number=record.head, state=state_of(record), title=record.title, kind=record.kind
    )
