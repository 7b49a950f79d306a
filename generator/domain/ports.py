"""The ports: what one room asks of another, told as protocols so that either side can be replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from generator.domain.base import Value
from generator.domain.guide import Guide
from generator.domain.lesson import Brief, Lesson
from generator.domain.passage import Passage


class Hit(Value):
    """A found passage with its guide; `score` is the fused score (higher is better), the parts are kept to explain."""

    passage: Passage
    guide: Guide
    score: float
    lexical: float = 0.0
    dense: float = 0.0


class Library(Protocol):
    """Read access to the guides and passages that are stored."""

    def guides(self) -> Sequence[Guide]: ...
    def guide(self, guide_id: str) -> Guide: ...
    def passages(self, guide_id: str) -> Sequence[Passage]: ...
    def passage(self, passage_id: str) -> Passage: ...


class Searcher(Protocol):
    """Search over the library; an empty list means that nothing relevant is there."""

    def search(
        self, query: str, *, k: int = 10, as_of: date | None = None, guide_ids: Sequence[str] = ()
    ) -> list[Hit]: ...


class LessonAuthor(Protocol):
    """Writes a lesson from a brief and the evidence; see `generator.writing`."""

    def lesson(self, brief: Brief, library: Library, hits: Sequence[Hit]) -> Lesson: ...
