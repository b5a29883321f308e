"""The tables of ingest runs; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata

runs = Table(
    "runs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source", ForeignKey("sources.name"), nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("by", String(200), nullable=False, server_default=""),  # who began it in the front end; empty: the server
    Column("way", String(20), nullable=False, server_default=""),  # models/store/runs.py: Way
    Column("total", Integer),  # files that are to be seen, where that is known
    Column("lease_until", Moment),  # of one that goes on: silent past it, and it has stopped
)

run_files = Table(
    "run_files",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("document", ForeignKey("documents.id"), index=True),
    Column("state", String(20), nullable=False),  # models/store/runs.py: FileState
    Column("reason", String(100), nullable=False, server_default=""),
)

# The paths that a run is going to see, while it goes on: what one that stopped half-way has not seen.
expected_files = Table(
    "expected_files",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("path", Text, primary_key=True),
)
