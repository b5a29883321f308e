"""References of the register as nodes that can be joined (:class:`models.joining.Node`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from models.joining import Node, Tie
from models.mention import Label
from models.store.judged_ties import judged_of
from models.store.lookups import parts
from models.store.schema_references import document_references, reference_keys

MARK: Final = "mark:"
"""What the kind of a key begins with that says a mark again, so that it can be looked up who has it."""


def nodes_of(connection: Connection, rows: Sequence[Row[Any]]) -> list[Node]:
    """Rows of ``document_references`` as nodes, with what people judged of them."""
    ids = [row.id for row in rows]
    ties, judged = ties_of(connection, ids), judged_of(connection, ids)
    return [judged.applied(_node(row, ties[row.id])) for row in rows]


def nodes_by_id(connection: Connection, ids: Sequence[str]) -> list[Node]:
    """The references with these ids, by id."""
    rows: list[Row[Any]] = []
    for some in parts(sorted(ids)):
        query = select(document_references).where(document_references.c.id.in_(some))
        rows += connection.execute(query.order_by(document_references.c.id)).all()
    return nodes_of(connection, rows)


def ties_of(connection: Connection, references: Sequence[str]) -> dict[str, list[Tie]]:
    """The keys of these references as the documents have them."""
    found: dict[str, list[Tie]] = {id: [] for id in references}
    for some in parts(references):
        for row in connection.execute(select(reference_keys).where(reference_keys.c.reference.in_(some))):
            found[row.reference].append(Tie(row.key, row.kind, row.strength))
    return found


def _node(row: Row[Any], ties: Sequence[Tie]) -> Node:
    return Node(row.id, row.document, Label(row.label), row.value, tuple(ties), dict(row.marks))
