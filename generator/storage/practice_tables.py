"""The table of what a learner keeps: attempts, cards of their own, steps done."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table, Text

from generator.storage.tables import metadata

practice_records = Table(
    "practice_records",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("learner", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("item", String(80), nullable=False),
    Column("at", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    Index("ix_practice_learner", "learner", "kind", "item"),
)
