"""What documents are alike by: shingles, bands, groups"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "likenesses",
        sa.Column("id", _GROWING, nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("content", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("shingles", sa.LargeBinary(), nullable=False),
        sa.Column("bands", sa.LargeBinary(), nullable=False),
        sa.Column("grouped", sa.BigInteger(), nullable=False),
        sa.Column("series", sa.BigInteger(), nullable=False),
        sa.Column("same", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_likenesses_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likenesses")),
        sa.UniqueConstraint("document", name=op.f("uq_likenesses_document")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_likenesses_owner_content"), "likenesses", ["owner", "content"], unique=False)
    op.create_index(op.f("ix_likenesses_grouped"), "likenesses", ["grouped"], unique=False)
    op.create_table(
        "likeness_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("band", "member", name=op.f("pk_likeness_bands")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("likeness_bands")
    op.drop_table("likenesses")
