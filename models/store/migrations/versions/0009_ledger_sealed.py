"""The ledger's free text sealed, look-ups by keyed hash, the review desk"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Records that stand there are of version 1: their hashes cover the columns that they had.
    op.add_column("ledger", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("ledger", sa.Column("key", sa.String(length=32), server_default="", nullable=False))
    op.add_column("ledger", sa.Column("sealed", sa.Text(), server_default="", nullable=False))
    op.add_column("ledger", sa.Column("why", sa.String(length=32), server_default="", nullable=False))
    op.drop_index(op.f("ix_ledger_actor"), table_name="ledger")
    op.drop_index(op.f("ix_ledger_target"), table_name="ledger")
    op.create_index(
        op.f("ix_ledger_target_sequence_actor_key"), "ledger", ["target", "sequence", "actor", "key"], unique=False
    )
    op.create_index(op.f("ix_ledger_actor_time"), "ledger", ["actor", "time"], unique=False)
    op.create_index(op.f("ix_ledger_time"), "ledger", ["time"], unique=False)
    op.create_table(
        "ledger_keys",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("wrapped", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_keys")),
    )
    op.create_index(op.f("ix_ledger_keys_scope_month"), "ledger_keys", ["scope", "month"], unique=False)
    op.create_table(
        "ledger_about",
        sa.Column("term", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("term", "sequence", name=op.f("pk_ledger_about")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "review_items",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("owners", sa.JSON(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finding", sa.String(length=20), server_default="", nullable=False),
        sa.Column("key", sa.String(length=32), server_default="", nullable=False),
        sa.Column("sealed", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_items")),
    )
    op.create_index(op.f("ix_review_items_period"), "review_items", ["period"], unique=False)
    op.create_table(
        "review_names",
        sa.Column("user", sa.String(length=200), nullable=False),
        sa.Column("term", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user", "term", name=op.f("pk_review_names")),
    )


def downgrade() -> None:
    op.drop_table("review_names")
    op.drop_table("review_items")
    op.drop_table("ledger_about")
    op.drop_table("ledger_keys")
    op.drop_index(op.f("ix_ledger_time"), table_name="ledger")
    op.drop_index(op.f("ix_ledger_target_sequence_actor_key"), table_name="ledger")
    op.create_index(op.f("ix_ledger_target"), "ledger", ["target"], unique=False)
    op.drop_index(op.f("ix_ledger_actor_time"), table_name="ledger")
    op.create_index(op.f("ix_ledger_actor"), "ledger", ["actor"], unique=False)
    for column in ("why", "sealed", "key", "version"):
        op.drop_column("ledger", column)
