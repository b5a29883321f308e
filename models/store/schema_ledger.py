"""Tables of the audit ledger and of those who look through it; :mod:`models.store.schema` takes them in."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata

ledger = Table(
    "ledger",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("time", String(40), nullable=False),  # as hashed: ISO 8601 in UTC with microseconds
    Column("action", String(40), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("purpose", Text, nullable=False),  # of version 1; later it is sealed with the other free text
    Column("case", String(200), nullable=False),
    Column("target", String(64), nullable=False),
    Column("owners", JSON, nullable=False),
    Column("details", JSON, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),  # models/store/ledger_record.py
    Column("key", String(32), nullable=False, server_default=""),  # of the free text
    Column("sealed", Text, nullable=False, server_default=""),  # the free text; models/store/ledger_keys.py
    Column("why", String(32), nullable=False, server_default=""),  # keyed hash of purpose and case
    Column("sealed_hash", String(64), nullable=False, server_default=""),  # of the sealed text, from version 3 on
    Index(None, "actor", "time"),
    Index(None, "time"),
    Index(None, "target", "sequence", "actor", "key"),  # who looked is answered from the index alone
)

# What free text is sealed under: one key for each set of owners and month. Without ``wrapped`` it is destroyed.
ledger_keys = Table(
    "ledger_keys",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("scope", Text, nullable=False),  # the owners, as a JSON list
    Column("month", String(7), nullable=False),
    Column("wrapped", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("destroyed", Moment),
    Index(None, "scope", "month"),
)

# What an event is about beside its target, as keyed hashes.
ledger_about = Table(
    "ledger_about",
    metadata,
    Column("term", String(32), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("actor", String(200), nullable=False),  # of the event: who looked is answered from here alone
    sqlite_with_rowid=False,
)

review_items = Table(
    "review_items",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("period", String(20), nullable=False, index=True),
    Column("rule", String(40), nullable=False),  # models/review.py: Rule
    Column("actor", String(200), nullable=False),
    Column("owners", JSON, nullable=False),
    Column("events", JSON, nullable=False),  # sequence numbers, the first ones
    Column("count", Integer, nullable=False),
    Column("made", Moment, nullable=False),
    Column("finding", String(20), nullable=False, server_default=""),  # models/review.py: Finding; empty: open
    Column("key", String(32), nullable=False, server_default=""),
    Column("sealed", Text, nullable=False, server_default=""),  # what the reviewer wrote
    Column("closed_by", String(200), nullable=False, server_default=""),
    Column("closed", Moment),
)

# Whose papers somebody has no business with beside their own: their relatives' names, sealed.
review_names = Table(
    "review_names",
    metadata,
    Column("user", String(200), primary_key=True),
    Column("term", String(32), primary_key=True),
    Column("sealed", Text, nullable=False),
)
