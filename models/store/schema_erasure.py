"""Tables of erasure: orders, their documents, what is still to be cleared, tombstones; :mod:`models.store.schema` takes
them in with the others. No foreign key to a document: what they tell of is to be gone."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from models.store.schema_base import Moment, metadata

erasure_orders = Table(
    "erasure_orders",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("kind", String(20), nullable=False),  # models/erasure.py: GroundKind
    Column("provision", String(100), nullable=False),
    Column("rule", String(64), nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),  # sealed
    Column("case", String(200), nullable=False, server_default=""),
    Column("by", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", String(20), nullable=False),  # models/erasure.py: OrderState
    Column("finished", Moment),
)

erasure_items = Table(
    "erasure_items",
    metadata,
    Column("order", ForeignKey("erasure_orders.id"), primary_key=True),
    Column("mark", String(32), primary_key=True),  # the document's id, keyed
    Column("document", String(32), nullable=False),  # its id until it is erased; then empty
    Column("unit", String(32), nullable=False),  # the mark of one that it goes together with
    Column("state", String(20), nullable=False),  # models/erasure.py: ItemState
    Column("hindrance", String(20), nullable=False, server_default=""),
    Column("at", Moment),
    Index(None, "document"),
)

# What a document that is out of the register still has elsewhere, until that is cleared too: hashes of its files, and
# the words by which what people keep is looked through. All sealed.
erasure_leftovers = Table(
    "erasure_leftovers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("order", ForeignKey("erasure_orders.id"), nullable=False, index=True),
    Column("sort", String(10), nullable=False),  # models/store/erasing/leftovers.py: Sort
    Column("sealed", Text, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("mark", String(32), nullable=False, index=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("order", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("provision", String(100), nullable=False),
    Column("rule", String(64), nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    Column("returned", Moment),  # when the same bytes came to the same source again
)
