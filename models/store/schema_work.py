"""Tables of the work to be done, and of what a page shows; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Index, Integer, String, Table

from models.store.schema_base import GrowingKey, Moment, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("sequence", GrowingKey, primary_key=True),
    Column("document", String(32), nullable=False),
    Column("owner", String(200), nullable=False),
    Column("operation", String(10), nullable=False),
    Index(None, "owner", "sequence"),  # each owner's is drained by itself
    sqlite_autoincrement=True,
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("owner", String(200), nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("created", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("worker", String(200), nullable=False, server_default=""),
    Column("lease_until", Moment),
    Column("not_before", Moment),  # after a fault that may pass
    Column("progress", Float, nullable=False, server_default="0"),
    Column("result", JSON),
    Column("reason", String(200), nullable=False, server_default=""),
    Column("run", String(32), index=True),  # the run that a file was handed in for, or null
    Column("rank", Integer, nullable=False, server_default="0"),  # models/job.py: Rank
)

page_states = Table(
    "page_states",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("user", String(200), nullable=False, index=True),
    Column("state", JSON, nullable=False),
    Column("saved", Moment, nullable=False),
)
