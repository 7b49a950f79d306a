"""The history: append-only links, each holding the hash of the one before, written in the same transaction as what
they tell. Nothing here changes or removes a link."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from pydantic import JsonValue, ValidationError
from sqlalchemy import Connection, Engine, insert, select, update

from generator.domain.works import ChainHead, Event
from generator.storage.tables import meta
from generator.storage.works_tables import event_words, events

HEAD_KEY = "history.head"
START = ""  # what the first link holds as the hash of the one before

FaultKind = Literal[
    "altered", "out_of_order", "missing", "columns", "words_altered", "words_missing", "head", "anchor"
]  # fmt: skip


class Fault(NamedTuple):
    """Where the chain does not hold. `seq` is the link, 0 for the chain as a whole."""

    seq: int
    kind: FaultKind


class Link(NamedTuple):
    """A link as it is read: the event, its hash, and the free words that go with it where they are kept."""

    event: Event
    hash: str
    words: str


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that waits in line for the head of the chain first: what it reads afterwards stays true until it
    commits, on SQLite and PostgreSQL alike, and the chain never forks."""
    with engine.begin() as connection:
        connection.execute(update(meta).where(meta.c.key == HEAD_KEY).values(value=meta.c.value))
        yield connection


def append(
    connection: Connection,
    *,
    kind: str,
    who: str,
    person_id: str,
    via: str,
    work_id: str = "",
    version: int | None = None,
    facts: Mapping[str, JsonValue] | None = None,
    words: str = "",
) -> ChainHead:
    """Add a link, inside `writing`."""
    head = read_head(connection)
    salt = secrets.token_hex(16) if words else ""
    event = Event(
        seq=head.seq + 1,
        at=datetime.now(UTC),
        kind=kind,
        work_id=work_id,
        version=version,
        who=who,
        via=via,
        facts=dict(facts or {}),
        commitment=_commit(salt, words) if words else "",
        previous=head.hash,
    )
    payload = canonical(event.model_dump(mode="json"))
    fresh = ChainHead(seq=event.seq, hash=_sha(payload))
    connection.execute(
        insert(events), {"seq": fresh.seq, "work_id": work_id, "kind": kind, "payload": payload, "hash": fresh.hash}
    )
    if words:
        connection.execute(
            insert(event_words), {"seq": fresh.seq, "person_id": person_id, "salt": salt, "words": words}
        )
    connection.execute(update(meta).where(meta.c.key == HEAD_KEY).values(value=f"{fresh.seq}:{fresh.hash}"))
    return fresh


def read_head(connection: Connection) -> ChainHead:
    """The newest link's number and hash; 0 and "" before the first."""
    stored = connection.execute(select(meta.c.value).where(meta.c.key == HEAD_KEY)).scalar() or "0:"
    seq, _, digest = stored.partition(":")
    return ChainHead(seq=int(seq), hash=digest)


def links(connection: Connection, work_id: str | None = None) -> Iterator[Link]:
    """The history in order, of one work or of all."""
    words = dict(connection.execute(select(event_words.c.seq, event_words.c.words)).all())
    query = select(events.c.seq, events.c.payload, events.c.hash).order_by(events.c.seq)
    if work_id is not None:
        query = query.where(events.c.work_id == work_id)
    for seq, payload, digest in connection.execute(query).all():
        yield Link(Event.model_validate_json(payload), digest, words.get(seq) or "")


def check_chain(connection: Connection, anchor: ChainHead | None = None) -> list[Fault]:
    """Every place where a link was altered, removed, put elsewhere or cut off.

    `anchor` is a head that was kept elsewhere: with it a chain rewritten from some link on is found too.
    """
    faults: list[Fault] = []
    rows = connection.execute(select(events).order_by(events.c.seq)).all()
    kept = {row.seq: row for row in connection.execute(select(event_words)).all()}
    erased = _erased(rows)
    previous, expected = START, 1
    for row in rows:
        if row.seq != expected:
            faults.append(Fault(expected, "missing"))
        faults += [Fault(row.seq, kind) for kind in _link_faults(row, previous, kept.get(row.seq), erased)]
        previous, expected = row.hash, row.seq + 1
    head = read_head(connection)
    if (head.seq, head.hash) != (expected - 1, previous):
        faults.append(Fault(head.seq, "head"))
    if anchor is not None and anchor.seq and anchor.hash not in {row.hash for row in rows if row.seq == anchor.seq}:
        faults.append(Fault(anchor.seq, "anchor"))
    return faults


def _link_faults(row: Any, previous: str, words: Any, erased: set[str]) -> Iterator[FaultKind]:
    payload: str = row.payload
    if _sha(payload) != row.hash:
        yield "altered"
    try:
        event = Event.model_validate_json(payload)
    except ValidationError:
        yield "altered"
        return
    if event.previous != previous:
        yield "out_of_order"
    if (event.seq, event.kind, event.work_id) != (row.seq, row.kind, row.work_id):
        yield "columns"
    if event.commitment:
        if words is None or (words.words is None and event.who not in erased):
            yield "words_missing"
        elif words.words is not None and _commit(words.salt, words.words) != event.commitment:
            yield "words_altered"
    elif words is not None:
        yield "words_altered"


def _erased(rows: Iterable[Any]) -> set[str]:
    """References of the people whose words were erased, as the history itself tells."""
    found = set()
    for row in rows:
        if row.kind == "person_erased":
            found.add(str(json.loads(row.payload)["facts"].get("reference", "")))
    return found


def canonical(data: object) -> str:
    """JSON with sorted keys and no white space, so that equal values have equal hashes."""
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _commit(salt: str, words: str) -> str:
    return _sha(f"{salt}\0{words}")


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
