"""Tables of what people judged of mentions and entities; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from models.store.schema_base import GrowingKey, Moment, metadata

# Rows are added and never taken away; only ``stands`` and who undid it change.
judgements = Table(
    "judgements",
    metadata,
    Column("sequence", GrowingKey, primary_key=True),  # the order in which they were made, and are applied
    Column("id", String(32), nullable=False, unique=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("act", String(20), nullable=False),  # models/judgement.py: Act
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("stands", Boolean, nullable=False),
    Column("undone_by", String(200), nullable=False, server_default=""),
    Column("undone_at", Moment),
    Column("document", ForeignKey("documents.id"), index=True),  # with page … text: the anchor, or all null
    Column("page", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Column("text", Text),
    Column("entity", String(32), nullable=False, server_default="", index=True),
    Column("other", String(32), nullable=False, server_default="", index=True),
    Column("about", String(32), nullable=False, server_default="", index=True),
    Column("said", JSON, nullable=False),
    sqlite_autoincrement=True,
)


def _unjudged_columns() -> list[Column[Any]]:
    return [
        Column("document", ForeignKey("documents.id"), primary_key=True),
        Column("mentions", JSON, nullable=False),  # models/store/unjudged.py says how
    ]


# What the pipeline found in documents of which something was judged, so that an undone judgement leaves no trace.
unjudged = Table("unjudged", metadata, *_unjudged_columns())
draft_unjudged = Table("draft_unjudged", metadata, *_unjudged_columns())
