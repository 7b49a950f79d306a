"""The tables, for SQLite and PostgreSQL alike. The lexical index has its own, see `lexical/`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

guides = Table(
    "guides",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("number", String(80), index=True),
    Column("payload", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("guide_id", String(32), ForeignKey("guides.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("embed_text", Text, nullable=False),
    Column("embedded_with", String(120)),
    Index("ix_passages_guide", "guide_id", "seq"),
    Index("ix_passages_embedded", "embedded_with"),
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("entry", String(64), nullable=False),
    Column("guide_id", String(32), nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("passage_id", String(40), primary_key=True),
    Column("guide_id", String(32), ForeignKey("guides.id", ondelete="CASCADE"), nullable=False),
    Column("signals", Text, nullable=False),
    Column("held_at", String(40), nullable=False),
    Column("released_at", String(40)),
    Column("released_by", String(200)),
    Column("reason", Text),
    Index("ix_quarantine_guide", "guide_id"),
)

meta = Table("meta", metadata, Column("key", String(80), primary_key=True), Column("value", Text, nullable=False))
