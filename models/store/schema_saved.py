"""Tables of what people search for again and again; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, String, Table

from models.store.schema_base import Moment, metadata

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("user", String(200), nullable=False, index=True),
    Column("name", String(200), nullable=False),  # empty of a row whose words are sealed, name and all
    Column("search", JSON, nullable=False),  # sealed; before that in plain, as search/saved.py keeps it
    Column("saved", Moment, nullable=False),
    Column("removed", Moment),
    Column("watched", Moment),  # since when new documents alert, or null
)

# What a watched search would find since it was watched, and not before. Ids only: whose it is stands with the search.
alerts = Table(
    "alerts",
    metadata,
    Column("saved", ForeignKey("saved_searches.id"), primary_key=True),
    Column("document", ForeignKey("documents.id"), primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    Column("seen", Moment),
)
