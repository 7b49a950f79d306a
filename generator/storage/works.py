"""Works, versions and working copies in the database. Every method takes the connection of the caller's transaction;
rules live in `review` and the service."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from pydantic import JsonValue
from sqlalchemy import Connection, Row, and_, delete, insert, select, update

from generator.domain.ledger import Ledger
from generator.domain.works import Clash, State, Version, VersionLine, WorkRecord
from generator.errors import NotFound
from generator.storage.works_tables import (
    clashes,
    decisions,
    line_answers,
    tasks,
    version_guides,
    versions,
    vigilance,
    work_editors,
    working_copies,
    works,
)


class WorkingCopy(NamedTuple):
    """The text that autosave keeps between two versions. `editors` are all who changed it, `part_editors` who changed
    each part last."""

    base: int
    content: dict[str, JsonValue]
    editors: tuple[str, ...]
    part_editors: dict[str, str]
    updated_at: datetime


class CitingVersion(NamedTuple):
    """A version that cites one of the asked guides."""

    work_id: str
    number: int
    state: State
    ledger: Ledger


# -- works -----------------------------------------------------------------------------------------------------------


def add_work(connection: Connection, record: WorkRecord, folded: str) -> None:
    """A new work; its version follows. `folded` is what the search looks in."""
    connection.execute(insert(works), {**_work_row(record), "folded": folded})


def work(connection: Connection, work_id: str) -> WorkRecord:
    """By id, or the beginning of one when it fits one work only. Raises NotFound."""
    found = list(select_works(connection, works.c.id == work_id))
    if not found and len(work_id) >= 4:
        found = list(select_works(connection, works.c.id.startswith(work_id, autoescape=True)))
    if len(found) != 1:
        raise NotFound(what=work_id)
    return found[0]


def select_works(connection: Connection, *conditions: Any, limit: int | None = None) -> Iterator[WorkRecord]:
    """Those that fulfil the conditions, newest change first."""
    query = (
        select(works, versions.c.state, versions.c.content_sha256)
        .join(versions, and_(versions.c.work_id == works.c.id, versions.c.number == works.c.head))
        .where(*conditions)
        .order_by(works.c.updated_at.desc(), works.c.id)
    )
    rows = connection.execute(query.limit(limit)).all()
    ids = [row.id for row in rows]
    editors = _grouped(
        connection, select(work_editors.c.work_id, work_editors.c.person_id), work_editors.c.work_id, ids
    )
    heads = {row.id: row.head for row in rows}
    cited: dict[str, list[str]] = {}
    query_guides = select(version_guides.c.work_id, version_guides.c.number, version_guides.c.guide_id)
    for work_id, number, guide_id in _chunked(connection, query_guides, version_guides.c.work_id, ids):
        if heads[work_id] == number:
            cited.setdefault(work_id, []).append(guide_id)
    for row in rows:
        yield _record(row, editors.get(row.id, []), sorted(cited.get(row.id, [])))


def cites(guide_id: str) -> Any:
    """A condition for `select_works`: the newest version cites that guide."""
    return works.c.id.in_(
        select(version_guides.c.work_id).where(
            version_guides.c.guide_id == guide_id, version_guides.c.number == works.c.head
        )
    )


def leans_on(guide_id: str) -> Any:
    """A condition for `select_works`: any version cites that guide."""
    return works.c.id.in_(select(version_guides.c.work_id).where(version_guides.c.guide_id == guide_id))


def change_work(connection: Connection, work_id: str, **values: Any) -> None:
    """Write columns of a work."""
    connection.execute(update(works).where(works.c.id == work_id).values(**values))


def set_editors(connection: Connection, work_id: str, people: Sequence[str]) -> None:
    """The people the owner works with."""
    connection.execute(delete(work_editors).where(work_editors.c.work_id == work_id))
    if people:
        connection.execute(insert(work_editors), [{"work_id": work_id, "person_id": person} for person in people])


def delete_work(connection: Connection, work_id: str) -> None:
    """The work and everything about it except its history."""
    for table in (clashes, decisions, line_answers, tasks, vigilance, version_guides, working_copies, work_editors):
        connection.execute(delete(table).where(table.c.work_id == work_id))
    connection.execute(delete(versions).where(versions.c.work_id == work_id))
    connection.execute(delete(works).where(works.c.id == work_id))


# -- versions --------------------------------------------------------------------------------------------------------


def add_version(connection: Connection, version: Version, state: State) -> None:
    """Store a version for good, and make it the newest of its work."""
    connection.execute(
        insert(versions),
        {
            "work_id": version.work_id,
            "number": version.number,
            "state": state,
            "content_sha256": version.content_sha256,
            "payload": json.dumps(version.model_dump(mode="json", exclude={"ledger"}), ensure_ascii=False),
            "ledger": version.ledger.model_dump_json(exclude_defaults=True),
            "created_by": version.created_by,
            "created_at": version.created_at.isoformat(),
            "note": version.note,
        },
    )
    cited = sorted(
        {citation.guide_id for claim in version.ledger.claims for citation in claim.citations}
        | {source.guide.id for source in version.ledger.sources}
    )
    if cited:
        rows = [{"work_id": version.work_id, "number": version.number, "guide_id": guide} for guide in cited]
        connection.execute(insert(version_guides), rows)
    change_work(connection, version.work_id, head=version.number, updated_at=version.created_at.isoformat())


def version(connection: Connection, work_id: str, number: int) -> tuple[Version, State]:
    """Raises NotFound."""
    where = (versions.c.work_id == work_id) & (versions.c.number == number)
    row = connection.execute(select(versions).where(where)).first()
    if row is None:
        raise NotFound(what=f"{work_id} v{number}")
    data = json.loads(row.payload)
    data["ledger"] = json.loads(row.ledger)
    return Version.model_validate_json(json.dumps(data)), cast(State, row.state)


def version_lines(connection: Connection, work_id: str) -> list[VersionLine]:
    """The list of versions, oldest first."""
    columns = (versions.c.number, versions.c.state, versions.c.content_sha256, versions.c.created_by)
    query = select(*columns, versions.c.created_at, versions.c.note).where(versions.c.work_id == work_id)
    return [
        VersionLine(
            number=row.number,
            state=row.state,
            content_sha256=row.content_sha256,
            created_by=row.created_by,
            created_at=datetime.fromisoformat(row.created_at),
            note=row.note,
        )
        for row in connection.execute(query.order_by(versions.c.number))
    ]


def set_state(connection: Connection, work_id: str, number: int, state: State) -> None:
    """Write the state of a version; the caller has told the history."""
    where = (versions.c.work_id == work_id) & (versions.c.number == number)
    connection.execute(update(versions).where(where).values(state=state))


def states(connection: Connection) -> dict[tuple[str, int], tuple[State, str]]:
    """Of every version its state and the hash of its content, as stored."""
    query = select(versions.c.work_id, versions.c.number, versions.c.state, versions.c.content_sha256)
    return {(row[0], row[1]): (cast(State, row[2]), row[3]) for row in connection.execute(query)}


def citing(connection: Connection, guide_ids: Sequence[str], live: Sequence[State]) -> Iterator[CitingVersion]:
    """Versions in one of those states that cite one of those guides."""
    cited = (
        select(version_guides.c.work_id, version_guides.c.number)
        .where(version_guides.c.guide_id.in_(list(guide_ids)))
        .distinct()
        .subquery()
    )
    query = (
        select(versions.c.work_id, versions.c.number, versions.c.state, versions.c.ledger)
        .join(cited, and_(versions.c.work_id == cited.c.work_id, versions.c.number == cited.c.number))
        .join(works, works.c.id == versions.c.work_id)
        .where(versions.c.state.in_(list(live)), works.c.archived.is_(False))
        .order_by(versions.c.work_id, versions.c.number)
    )
    for row in connection.execute(query):
        yield CitingVersion(row.work_id, row.number, row.state, Ledger.model_validate_json(row.ledger))


# -- working copies --------------------------------------------------------------------------------------------------


def working_copy(connection: Connection, work_id: str) -> WorkingCopy | None:
    """What autosave has kept since the newest version."""
    row = connection.execute(select(working_copies).where(working_copies.c.work_id == work_id)).first()
    if row is None:
        return None
    return WorkingCopy(
        row.base,
        json.loads(row.content),
        tuple(json.loads(row.editors)),
        json.loads(row.part_editors),
        datetime.fromisoformat(row.updated_at),
    )


def keep_working_copy(connection: Connection, work_id: str, copy: WorkingCopy) -> None:
    """Write it, over the one before."""
    connection.execute(delete(working_copies).where(working_copies.c.work_id == work_id))
    row = {
        "work_id": work_id,
        "base": copy.base,
        "content": json.dumps(copy.content, ensure_ascii=False),
        "editors": json.dumps(copy.editors),
        "part_editors": json.dumps(copy.part_editors, ensure_ascii=False),
        "updated_at": copy.updated_at.isoformat(),
    }
    connection.execute(insert(working_copies), row)


def drop_working_copy(connection: Connection, work_id: str) -> None:
    """Forget it: it became a version, or was given up."""
    connection.execute(delete(working_copies).where(working_copies.c.work_id == work_id))


def add_clash(connection: Connection, clash: Clash) -> None:
    """Keep both texts of a conflict."""
    row = {"id": clash.id, "work_id": clash.work_id, "payload": clash.model_dump_json()}
    connection.execute(insert(clashes), row)


def clashes_of(connection: Connection, work_id: str) -> list[Clash]:
    """Conflicts that nobody has settled yet."""
    query = select(clashes.c.payload).where(clashes.c.work_id == work_id)
    found = [Clash.model_validate_json(row) for row in connection.execute(query).scalars()]
    return sorted(found, key=lambda clash: clash.at)


def drop_clash(connection: Connection, work_id: str, clash_id: str) -> None:
    """Raises NotFound."""
    where = (clashes.c.work_id == work_id) & (clashes.c.id == clash_id)
    if connection.execute(delete(clashes).where(where)).rowcount == 0:
        raise NotFound(what=clash_id)


# -- rows ------------------------------------------------------------------------------------------------------------


def _work_row(record: WorkRecord) -> dict[str, Any]:
    own = (
        "id",
        "kind",
        "title",
        "language",
        "audience",
        "owner",
        "head",
        "published",
        "stale",
        "archived",
        "visibility",
    )
    row = {name: getattr(record, name) for name in own}
    return {**row, "created_at": record.created_at.isoformat(), "updated_at": record.updated_at.isoformat()}


def _record(row: Row[Any], editors: Sequence[str], guides: Sequence[str]) -> WorkRecord:
    return WorkRecord(
        id=row.id,
        kind=row.kind,
        title=row.title,
        language=row.language,
        audience=row.audience,
        owner=row.owner,
        editors=tuple(editors),
        head=row.head,
        state=row.state,
        content_sha256=row.content_sha256,
        published=row.published,
        stale=row.stale,
        archived=row.archived,
        visibility=row.visibility,
        guide_ids=tuple(guides),
        created_at=datetime.fromisoformat(row.created_at),
        updated_at=datetime.fromisoformat(row.updated_at),
    )


def _chunked(connection: Connection, query: Any, column: Any, ids: Sequence[str]) -> Iterator[Any]:
    """Few enough parameters for SQLite at a time."""
    for start in range(0, len(ids), 500):
        yield from connection.execute(query.where(column.in_(list(ids[start : start + 500]))))


def _grouped(connection: Connection, query: Any, column: Any, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in _chunked(connection, query, column, ids):
        found.setdefault(key, []).append(value)
    return found
