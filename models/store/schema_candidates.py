"""The register's tables of who may be the same: keys that few hold, the pairs they make, and what changed since."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Index, String, Table

from models.store.schema_base import metadata

# The keys that few of an owner's entities hold, once for each that does, as they are counted over everything.
candidate_keys = Table(
    "candidate_keys",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("entity", String(32), primary_key=True),
    Column("owner", String(200), nullable=False),
    Column("label", String(20), nullable=False),
    Column("strength", Float, nullable=False),
    Column("shared", Boolean, nullable=False),  # two who are known to be different have it
    Index(None, "owner", "entity"),
    Index(None, "owner", "shared"),
    sqlite_with_rowid=False,
)

# Two that hold such a key, before it is asked what parts them or who dismissed them.
candidate_pairs = Table(
    "candidate_pairs",
    metadata,
    Column("owner", String(200), primary_key=True),
    Column("left", String(32), primary_key=True),
    Column("right", String(32), primary_key=True),
    Column("label", String(20), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("kinds", JSON, nullable=False),  # of the keys that both hold, the strongest first
    Index(None, "owner", "confidence", "left", "right"),
    Index(None, "owner", "right"),
    sqlite_with_rowid=False,
)

# Keys of which the two tables above may say what is no longer so.
candidate_changes = Table(
    "candidate_changes",
    metadata,
    Column("owner", String(200), primary_key=True),
    Column("key", String(32), primary_key=True),
    sqlite_with_rowid=False,
)
