"""Files that arrive in pieces; who began a run, and how far it is to come"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=200), nullable=False),
        sa.Column("run", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("touched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_uploads_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index(op.f("ix_uploads_user"), "uploads", ["user"], unique=False)
    op.add_column("runs", sa.Column("by", sa.String(length=200), server_default="", nullable=False))
    op.add_column("runs", sa.Column("way", sa.String(length=20), server_default="", nullable=False))
    op.add_column("runs", sa.Column("total", sa.Integer(), nullable=True))
    op.add_column("runs", sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("jobs", sa.Column("run", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_jobs_run"), "jobs", ["run"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_jobs_run"), table_name="jobs")
    op.drop_column("jobs", "run")
    for column in ("lease_until", "total", "way", "by"):
        op.drop_column("runs", column)
    op.drop_index(op.f("ix_uploads_user"), table_name="uploads")
    op.drop_table("uploads")
