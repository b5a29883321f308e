"""The table of orders; :mod:`models.store.schema` takes it in with the others."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from models.store.schema_base import Moment, metadata

orders = Table(
    "orders",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sealed", Text, nullable=False),  # how documents are read, passwords among it: models/store/orders.py
    Column("lease_until", Moment, nullable=False),  # when whoever gave it is to be believed dead
)
