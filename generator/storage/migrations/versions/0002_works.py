"""Works with versions, decisions and history; people with sessions and tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "people",
    "sessions",
    "invitations",
    "tokens",
    "sign_in_failures",
    "works",
    "work_editors",
    "versions",
    "version_guides",
    "working_copies",
    "clashes",
    "decisions",
    "line_answers",
    "tasks",
    "events",
    "event_words",
    "vigilance",
)


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("login", sa.String(120), unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("roles", sa.String(120), nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("subject", sa.String(255), unique=True),
        sa.Column("salt", sa.String(64)),
        sa.Column("reference", sa.String(80), unique=True),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("erased", sa.Boolean, nullable=False),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("one_time_until", sa.String(40)),
    )
    op.create_table(
        "sessions",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.String(40), nullable=False, index=True),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("seen_at", sa.String(40), nullable=False),
        sa.Column("expires_at", sa.String(40), nullable=False),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("roles", sa.String(120), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("expires_at", sa.String(40), nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("person_id", sa.String(40), nullable=False, index=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("scopes", sa.String(120), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("expires_at", sa.String(40), nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("ix_sign_in_failures", "sign_in_failures", ["key", "at"])
    op.create_table(
        "works",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("owner", sa.String(40), nullable=False, index=True),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("published", sa.Integer),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("visibility", sa.String(16), nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("updated_at", sa.String(40), nullable=False, index=True),
    )
    op.create_table(
        "work_editors",
        sa.Column("work_id", sa.String(40), sa.ForeignKey("works.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("person_id", sa.String(40), primary_key=True),
    )
    op.create_table(
        "versions",
        sa.Column("work_id", sa.String(40), sa.ForeignKey("works.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_index("ix_versions_state", "versions", ["state"])
    op.create_table(
        "version_guides",
        sa.Column("work_id", sa.String(40), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("guide_id", sa.String(32), primary_key=True, index=True),
    )
    op.create_table(
        "working_copies",
        sa.Column("work_id", sa.String(40), sa.ForeignKey("works.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("editors", sa.Text, nullable=False),
        sa.Column("part_editors", sa.Text, nullable=False),
        sa.Column("updated_at", sa.String(40), nullable=False),
    )
    op.create_table(
        "clashes",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("work_id", sa.String(40), nullable=False, index=True),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("work_id", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("ix_decisions_work", "decisions", ["work_id", "n"])
    op.create_table(
        "line_answers",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("work_id", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("ix_line_answers_work", "line_answers", ["work_id", "n"])
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("work_id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False, index=True),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("work_id", sa.String(40), nullable=False, index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "event_words",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.String(40), nullable=False, index=True),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("words", sa.Text),
    )
    op.create_table(
        "vigilance",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("work_id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False, index=True),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO meta (key, value) VALUES ('history.head', '0:')")


def downgrade() -> None:
    op.execute("DELETE FROM meta WHERE key = 'history.head'")
    for table in reversed(TABLES):
        op.drop_table(table)
