"""Tables of what people say and decide of documents; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text

from models.store.schema_base import Moment, metadata

# What an archive says of its files in a list beside them (``--metadata``). It outweighs what a file says of itself.
given = Table(
    "given",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("scope", String(20), nullable=False),  # models/store/withdrawals.py: Scope
    Column("target", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone", Moment),
    Column("undone_by", String(200), nullable=False, server_default=""),
)

# One file that holds many documents: where it could be cut, and what was decided.
splits = Table(
    "splits",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("parts", JSON, nullable=False),  # models/split.py: Part, in order
    Column("state", String(20), nullable=False),
    Column("by", String(200), nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
)
