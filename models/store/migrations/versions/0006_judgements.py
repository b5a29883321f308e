"""What people judged of mentions and entities, and what was found before they did"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judgements",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("undone_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("entity", sa.String(length=32), server_default="", nullable=False),
        sa.Column("other", sa.String(length=32), server_default="", nullable=False),
        sa.Column("about", sa.String(length=32), server_default="", nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_judgements_document")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
        sqlite_autoincrement=True,
    )
    for column in ("owner", "document", "entity", "other", "about"):
        op.create_index(op.f(f"ix_judgements_{column}"), "judgements", [column], unique=False)
    op.create_index(op.f("ix_judged_keys_key"), "judged_keys", ["key"], unique=False)
    for table in ("unjudged", "draft_unjudged"):
        op.create_table(
            table,
            sa.Column("document", sa.String(length=32), nullable=False),
            sa.Column("mentions", sa.JSON(), nullable=False),
            sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f(f"fk_{table}_document")),
            sa.PrimaryKeyConstraint("document", name=op.f(f"pk_{table}")),
        )


def downgrade() -> None:
    op.drop_index(op.f("ix_judged_keys_key"), table_name="judged_keys")
    for table in ("draft_unjudged", "unjudged", "judgements"):
        op.drop_table(table)
