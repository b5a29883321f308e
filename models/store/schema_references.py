"""The register's tables of who is who: references, the keys that tie them, and what people said of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from models.store.schema_base import metadata


def _reference_columns() -> list[Column[Any]]:
    return [
        Column("id", String(32), primary_key=True),
        Column("document", ForeignKey("documents.id"), nullable=False, index=True),
        Column("label", String(20), nullable=False),
        Column("value", Text, nullable=False),
        Column("aliases", JSON, nullable=False),
        Column("marks", JSON, nullable=False),  # kind → hash: what an entity has one of
        Column("page", Integer, nullable=False),
        Column("start", Integer, nullable=False),
    ]


# What one document says of one thing (models/reference.py).
document_references = Table(
    "document_references",
    metadata,
    *_reference_columns(),
    Column("owner", String(200), nullable=False),
    Column("entity", String(32), nullable=False),
    Index(None, "owner", "entity", "id", "label", "value"),  # the least of an entity's, and its names: by it alone
)

draft_references = Table(
    "draft_references",
    metadata,
    *_reference_columns(),
    Column("ties", JSON, nullable=False),  # of each key [hash, kind, strength]
)

# The keys of each reference. A key is an HMAC of owner, label and text: no number stands here in clear.
reference_keys = Table(
    "reference_keys",
    metadata,
    Column("reference", ForeignKey("document_references.id"), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("strength", Float, nullable=False),
    Index(None, "key", "kind", "strength"),  # what two share is told by it alone
    sqlite_with_rowid=False,
)

# Which entities hold a key, once each, so that a look-up costs the same however many references there are. The entity
# is empty where two that are known to be different have the key: then it ties nobody.
key_holders = Table(
    "key_holders",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("entity", String(32), primary_key=True),
    sqlite_with_rowid=False,  # the key is all there is: kept once
)

entity_marks = Table(
    "entity_marks",
    metadata,
    Column("owner", String(200), primary_key=True),
    Column("entity", String(32), primary_key=True),
    Column("kind", String(60), primary_key=True),
    Column("value", String(32), primary_key=True),
)

# What a judgement does to a reference: "tie" adds a key, "block" takes one away, "mark" adds a mark, "form"
# a name to be looked up by, "called" a key of those who are called so.
judged_keys = Table(
    "judged_keys",
    metadata,
    Column("judgement", String(32), primary_key=True),
    Column("reference", String(32), primary_key=True),
    Column("effect", String(10), primary_key=True),
    Column("key", String(32), primary_key=True),
    Index(None, "reference"),
    Index(None, "key"),
)
