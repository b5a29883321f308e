"""Masked copies of documents"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "redactions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("paper", sa.String(length=64), nullable=True),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("pages", sa.Integer(), server_default="0", nullable=False),
        sa.Column("boxes", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_redactions_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redactions")),
    )
    for column in ("by", "document", "paper", "sha256"):
        op.create_index(op.f(f"ix_redactions_{column}"), "redactions", [column], unique=False)


def downgrade() -> None:
    op.drop_table("redactions")
