"""Alerts of saved searches that are watched"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("saved_searches", sa.Column("watched", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "alerts",
        sa.Column("saved", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_alerts_document")),
        sa.ForeignKeyConstraint(["saved"], ["saved_searches.id"], name=op.f("fk_alerts_saved")),
        sa.PrimaryKeyConstraint("saved", "document", name=op.f("pk_alerts")),
    )
    op.create_index(op.f("ix_alerts_document"), "alerts", ["document"], unique=False)


def downgrade() -> None:
    op.drop_table("alerts")
    op.drop_column("saved_searches", "watched")
