"""Readings that came beside their scans: what competed with what, and which of them search leaves to their scans"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("reading_of", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_documents_reading_of"), "documents", ["reading_of"], unique=False)
    for table in ("rivals", "draft_rivals"):
        op.create_table(
            table,
            sa.Column("document", sa.String(length=32), nullable=False),
            sa.Column("page", sa.Integer(), nullable=False),
            sa.Column("reading", sa.String(length=32), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("chosen", sa.Boolean(), nullable=False),
            sa.Column("ours", sa.Float(), nullable=False),
            sa.Column("theirs", sa.Float(), nullable=False),
            sa.Column("reason", sa.String(length=100), nullable=False),
            sa.Column("whole", sa.Boolean(), nullable=False),
            sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f(f"fk_{table}_document")),
            sa.ForeignKeyConstraint(["reading"], ["documents.id"], name=op.f(f"fk_{table}_reading")),
            sa.PrimaryKeyConstraint("document", "page", "reading", name=op.f(f"pk_{table}")),
        )
    op.create_index(op.f("ix_rivals_reading"), "rivals", ["reading"], unique=False)
    op.create_table(
        "pictured",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_pictured_document")),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_pictured_source")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_pictured")),
    )
    op.create_index(op.f("ix_pictured_source_stem"), "pictured", ["source", "stem"], unique=False)


def downgrade() -> None:
    for table in ("pictured", "draft_rivals", "rivals"):
        op.drop_table(table)
    op.drop_index(op.f("ix_documents_reading_of"), table_name="documents")
    op.drop_column("documents", "reading_of")
