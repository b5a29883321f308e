"""Register extracts, their finds, and requests to correct or erase"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "extracts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("law", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("gathered", _MOMENT, nullable=True),
        sa.Column("closed", _MOMENT, nullable=True),
        sa.Column("forgotten", _MOMENT, nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extracts")),
    )
    op.create_index(op.f("ix_extracts_owner"), "extracts", ["owner"])
    op.create_table(
        "extract_finds",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("extract", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sureness", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("provision", sa.String(length=40), server_default="", nullable=False),
        sa.Column("decided_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("decided", _MOMENT, nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["extract"], ["extracts.id"], name=op.f("fk_extract_finds_extract")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extract_finds")),
    )
    op.create_index(op.f("ix_extract_finds_document"), "extract_finds", ["document"])
    op.create_index(op.f("ix_extract_finds_extract_position"), "extract_finds", ["extract", "position"])
    op.create_table(
        "rights_requests",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("extract", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("decided", _MOMENT, nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["extract"], ["extracts.id"], name=op.f("fk_rights_requests_extract")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_requests")),
    )
    op.create_index(op.f("ix_rights_requests_extract"), "rights_requests", ["extract"])


def downgrade() -> None:
    for table in ("rights_requests", "extract_finds", "extracts"):
        op.drop_table(table)
