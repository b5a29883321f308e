"""What mails say of each other, to be looked up; the names that somebody should look at, in order"""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_MAILS = ("message/rfc822", "application/vnd.ms-outlook", "application/vnd.ms-tnef")
_AT_ONCE = 500


def upgrade() -> None:
    op.create_table(
        "mail_ids",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("header", sa.String(length=20), nullable=False),
        sa.Column("message", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_mail_ids_document")),
        sa.PrimaryKeyConstraint("document", "header", "message", name=op.f("pk_mail_ids")),
    )
    _fill()
    op.create_index(op.f("ix_mail_ids_message"), "mail_ids", ["message"], unique=False)
    op.create_index(
        "ix_mentions_unsure",
        "mentions",
        ["confidence", "document", "page", "start"],
        unique=False,
        sqlite_where=sa.text("confidence < 0.7"),
        postgresql_where=sa.text("confidence < 0.7"),
    )


def downgrade() -> None:
    op.drop_index("ix_mentions_unsure", table_name="mentions")
    op.drop_index(op.f("ix_mail_ids_message"), table_name="mail_ids")
    op.drop_table("mail_ids")


def _fill() -> None:
    """With what lies in the register."""
    documents = sa.table("documents", sa.column("id"), sa.column("media_type"), sa.column("facts", sa.JSON))
    rows = sa.table("mail_ids", sa.column("document"), sa.column("header"), sa.column("message"))
    connection, last = op.get_bind(), ""
    query = sa.select(documents.c.id, documents.c.facts).where(documents.c.media_type.in_(_MAILS))
    while some := connection.execute(query.where(documents.c.id > last).order_by(documents.c.id).limit(_AT_ONCE)).all():
        last = some[-1].id
        if found := [row for each in some for row in _rows(each.id, each.facts)]:
            connection.execute(sa.insert(rows), found)


def _rows(document: str, facts: dict[str, Any]) -> list[dict[str, str]]:
    told = {name: [facts[name]] if facts.get(name) else [] for name in ("message_id", "in_reply_to")}
    told["references"] = facts.get("references", "").split()
    return [
        {
            "document": document,
            "header": header,
            "message": hashlib.sha256(id.encode(errors="surrogatepass")).hexdigest()[:32],
        }
        for header, ids in told.items()
        for id in dict.fromkeys(ids)
    ]
