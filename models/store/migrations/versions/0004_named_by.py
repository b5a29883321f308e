"""Which pipeline named a document"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("documents", "drafts"):
        op.add_column(table, sa.Column("named_by", sa.String(length=100), server_default="", nullable=False))


def downgrade() -> None:
    for table in ("drafts", "documents"):
        op.drop_column(table, "named_by")
