"""Secrecy markings, what follows from them, and the compartments of the index"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "markings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("page", sa.Integer(), server_default="0", nullable=False),
        sa.Column("group", sa.String(length=200), nullable=False),
        sa.Column("provision", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("lowered", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lowered_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("lowered_reason", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_markings")),
    )
    op.create_index(op.f("ix_markings_owner"), "markings", ["owner"], unique=False)
    op.create_index(op.f("ix_markings_target"), "markings", ["target"], unique=False)
    op.create_table(
        "withheld",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_withheld_document")),
        sa.PrimaryKeyConstraint("document", "page", "group", name=op.f("pk_withheld")),
    )
    op.create_table(
        "compartments",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("lacks", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_compartments")),
    )
    op.create_index(op.f("ix_compartments_owner"), "compartments", ["owner"], unique=False)


def downgrade() -> None:
    op.drop_table("compartments")
    op.drop_table("withheld")
    op.drop_table("markings")
