"""Tables of retention: rules, legal holds, and counts of what was erased; :mod:`models.store.schema` takes them in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text

from models.store.schema_base import GrowingKey, Moment, metadata

# How long documents are kept. Rows are ended or replaced, never changed otherwise and never taken away.
retention_rules = Table(
    "retention_rules",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("source", String(200), nullable=False),  # empty: all of the owner's
    Column("kind", String(100), nullable=False),  # empty: every kind
    Column("months", Integer, nullable=False),
    Column("counted", String(20), nullable=False),  # models/retention.py: CountedFrom
    Column("whole_years", Boolean, nullable=False),
    Column("provision", String(100), nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("replaces", String(32), nullable=False, server_default=""),
    Column("ended", Moment),
    Column("ended_by", String(200), nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),  # why it ended: sealed (models/store/sealing.py)
)

# What may not be erased meanwhile. Rows are never taken away: what was done with each stands in hold_steps.
holds = Table(
    "holds",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("scope", String(20), nullable=False),  # models/hold.py: HoldScope
    Column("target", String(200), nullable=False),
    Column("provision", String(100), nullable=False),
    Column("lifted", Boolean, nullable=False, server_default="0"),
)

hold_steps = Table(
    "hold_steps",
    metadata,
    Column("sequence", GrowingKey, primary_key=True),
    Column("hold", ForeignKey("holds.id"), nullable=False, index=True),
    Column("act", String(20), nullable=False),  # models/hold.py: HoldAct
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),  # sealed
)

# What named the entity of a hold when it was placed: it is held though it be read or judged otherwise since.
hold_documents = Table(
    "hold_documents",
    metadata,
    Column("hold", ForeignKey("holds.id"), primary_key=True),
    Column("document", String(32), primary_key=True, index=True),
)

# How much was erased in a year, for the yearly report: sums alone, no document's own row, and of few documents not
# even what they would say (models/store/erased_counts.py).
erased_counts = Table(
    "erased_counts",
    metadata,
    Column("owner", String(200), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("ground", String(20), primary_key=True),  # models/erasure.py: GroundKind
    Column("rule", String(64), primary_key=True),
    Column("provision", String(100), primary_key=True),
    Column("source", String(200), primary_key=True),
    Column("kind", String(100), primary_key=True),
    Column("erased", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),  # bytes of originals, each rounded to whole megabytes
    Column("undated", Integer, nullable=False),
    Column("earliest", Integer),  # year of the documents' own dates
    Column("latest", Integer),
)
