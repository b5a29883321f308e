"""The register's tables of readings that came beside their scans."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from models.store.schema_base import metadata


def _rival_columns() -> list[Column[Any]]:
    return [
        Column("document", ForeignKey("documents.id"), primary_key=True),  # the scan
        Column("page", Integer, primary_key=True),
        Column("reading", ForeignKey("documents.id"), primary_key=True),
        Column("number", Integer, nullable=False),  # of the reading's page
        Column("chosen", Boolean, nullable=False),
        Column("ours", Float, nullable=False),
        Column("theirs", Float, nullable=False),
        Column("reason", String(100), nullable=False),
        Column("whole", Boolean, nullable=False),  # models/rival.py
    ]


rivals = Table("rivals", metadata, *_rival_columns(), Index(None, "reading"))
draft_rivals = Table("draft_rivals", metadata, *_rival_columns())

# The file that a reading says it was made from, without its ending: how a scan of another name finds it.
pictured = Table(
    "pictured",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),  # the reading
    Column("source", ForeignKey("sources.name"), nullable=False),
    Column("stem", Text, nullable=False),
    Index(None, "source", "stem"),
)
