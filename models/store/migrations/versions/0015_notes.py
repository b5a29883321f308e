"""Notes and tags on documents, pages and selected text"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), server_default="0", nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("entity", sa.String(length=32), server_default="", nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("group", sa.String(length=200), server_default="", nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_notes_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_by"), "notes", ["by"], unique=False)
    op.create_index(op.f("ix_notes_document"), "notes", ["document"], unique=False)
    op.create_index(op.f("ix_notes_entity"), "notes", ["entity"], unique=False)
    op.create_table(
        "tags",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_tags_document")),
        sa.PrimaryKeyConstraint("document", "page", "word", name=op.f("pk_tags")),
    )
    op.create_index(op.f("ix_tags_word"), "tags", ["word"], unique=False)


def downgrade() -> None:
    op.drop_table("tags")
    op.drop_table("notes")
