"""Rules of retention, legal holds and their history, counts of what was erased"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retention_rules",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("counted", sa.String(length=20), nullable=False),
        sa.Column("whole_years", sa.Boolean(), nullable=False),
        sa.Column("provision", sa.String(length=100), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces", sa.String(length=32), server_default="", nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rules")),
    )
    op.create_index(op.f("ix_retention_rules_owner"), "retention_rules", ["owner"])
    _holds()
    op.create_table(
        "erased_counts",
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("provision", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("undated", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            *("owner", "year", "ground", "rule", "provision", "source", "kind"), name=op.f("pk_erased_counts")
        ),
    )


def _holds() -> None:
    op.create_table(
        "holds",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("provision", sa.String(length=100), nullable=False),
        sa.Column("lifted", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index(op.f("ix_holds_owner"), "holds", ["owner"])
    op.create_table(
        "hold_steps",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hold", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["hold"], ["holds.id"], name=op.f("fk_hold_steps_hold")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_hold_steps")),
    )
    op.create_index(op.f("ix_hold_steps_hold"), "hold_steps", ["hold"])
    op.create_table(
        "hold_documents",
        sa.Column("hold", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["hold"], ["holds.id"], name=op.f("fk_hold_documents_hold")),
        sa.PrimaryKeyConstraint("hold", "document", name=op.f("pk_hold_documents")),
    )
    op.create_index(op.f("ix_hold_documents_document"), "hold_documents", ["document"])


def downgrade() -> None:
    for name in ("erased_counts", "hold_documents", "hold_steps", "holds", "retention_rules"):
        op.drop_table(name)
