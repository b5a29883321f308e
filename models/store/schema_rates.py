"""The table of how often something has come; :mod:`models.store.schema` takes it in with the others."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table

from models.store.schema_base import Moment, metadata

rate_counts = Table(
    "rate_counts",
    metadata,
    Column("key_hash", String(64), primary_key=True),  # of what is counted and by whom, keyed
    Column("span", BigInteger, primary_key=True, autoincrement=False),  # which of the spans of time since 1970
    Column("count", Integer, nullable=False),
    Column("until", Moment, nullable=False, index=True),  # when nobody asks for it any more
)
