"""Tables of case folders; :mod:`models.store.schema` takes them in with the others."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("by", String(200), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("audience", String(10), nullable=False),
    Column("group", String(200), nullable=False, server_default=""),
    Column("writes", Boolean, nullable=False, server_default="0"),
    Column("sealed", Text, nullable=False),  # {"title", "reference", "words", "sections"}
    Column("closed", Moment),
    Column("removed", Moment),
)

# Of an entity and of a network ``document``, ``page`` and ``start`` are a mention of the (first) entity, which it
# follows. ``position`` counts within the dossier, over all sections.
dossier_items = Table(
    "dossier_items",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("dossier", ForeignKey("dossiers.id"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("document", ForeignKey("documents.id"), nullable=False, index=True),
    Column("page", Integer, nullable=False, server_default="0"),
    Column("start", Integer),  # null: of no words
    Column("entity", String(32), nullable=False, server_default=""),
    Column("section", String(32), nullable=False, server_default=""),
    Column("position", Integer, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", Text, nullable=False),  # {"words"} and the quotation, or a network's entities and state
    Column("removed", Moment),
    Index(None, "dossier", "position"),
    Index(None, "by", "at"),
)
