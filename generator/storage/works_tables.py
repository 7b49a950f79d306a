"""The tables of works, their versions, what was decided about them, and the history."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from generator.storage.tables import metadata

works = Table(
    "works",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("audience", String(40), nullable=False),
    Column("owner", String(40), nullable=False, index=True),
    Column("head", Integer, nullable=False),
    Column("published", Integer),
    Column("stale", Boolean, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("folded", Text, nullable=False),  # title and topic without accents, for the search
    Column("created_at", String(40), nullable=False),
    Column("updated_at", String(40), nullable=False, index=True),
)

work_editors = Table(
    "work_editors",
    metadata,
    Column("work_id", String(40), ForeignKey("works.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(40), primary_key=True),
)

# `payload` is the version without its ledger, `ledger` apart: the list of affected works reads ledgers alone.
versions = Table(
    "versions",
    metadata,
    Column("work_id", String(40), ForeignKey("works.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("content_sha256", String(64), nullable=False),
    Column("payload", Text, nullable=False),
    Column("ledger", Text, nullable=False),
    Column("created_by", String(40), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_versions_state", "state"),
)

version_guides = Table(
    "version_guides",
    metadata,
    Column("work_id", String(40), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("guide_id", String(32), primary_key=True, index=True),
)

# The working copy that autosave writes; `base` is the version it was begun from.
working_copies = Table(
    "working_copies",
    metadata,
    Column("work_id", String(40), ForeignKey("works.id", ondelete="CASCADE"), primary_key=True),
    Column("base", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("editors", Text, nullable=False),
    Column("part_editors", Text, nullable=False),
    Column("updated_at", String(40), nullable=False),
)

clashes = Table(
    "clashes",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("work_id", String(40), nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("work_id", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Index("ix_decisions_work", "work_id", "n"),
)

line_answers = Table(
    "line_answers",
    metadata,
    Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("work_id", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Index("ix_line_answers_work", "work_id", "n"),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("work_id", String(40), nullable=False),
    Column("person_id", String(40), nullable=False, index=True),
    Column("done", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
)

# `payload` alone is hashed; the other columns are there to be searched and must agree with it.
events = Table(
    "events",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("work_id", String(40), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

# The free words of an event (reasons, notes): erased with the person who wrote them.
event_words = Table(
    "event_words",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("person_id", String(40), nullable=False, index=True),
    Column("salt", String(64), nullable=False),
    Column("words", Text),
)

# Vigilance: what a reviewer did with planted errors; read by that reviewer only.
vigilance = Table(
    "vigilance",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("work_id", String(40), nullable=False),
    Column("person_id", String(40), nullable=False, index=True),
    Column("payload", Text, nullable=False),
)
