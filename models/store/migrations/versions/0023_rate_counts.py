"""How often something has come, counted by all processes together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate_counts",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("span", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", "span", name=op.f("pk_rate_counts")),
    )
    op.create_index(op.f("ix_rate_counts_until"), "rate_counts", ["until"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_rate_counts_until"), table_name="rate_counts")
    op.drop_table("rate_counts")
