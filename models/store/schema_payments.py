"""Tables of rows of payments and visits; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, ForeignKey, Integer, String, Table, Text

from models.store.schema_base import metadata


def _columns() -> list[Column[Any]]:
    return [
        Column("document", ForeignKey("documents.id"), primary_key=True),
        Column("page", Integer, primary_key=True),
        Column("start", Integer, primary_key=True),
        Column("end", Integer, nullable=False),
        Column("place", Text, nullable=False),
        Column("sort", String(20), nullable=False),  # models/payment.py: RowSort
        Column("provider_page", Integer),  # with provider_start: the mention that names the provider, or both null
        Column("provider_start", Integer),
        Column("day", Date),
        Column("month", Boolean, nullable=False),
        Column("amount", BigInteger),  # öre
        Column("hours", Float),
        Column("planned", Float),
        Column("registered", Float),
        Column("begins", Integer),
        Column("ends", Integer),
        Column("invoice", Text, nullable=False),
        Column("service", Text, nullable=False),
        Column("account", Text, nullable=False),
        Column("client", Text, nullable=False),
        Column("staff", Text, nullable=False),
    ]


payment_rows = Table("payment_rows", metadata, *_columns())
draft_payment_rows = Table("draft_payment_rows", metadata, *_columns())
