"""What readers say of a page's layout and of a file; lists beside the files; withdrawals; splits"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("pages", "draft_pages"):
        op.add_column(table, sa.Column("layout", sa.LargeBinary(), nullable=True))
    for table in ("documents", "drafts"):
        op.add_column(table, sa.Column("facts", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("documents", sa.Column("withdrawn", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_documents_withdrawn"), "documents", ["withdrawn"], unique=False)
    op.create_table(
        "given",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_given_document")),
        sa.PrimaryKeyConstraint("document", "name", name=op.f("pk_given")),
    )
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=200), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )
    op.create_index(op.f("ix_withdrawals_owner"), "withdrawals", ["owner"], unique=False)
    op.create_table(
        "splits",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_splits_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_splits")),
    )


def downgrade() -> None:
    for table in ("splits", "withdrawals", "given"):
        op.drop_table(table)
    op.drop_index(op.f("ix_documents_withdrawn"), table_name="documents")
    op.drop_column("documents", "withdrawn")
    for table in ("drafts", "documents"):
        op.drop_column(table, "facts")
    for table in ("draft_pages", "pages"):
        op.drop_column(table, "layout")
