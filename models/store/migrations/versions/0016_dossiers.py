"""Case folders with what was collected in them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("group", sa.String(length=200), server_default="", nullable=False),
        sa.Column("writes", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
    )
    op.create_index(op.f("ix_dossiers_by"), "dossiers", ["by"], unique=False)
    op.create_index(op.f("ix_dossiers_owner"), "dossiers", ["owner"], unique=False)
    op.create_table(
        "dossier_items",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("dossier", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), server_default="0", nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("entity", sa.String(length=32), server_default="", nullable=False),
        sa.Column("section", sa.String(length=32), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("removed", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_dossier_items_document")),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name=op.f("fk_dossier_items_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_items")),
    )
    op.create_index(op.f("ix_dossier_items_by_at"), "dossier_items", ["by", "at"], unique=False)
    op.create_index(op.f("ix_dossier_items_document"), "dossier_items", ["document"], unique=False)
    op.create_index(op.f("ix_dossier_items_dossier_position"), "dossier_items", ["dossier", "position"], unique=False)


def downgrade() -> None:
    op.drop_table("dossier_items")
    op.drop_table("dossiers")
