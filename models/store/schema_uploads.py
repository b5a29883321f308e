"""The table of files that arrive in pieces; :mod:`models.store.schema` takes it in with the others."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table, Text

from models.store.schema_base import Moment, metadata

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("user", String(200), nullable=False, index=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("key", String(64), nullable=False),  # keyed hash of source, path, size and time: how it is found again
    Column("path", Text, nullable=False),  # sealed; empty when it has arrived
    Column("size", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False, server_default="0"),
    Column("touched", Moment, nullable=False),
    Column("finished", Moment),
)
