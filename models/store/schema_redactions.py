"""The table of masked copies; :mod:`models.store.schema` takes it in with the others."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata

# The files lie in the vault, each sealed under a key of its own that is sealed in the row: gone with it.
redactions = Table(
    "redactions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False),
    Column("document", ForeignKey("documents.id"), nullable=False, index=True),
    Column("by", String(200), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("sealed", Text, nullable=False),  # places, provisions, whom it is for
    Column("made", Moment),
    Column("until", Date),
    Column("sha256", String(64), index=True),  # of the sealed copy, or null
    Column("paper", String(64), index=True),  # of the sealed accompanying paper, or null
    Column("key", Text, nullable=False, server_default=""),  # sealed; of the two files
    Column("pages", Integer, nullable=False, server_default="0"),
    Column("boxes", Integer, nullable=False, server_default="0"),
)
