"""The trial of each document in a request between owners, and what is handed out masked"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trials",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("request", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.String(length=100), server_default="", nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_trials_request")),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_trials_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trials")),
        sa.UniqueConstraint("request", "document", name=op.f("uq_trials_request_document")),
    )
    op.create_index(op.f("ix_trials_request"), "trials", ["request"], unique=False)
    op.create_index(op.f("ix_trials_document"), "trials", ["document"], unique=False)
    op.add_column("requests", sa.Column("named", sa.Text(), server_default="", nullable=False))
    op.add_column("releases", sa.Column("trial", sa.String(length=32), server_default="", nullable=False))
    op.add_column("releases", sa.Column("masked", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("releases", "masked")
    op.drop_column("releases", "trial")
    op.drop_column("requests", "named")
    op.drop_table("trials")
