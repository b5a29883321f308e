"""People with protected identity: the list, its hashes, and where documents name them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "protected",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("swept", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("lifted_reason", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected")),
    )
    op.create_index(op.f("ix_protected_owner"), "protected", ["owner"], unique=False)
    op.create_table(
        "protected_keys",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["protected.id"], name=op.f("fk_protected_keys_person")),
        sa.PrimaryKeyConstraint("person", "form", "key", name=op.f("pk_protected_keys")),
    )
    op.create_table(
        "protected_spans",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_protected_spans_document")),
        sa.PrimaryKeyConstraint("document", "page", "start", "end", "person", name=op.f("pk_protected_spans")),
    )
    op.create_index(op.f("ix_protected_spans_person"), "protected_spans", ["person"], unique=False)


def downgrade() -> None:
    op.drop_table("protected_spans")
    op.drop_table("protected_keys")
    op.drop_table("protected")
