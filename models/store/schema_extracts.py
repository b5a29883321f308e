"""Tables of register extracts and of what people ask beside; :mod:`models.store.schema` takes them in."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from models.store.schema_base import Moment, metadata

extracts = Table(
    "extracts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("reference", String(200), nullable=False),  # the authority's case number of the question
    Column("law", String(20), nullable=False),  # models/extract.py: ExtractLaw
    Column("state", String(20), nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("gathered", Moment),
    Column("closed", Moment),
    Column("forgotten", Moment),  # when its content was erased; the row says that there was a question
    Column("sealed", Text, nullable=False),  # {"asked", "processing"}; empty when it is forgotten
)

# What may be about the person. Without a document: of what is written elsewhere. No foreign key: a document that is
# erased takes its finds with it (models/store/erasing/fates.py).
extract_finds = Table(
    "extract_finds",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("extract", ForeignKey("extracts.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", String(32), nullable=False, index=True),  # empty: of no document
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("sureness", String(20), nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("provision", String(40), nullable=False, server_default=""),
    Column("decided_by", String(200), nullable=False, server_default=""),
    Column("decided", Moment),
    Column("sealed", Text, nullable=False),  # the sentence in its pieces, place, name of the document, how it was found
    Index(None, "extract", "position"),
)

rights_requests = Table(
    "rights_requests",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("extract", ForeignKey("extracts.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),  # models/extract.py: RightsKind
    Column("at", Moment, nullable=False),
    Column("by", String(200), nullable=False),
    Column("decision", String(20), nullable=False),
    Column("decided_by", String(200), nullable=False, server_default=""),
    Column("decided", Moment),
    Column("sealed", Text, nullable=False),  # {"words", "reason"}
)
