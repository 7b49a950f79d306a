"""What every work is, whatever its kind: something with claims, sources and a record of how it was made."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, Literal, Protocol, cast

from generator.domain.base import Value
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord

WorkKind = Literal["lesson", "quiz", "exercise", "card", "paper"]
# Kind → its value's class. A new kind of work is one row here, and one in `export.registry`.
KINDS: dict[str, str] = {
    "lesson": "generator.domain.lesson:Lesson",
    "quiz": "generator.domain.quiz:Quiz",
    "exercise": "generator.domain.exercise:Exercise",
    "card": "generator.domain.exercise:PromptCard",
    "paper": "generator.domain.paper:Paper",
    "handout": "generator.domain.handout:Handout",
}


class Work(Protocol):
    """A value that can be put into a ledger, reviewed and exported; every class named in `KINDS` is one."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def sources(self) -> tuple[SourceRecord, ...]: ...
    @property
    def generation(self) -> GenerationRecord: ...
    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the place it stands, in reading order."""
        ...

    def model_dump(self, *, mode: str) -> dict[str, Any]: ...


def kind_of(work: Work) -> str:
    """The kind a work's class is registered under. Raises KeyError for a class that is none."""
    wanted = f"{type(work).__module__}:{type(work).__qualname__}"
    return next(kind for kind, name in KINDS.items() if name == wanted)


def parse_work(kind: str, data: dict[str, Any]) -> Work:
    """The work that JSON data holds. Raises KeyError for an unknown kind, pydantic's ValidationError for bad data."""
    module, name = KINDS[kind].split(":")
    value: type[Value] = getattr(importlib.import_module(module), name)
    return cast(Work, value.model_validate_json(_json(data)))


def _json(data: dict[str, Any]) -> str:
    import json

    return json.dumps(data, ensure_ascii=False)
