"""The table of files in the vault that nothing names; :mod:`models.store.schema` takes it in with the others."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from models.store.schema_base import Moment, metadata

# Seen by ``samsyn verify``: bytes come before their row, so one that nobody names yet may be on its way in.
unnamed_files = Table(
    "unnamed_files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("noticed", Moment, nullable=False),
)
