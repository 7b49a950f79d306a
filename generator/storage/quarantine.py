"""Rows of passages kept apart. A held passage is in no index: neither words nor vectors can find it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, insert, select, update

from generator.domain.quarantine import Held
from generator.storage.tables import quarantine


def held_ids() -> Select[tuple[str]]:
    """The ids of passages held now, as a subquery."""
    return select(quarantine.c.passage_id).where(quarantine.c.released_at.is_(None))


def hold(connection: Connection, guide_id: str, signals: Mapping[str, Sequence[str]]) -> None:
    """Keep passages apart; one that was held or released before stays as it was decided."""
    known = set(connection.execute(select(quarantine.c.passage_id).where(quarantine.c.guide_id == guide_id)).scalars())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        {"passage_id": key, "guide_id": guide_id, "signals": json.dumps(list(names)), "held_at": now}
        for key, names in signals.items()
        if key not in known
    ]
    if rows:
        connection.execute(insert(quarantine), rows)


def records(connection: Connection, guide_id: str | None = None) -> list[Held]:
    """All that were ever held, of one guide or of all, in the order of their holding."""
    query = select(quarantine).order_by(quarantine.c.held_at, quarantine.c.passage_id)
    if guide_id is not None:
        query = query.where(quarantine.c.guide_id == guide_id)
    return [
        Held(**{**dict(row), "signals": tuple(json.loads(row["signals"]))})
        for row in connection.execute(query).mappings()
    ]


def mark_released(connection: Connection, passage_id: str, by: str, reason: str) -> bool:
    """Record a person's decision; False when the passage is not held."""
    statement = (
        update(quarantine)
        .where(quarantine.c.passage_id == passage_id, quarantine.c.released_at.is_(None))
        .values(released_at=datetime.now(UTC).isoformat(timespec="seconds"), released_by=by, reason=reason)
    )
    return connection.execute(statement).rowcount > 0
