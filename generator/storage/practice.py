"""What a learner keeps, in the database. It is the learner's own: every reading names the learner, and counts over
several learners give numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import Engine, delete, func, insert, select

from generator.storage.practice_tables import practice_records as table

RecordKind = Literal["attempt", "card", "step", "drill", "drill_result"]


class Record(NamedTuple):
    """One row; `payload` is JSON."""

    id: str
    learner: str
    kind: RecordKind
    item: str
    at: datetime
    payload: str


class PracticeStore:
    """Over the engine of the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, record: Record) -> None:
        """Keep a record; one under the same id is replaced."""
        row = {**record._asdict(), "at": record.at.isoformat()}
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.id == record.id))
            connection.execute(insert(table), row)

    def of(self, learner: str, kind: RecordKind, item: str | None = None) -> Sequence[Record]:
        """A learner's records of a kind, oldest first."""
        query = select(table).where(table.c.learner == learner, table.c.kind == kind).order_by(table.c.at, table.c.id)
        if item is not None:
            query = query.where(table.c.item == item)
        with self._engine.connect() as connection:
            return [
                Record(row.id, row.learner, row.kind, row.item, datetime.fromisoformat(row.at), row.payload)
                for row in connection.execute(query)
            ]

    def forget(self, learner: str) -> int:
        """Take out all that a learner keeps. Returns the number of records."""
        with self._engine.begin() as connection:
            return connection.execute(delete(table).where(table.c.learner == learner)).rowcount

    def counts(self, learners: Sequence[str] | None = None) -> dict[tuple[RecordKind, str], int]:
        """How many learners have a record of each kind and item, of those named or of all."""
        query = select(table.c.kind, table.c.item, func.count(func.distinct(table.c.learner))).group_by(
            table.c.kind, table.c.item
        )
        if learners is not None:
            query = query.where(table.c.learner.in_(list(learners)))
        with self._engine.connect() as connection:
            return {(kind, item): number for kind, item, number in connection.execute(query)}

    def learners(self, named: Sequence[str] | None = None) -> int:
        """How many learners keep anything, of those named or of all."""
        query = select(func.count(func.distinct(table.c.learner)))
        if named is not None:
            query = query.where(table.c.learner.in_(list(named)))
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())
