"""A file and the documents that were cut from it: what was judged of the whole is judged of its parts.

A part is called by its pages (:func:`models.split.part_path`); page ``first`` of the whole is its page 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, and_, select

from models.judgement import Judgement
from models.split import pages_of_part, part_path
from models.store.judged_ties import judge
from models.store.nodes import nodes_by_id
from models.store.schema import occurrences
from models.store.schema_references import document_references, judged_keys

_PLACES: Final = select(occurrences.c.parent, occurrences.c.path, occurrences.c.document)


class Cut(NamedTuple):
    """That ``part`` is the pages ``first`` to ``last`` (from 1, inclusive) of ``whole``; both are ids of documents."""

    whole: str
    part: str
    first: int
    last: int


def wholes_of(connection: Connection, part: str) -> list[Cut]:
    """What the document was cut from; empty for nearly all."""
    mine = and_(occurrences.c.document == part, occurrences.c.parent.is_not(None))
    return _cuts(connection.execute(_PLACES.where(mine)).all())


def parts_of(connection: Connection, whole: str) -> list[Cut]:
    """What was cut from the document."""
    mine = and_(occurrences.c.parent == whole, occurrences.c.path.startswith(part_path(whole, ""), autoescape=True))
    return _cuts(connection.execute(_PLACES.where(mine)).all())


def _cuts(rows: Sequence[Row[Any, Any, Any]]) -> list[Cut]:
    found = set[Cut]()
    for row in rows:
        if (pages := pages_of_part(row.parent, row.path)) is not None:
            found.add(Cut(row.parent, row.document, *pages))
    return sorted(found)


def as_of_part(judgement: Judgement, cut: Cut) -> Judgement | None:
    """What was judged of a span of the whole, as it is of the part; None where its page is not in it."""
    anchor = judgement.anchor
    if anchor is None or not cut.first <= anchor.page <= cut.last:
        return None
    return replace(judgement, anchor=replace(anchor, document=cut.part, page=anchor.page - cut.first + 1))


def inherit(connection: Connection, part: str, drafted: Sequence[Row[Any]]) -> None:
    """Give the references of a part (rows of its draft) what was judged of who is who by those of the whole.

    Each has it from the reference of the whole that it shares most keys with, and only where it shares one.
    """
    for cut in wholes_of(connection, part):
        judged = _judged(connection, cut.whole)
        known = {node.id: {tie.text for tie in node.ties} for node in nodes_by_id(connection, sorted(judged))}
        for row in drafted:
            mine = {each[0] for each in row.ties}
            shared = [(len(mine & known[id]), id) for id, said in judged.items() if said[0].label == row.label]
            most, id = max(shared, default=(0, ""))
            for said in judged[id] if most else ():
                judge(connection, said.judgement, said.effect, [(row.id, said.key)])


def _judged(connection: Connection, document: str) -> dict[str, list[Row[Any]]]:
    """What was judged of the document's references, by their ids."""
    found: dict[str, list[Row[Any]]] = {}
    joined = judged_keys.join(document_references, document_references.c.id == judged_keys.c.reference)
    query = select(judged_keys, document_references.c.label).select_from(joined)
    for row in connection.execute(query.where(document_references.c.document == document)):
        found.setdefault(row.reference, []).append(row)
    return found
