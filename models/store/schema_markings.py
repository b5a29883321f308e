"""Tables of secrecy markings; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata

# What was set and lowered, and why. Rows are never taken away.
markings = Table(
    "markings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("scope", String(20), nullable=False),  # models/marking.py: MarkingScope
    Column("target", String(200), nullable=False, index=True),
    Column("page", Integer, nullable=False, server_default="0"),
    Column("group", String(200), nullable=False),
    Column("provision", String(100), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("until", Date),
    Column("lowered", Moment),
    Column("lowered_by", String(200), nullable=False, server_default=""),
    Column("lowered_reason", Text, nullable=False, server_default=""),
)

# What follows from the markings in force, whole for each document: the groups that a reader must be in. Page 0 is the
# document itself. Written in the transaction that changes it (models/store/markings.py).
withheld = Table(
    "withheld",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("group", String(200), primary_key=True),
)

# The compartments (*rum*) that an owner's index is parted into: search/compartments.py.
compartments = Table(
    "compartments",
    metadata,
    Column("name", String(300), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("needs", Text, nullable=False),  # groups that a reader must be in, a line each, sorted
    Column("lacks", Text, nullable=False),  # groups that a reader must not be in: they read another unit
)
