"""The paths that a run is going to see; files of the vault that nothing names"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expected_files",
        sa.Column("run", sa.String(length=32), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_expected_files_run")),
        sa.PrimaryKeyConstraint("run", "path", name=op.f("pk_expected_files")),
    )
    op.create_table(
        "unnamed_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("noticed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_unnamed_files")),
    )


def downgrade() -> None:
    op.drop_table("unnamed_files")
    op.drop_table("expected_files")
