"""Rows of payments and visits"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_NAMES = ("payment_rows", "draft_payment_rows")


def upgrade() -> None:
    for name in _NAMES:
        op.create_table(
            name,
            sa.Column("document", sa.String(length=32), nullable=False),
            sa.Column("page", sa.Integer(), nullable=False),
            sa.Column("start", sa.Integer(), nullable=False),
            sa.Column("end", sa.Integer(), nullable=False),
            sa.Column("place", sa.Text(), nullable=False),
            sa.Column("sort", sa.String(length=20), nullable=False),
            sa.Column("provider_page", sa.Integer(), nullable=True),
            sa.Column("provider_start", sa.Integer(), nullable=True),
            sa.Column("day", sa.Date(), nullable=True),
            sa.Column("month", sa.Boolean(), nullable=False),
            sa.Column("amount", sa.BigInteger(), nullable=True),
            sa.Column("hours", sa.Float(), nullable=True),
            sa.Column("planned", sa.Float(), nullable=True),
            sa.Column("registered", sa.Float(), nullable=True),
            sa.Column("begins", sa.Integer(), nullable=True),
            sa.Column("ends", sa.Integer(), nullable=True),
            sa.Column("invoice", sa.Text(), nullable=False),
            sa.Column("service", sa.Text(), nullable=False),
            sa.Column("account", sa.Text(), nullable=False),
            sa.Column("client", sa.Text(), nullable=False),
            sa.Column("staff", sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f(f"fk_{name}_document")),
            sa.PrimaryKeyConstraint("document", "page", "start", name=op.f(f"pk_{name}")),
        )


def downgrade() -> None:
    for name in reversed(_NAMES):
        op.drop_table(name)
