"""Decisions, answers, tasks and vigilance in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from generator.domain.works import Decision, LineAnswer, Task
from generator.storage.works_tables import decisions, line_answers, tasks, vigilance


def add_decision(connection: Connection, decision: Decision) -> None:
    """One more; the newest of a key counts."""
    _add(connection, decisions, decision)


def decisions_of(connection: Connection, work_id: str) -> list[Decision]:
    """All decisions ever taken on a work, oldest first."""
    return [Decision.model_validate_json(row) for row in _payloads(connection, decisions, work_id)]


def decision_counts(connection: Connection) -> dict[str, int]:
    """Work → how many decisions were ever taken on it."""
    query = select(decisions.c.work_id, func.count()).group_by(decisions.c.work_id)
    rows: Any = connection.execute(query).all()
    return dict(rows)


def add_answer(connection: Connection, answer: LineAnswer) -> None:
    """One more; the newest of a line counts."""
    _add(connection, line_answers, answer)


def answers_of(connection: Connection, work_id: str) -> list[LineAnswer]:
    """All answers ever given on a work, oldest first."""
    return [LineAnswer.model_validate_json(row) for row in _payloads(connection, line_answers, work_id)]


def _add(connection: Connection, table: Table, value: Decision | LineAnswer) -> None:
    row = {"work_id": value.work_id, "version": value.version, "payload": value.model_dump_json()}
    connection.execute(insert(table), row)


def _payloads(connection: Connection, table: Table, work_id: str) -> Sequence[str]:
    query = select(table.c.payload).where(table.c.work_id == work_id).order_by(table.c.n)
    return connection.execute(query).scalars().all()


def add_task(connection: Connection, task: Task) -> None:
    """Something that waits for a person."""
    row = {"id": task.id, "work_id": task.work_id, "person_id": task.person_id, "done": task.done}
    connection.execute(insert(tasks), {**row, "payload": task.model_dump_json()})


def tasks_of(connection: Connection, person_id: str, *, done: bool = False) -> list[Task]:
    """A person's tasks, oldest first."""
    query = select(tasks.c.payload, tasks.c.done).where(tasks.c.person_id == person_id, tasks.c.done.is_(done))
    found = [
        Task.model_validate_json(row.payload).model_copy(update={"done": row.done}) for row in connection.execute(query)
    ]
    return sorted(found, key=lambda task: task.created_at)


def finish_tasks(connection: Connection, work_id: str, kinds: Sequence[str] = ()) -> None:
    """All open tasks of a work (of those kinds) are done."""
    query = select(tasks.c.id, tasks.c.payload).where(tasks.c.work_id == work_id, tasks.c.done.is_(False))
    ids = [
        row.id for row in connection.execute(query) if not kinds or Task.model_validate_json(row.payload).kind in kinds
    ]
    if ids:
        connection.execute(update(tasks).where(tasks.c.id.in_(ids)).values(done=True))


def keep_vigil(connection: Connection, identity: str, work_id: str, person_id: str, payload: str) -> None:
    """Write one planted error and what became of it, over the one before."""
    connection.execute(delete(vigilance).where(vigilance.c.id == identity))
    row = {"id": identity, "work_id": work_id, "person_id": person_id, "payload": payload}
    connection.execute(insert(vigilance), row)


def vigils(connection: Connection, person_id: str, work_id: str | None = None) -> dict[str, str]:
    """Id → payload, of one person alone."""
    query = select(vigilance.c.id, vigilance.c.payload).where(vigilance.c.person_id == person_id)
    if work_id is not None:
        query = query.where(vigilance.c.work_id == work_id)
    rows: Any = connection.execute(query).all()
    return dict(rows)
