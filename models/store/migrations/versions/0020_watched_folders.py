"""Watched folders and their files; the rank of jobs"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watched_folders",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("settle", sa.Float(), nullable=False),
        sa.Column("paused", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mount", sa.Text(), server_default="", nullable=False),
        sa.Column("worker", sa.String(length=200), server_default="", nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("waiting", sa.Integer(), server_default="0", nullable=False),
        sa.Column("waits", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("run", sa.String(length=32), server_default="", nullable=False),
        sa.Column("day", sa.String(length=10), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_watched_folders_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_folders")),
    )
    op.create_table(
        "watched_files",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("folder", sa.String(length=32), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("job", sa.String(length=32), server_default="", nullable=False),
        sa.Column("tried", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["folder"], ["watched_folders.id"], name=op.f("fk_watched_files_folder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_files")),
        sa.UniqueConstraint("folder", "path", name=op.f("uq_watched_files_folder_path")),
    )
    op.create_table(
        "watchable_folders",
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "path", name=op.f("pk_watchable_folders")),
    )
    op.add_column("jobs", sa.Column("rank", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("jobs", "rank")
    op.drop_table("watchable_folders")
    op.drop_table("watched_files")
    op.drop_table("watched_folders")
