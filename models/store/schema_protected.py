"""Tables of people with protected identity; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata

# An owner's list. Rows are never taken away; who is meant, no row tells.
protected = Table(
    "protected",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("label", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("swept", Moment),  # when all the owner's documents had been gone through
    Column("lifted", Moment),
    Column("lifted_by", String(200), nullable=False, server_default=""),
    Column("lifted_reason", Text, nullable=False, server_default=""),
)

# The hashes by which a person is found. They go when the line is lifted.
protected_keys = Table(
    "protected_keys",
    metadata,
    Column("person", ForeignKey("protected.id"), primary_key=True),
    Column("form", String(20), primary_key=True),  # models/protected.py: Form
    Column("key", String(32), primary_key=True),
)

# Where a person of the list is named: what is covered for those without the permission.
protected_spans = Table(
    "protected_spans",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("person", String(32), primary_key=True),  # empty: by way of an entity
    Column("way", String(10), nullable=False),  # models/store/protected_covering.py: Way
    Index(None, "person"),
)
