"""What the register's tables share: how constraints are called, growing keys, moments."""

from __future__ import annotations

from sqlalchemy import BigInteger, DateTime, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite gives a growing key only to INTEGER PRIMARY KEY; PostgreSQL's should hold more than two thousand million.
GrowingKey = BigInteger().with_variant(Integer, "sqlite")
Moment = DateTime(timezone=True)
