"""Tags on words of a page, each with an id of its own; those taken away can be put back"""

from __future__ import annotations

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0034"
branch_labels = None
depends_on = None

_KEY = ("document", "page", "start", "length", "word")


def upgrade() -> None:
    rows = _taken_out()
    added = (
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("removed", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint(*_KEY, name=op.f("uq_tags_document_page_start_length_word")),
    )
    _made(*added, rows=[{"id": secrets.token_hex(16), "start": -1, "length": 0, "sealed": "", **row} for row in rows])


def downgrade() -> None:
    rows = _taken_out(sa.text("start = -1 AND removed IS NULL"))
    _made(sa.PrimaryKeyConstraint("document", "page", "word", name=op.f("pk_tags")), rows=rows)


def _kept() -> list[sa.Column[Any]]:
    return [
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    ]


def _taken_out(*which: sa.TextClause) -> list[dict[str, Any]]:
    """What the columns that stay hold in these rows; the table is gone after this."""
    rows = op.get_bind().execute(sa.select(sa.table("tags", *_kept())).where(*which)).mappings().all()
    op.drop_table("tags")
    return [dict(row) for row in rows]


def _made(*added: sa.schema.SchemaItem, rows: list[dict[str, Any]]) -> None:
    to_document = sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_tags_document"))
    table = op.create_table("tags", *_kept(), *added, to_document)
    op.create_index(op.f("ix_tags_word"), "tags", ["word"], unique=False)
    op.bulk_insert(table, rows)
