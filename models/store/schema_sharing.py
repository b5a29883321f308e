"""Tables of requests between owners, how they are tried and what was handed out; :mod:`models.store.schema` takes them
in."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

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
    Column("named", Text, nullable=False, server_default=""),  # sealed: the documents that are named, as JSON
)

# What the owner's officer decides of each document in a request; until it is sent, a draft of the owner's own.
trials = Table(
    "trials",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("document", ForeignKey("documents.id"), index=True),  # the owner's; none where only a row is answered
    Column("row", Integer, nullable=False),  # of what the request names, from 1; 0 for none
    Column("verdict", String(20), nullable=False),  # models/trial.py: Verdict
    Column("ground", String(100), nullable=False, server_default=""),  # the provision of a refusal: the reader is told
    Column("said", Text, nullable=False, server_default=""),  # sealed: answers, reason and masks, as JSON
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("decided", Moment),
    Column("sent", Moment),
    UniqueConstraint("request", "document"),
)

# What was handed out: written in the transaction that has the copy made, so that none is lost and none made twice.
releases = Table(
    "releases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("document", ForeignKey("documents.id")),  # the owner's; null: erased
    Column("copy", String(32), nullable=False, index=True),  # the reader's: known before it is there, or "" if masked
    Column("sha256", String(64), nullable=False),  # "" until what is masked is made
    Column("name", Text, nullable=False),
    Column("marked", JSON, nullable=False),  # the provisions of its markings when it was handed out
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("done", Moment),
    Column("trial", String(32), nullable=False, server_default=""),  # by which it was decided
    Column("masked", JSON),  # the provisions of what is masked in the copy; none where it went whole
    UniqueConstraint("request", "document"),
)
