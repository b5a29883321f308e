"""Tables of requests between owners and of what was handed out; :mod:`models.store.schema` takes them in."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text, UniqueConstraint

from models.store.schema_base import Moment, metadata

# What one owner's staff asked of another, and what was decided. Rows are never taken away.
requests = Table(
    "requests",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("reader", String(200), nullable=False, index=True),  # the owner whose staff asks
    Column("owner", String(200), nullable=False, index=True),  # the owner who is asked
    Column("purpose", Text, nullable=False),
    Column("basis", String(200), nullable=False),  # models/legal_bases.txt
    Column("case", String(200), nullable=False),
    Column("words", Text, nullable=False),  # sealed (models/store/sealing.py)
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", String(20), nullable=False),  # models/disclosure.py: RequestState
    Column("reason", Text, nullable=False, server_default=""),  # sealed; empty where nothing is decided
    Column("decided_by", String(200), nullable=False, server_default=""),
    Column("decided", Moment),
)

# What was handed out: written in the transaction that has the copy made, so that none is lost and none made twice.
releases = Table(
    "releases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("document", ForeignKey("documents.id"), nullable=False),  # the owner's
    Column("copy", String(32), nullable=False, index=True),  # the reader's: its id is known before it is there
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("marked", JSON, nullable=False),  # the provisions of its markings when it was handed out
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("done", Moment),
    UniqueConstraint("request", "document"),
)
