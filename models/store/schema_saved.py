"""Tables of what people search for again and again; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import JSON, Column, String, Table

from models.store.schema_base import Moment, metadata

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("user", String(200), nullable=False, index=True),
    Column("name", String(200), nullable=False),
    Column("search", JSON, nullable=False),  # search/saved.py: SavedSearch
    Column("saved", Moment, nullable=False),
    Column("removed", Moment),
)
