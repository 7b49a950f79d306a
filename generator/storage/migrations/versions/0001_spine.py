"""Guides, passages, seen files and the lexical index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guides",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("number", sa.String(80), index=True),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(40), nullable=False, unique=True),
        sa.Column("guide_id", sa.String(32), sa.ForeignKey("guides.id", ondelete="CASCADE"), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("embed_text", sa.Text, nullable=False),
        sa.Column("embedded_with", sa.String(120)),
    )
    op.create_index("ix_passages_guide", "passages", ["guide_id", "seq"])
    op.create_index("ix_passages_embedded", "passages", ["embedded_with"])
    op.create_table(
        "files",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("mtime_ns", sa.BigInteger, nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("guide_id", sa.String(32), nullable=False),
    )
    op.create_table(
        "meta", sa.Column("key", sa.String(80), primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE lexical USING fts5(body, pairs, head, body_folded, pairs_folded, head_folded, "
            "content='', tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* Co' "
            "tokenchars '_\u200c\u200d'\")"
        )
        op.execute("CREATE VIRTUAL TABLE lexical_vocabulary USING fts5vocab('lexical', 'col')")
        op.execute(
            "CREATE TABLE lexical_words (folded INTEGER NOT NULL, word TEXT NOT NULL, df INTEGER NOT NULL, "
            "PRIMARY KEY (folded, word)) WITHOUT ROWID"
        )
    else:
        op.execute(
            "CREATE TABLE lexical (n bigint PRIMARY KEY REFERENCES passages(n) ON DELETE CASCADE, "
            "exact tsvector NOT NULL, folded tsvector NOT NULL, length integer NOT NULL)"
        )
        op.execute("CREATE INDEX ix_lexical_exact ON lexical USING gin (exact)")
        op.execute("CREATE INDEX ix_lexical_folded ON lexical USING gin (folded)")
        op.execute(
            "CREATE TABLE lexical_terms (term text NOT NULL, folded boolean NOT NULL, df bigint NOT NULL, "
            "PRIMARY KEY (folded, term))"
        )


def downgrade() -> None:
    own = ("lexical_words", "lexical_vocabulary") if op.get_bind().dialect.name == "sqlite" else ("lexical_terms",)
    for table in (*own, "lexical", "meta", "files", "passages", "guides"):
        op.drop_table(table)
