"""Tables of what documents are alike by; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from models.store.schema_base import GrowingKey, metadata

likenesses = Table(
    "likenesses",
    metadata,
    Column("id", GrowingKey, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("owner", String(200), nullable=False),
    Column("made_by", String(100), nullable=False),  # search/likeness/identity.py
    Column("content", BigInteger, nullable=False),
    Column("words", Integer, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
    Column("bands", LargeBinary, nullable=False),  # of a document that is found by them: eight bytes each
    Column("grouped", BigInteger, nullable=False),
    Column("series", BigInteger, nullable=False),
    Column("same", BigInteger, nullable=False),
    UniqueConstraint("document"),
    Index(None, "owner", "content"),
    Index(None, "grouped"),
    sqlite_autoincrement=True,
)

# Where a document is looked for: a band is of one owner, for the owner is in its number.
likeness_bands = Table(
    "likeness_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("member", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
