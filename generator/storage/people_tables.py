"""The tables of people: accounts, sessions, invitations, tokens, failed sign-ins. Secrets are stored as hashes only."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, String, Table, Text

from generator.storage.tables import metadata

# `salt` and `reference`: history names a person by the salted hash of the id; without the salt it names nobody.
people = Table(
    "people",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("login", String(120), unique=True),
    Column("name", Text, nullable=False),
    Column("roles", String(120), nullable=False),
    Column("password", Text),
    Column("subject", String(255), unique=True),
    Column("salt", String(64)),
    Column("reference", String(80), unique=True),
    Column("created_at", String(40), nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("erased", Boolean, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("one_time_until", String(40)),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person_id", String(40), nullable=False, index=True),
    Column("created_at", String(40), nullable=False),
    Column("seen_at", String(40), nullable=False),
    Column("expires_at", String(40), nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("roles", String(120), nullable=False),
    Column("created_by", String(40), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("expires_at", String(40), nullable=False),
    Column("used", Boolean, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person_id", String(40), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", String(120), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("expires_at", String(40), nullable=False),
    Column("revoked", Boolean, nullable=False),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False),
    Column("at", Float, nullable=False),
    Index("ix_sign_in_failures", "key", "at"),
)
