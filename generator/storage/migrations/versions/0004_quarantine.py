"""Passages kept apart because they look like orders to the assistant, and who released them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quarantine",
        sa.Column("passage_id", sa.String(40), primary_key=True),
        sa.Column("guide_id", sa.String(32), sa.ForeignKey("guides.id", ondelete="CASCADE"), nullable=False),
        sa.Column("signals", sa.Text, nullable=False),
        sa.Column("held_at", sa.String(40), nullable=False),
        sa.Column("released_at", sa.String(40)),
        sa.Column("released_by", sa.String(200)),
        sa.Column("reason", sa.Text),
    )
    op.create_index("ix_quarantine_guide", "quarantine", ["guide_id"])


def downgrade() -> None:
    op.drop_table("quarantine")
