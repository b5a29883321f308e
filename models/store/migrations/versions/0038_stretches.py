"""Documents whose pages several workers of a cluster read: stretches of them, with claims of their own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_readings",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("manner", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_shared_readings_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_shared_readings")),
    )
    op.create_table(
        "stretches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.String(length=200), server_default="", nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_stretches_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stretches")),
    )
    op.create_index(op.f("ix_stretches_document"), "stretches", ["document"])
    op.create_table(
        "stretch_pages",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quality", sa.Float(), nullable=False),
        sa.Column("width", sa.Float(), nullable=True),
        sa.Column("height", sa.Float(), nullable=True),
        sa.Column("image", sa.String(length=64), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("layout", sa.LargeBinary(), nullable=True),
        sa.Column("read_by", sa.String(length=40), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_stretch_pages_document")),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_stretch_pages")),
    )


def downgrade() -> None:
    for table in ("stretch_pages", "stretches", "shared_readings"):
        op.drop_table(table)
