"""Tables of notes and tags; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from models.store.schema_base import Moment, metadata

# On an entity, ``document``, ``page`` and ``start`` are a mention of it, which it follows where entities are put
# together in another way; ``page`` 0 is the whole document.
notes = Table(
    "notes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False),
    Column("document", ForeignKey("documents.id"), nullable=False, index=True),
    Column("page", Integer, nullable=False, server_default="0"),
    Column("start", Integer),  # null: of no words
    Column("entity", String(32), nullable=False, server_default=""),
    Column("by", String(200), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("audience", String(10), nullable=False),
    Column("group", String(200), nullable=False, server_default=""),
    Column("sealed", Text, nullable=False),  # {"text"} and, of words on a page, the quotation
    Column("changed", Moment),
    Column("removed", Moment),
    Index(None, "entity"),
)

tags = Table(
    "tags",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("page", Integer, nullable=False),  # 0: the whole document
    Column("start", Integer, nullable=False),  # of the words that it is on; -1: of none
    Column("length", Integer, nullable=False),  # of them, in characters; 0: of none
    Column("word", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", Text, nullable=False),  # the quotation; empty where it is on no words
    Column("removed", Moment),
    UniqueConstraint("document", "page", "start", "length", "word"),
    Index(None, "word"),
)
