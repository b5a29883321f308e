"""Which OCR read a page last"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("pages", "draft_pages"):
        op.add_column(table, sa.Column("read_by", sa.String(length=40), server_default="", nullable=False))


def downgrade() -> None:
    for table in ("draft_pages", "pages"):
        op.drop_column(table, "read_by")
