"""What learners keep of their practice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice_records",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("learner", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("ix_practice_learner", "practice_records", ["learner", "kind", "item"])


def downgrade() -> None:
    op.drop_table("practice_records")
