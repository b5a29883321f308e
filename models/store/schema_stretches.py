"""Tables of documents whose pages several workers read; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata

# What whoever puts the pages together needs to know of the file beside them.
shared_readings = Table(
    "shared_readings",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("manner", String(64), nullable=False),  # a keyed hash of how it is read: pages of two ways do not mix
    Column("media_type", String(200), nullable=False),
    Column("pages", Integer, nullable=False),  # how many there are
    Column("title", Text, nullable=False),
    Column("facts", JSON, nullable=False, server_default="{}"),
)

stretches = Table(
    "stretches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False, index=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("done", Boolean, nullable=False, server_default="0"),  # its pages are there
    Column("attempts", Integer, nullable=False, server_default="0"),  # begun and not ended
    Column("worker", String(200), nullable=False, server_default=""),
    Column("lease_until", Moment),
)
