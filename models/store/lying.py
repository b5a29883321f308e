"""What lies in what, as the register knows it: attachments, members, cut parts, readings beside their scans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from models.lying import Lying
from models.store.lookups import parts
from models.store.schema import documents, occurrences, rivals

# What lies in what, in three sorts: in a file or cut from one; beside a scan, with another text of its pages; and as
# the last, where the scan misses nothing of it.
LAID: Final = select(occurrences.c.document.label("inner"), occurrences.c.parent.label("outer")).where(
    occurrences.c.parent.is_not(None)
)
READ: Final = select(rivals.c.reading.label("inner"), rivals.c.document.label("outer")).distinct()
LEFT: Final = select(documents.c.id.label("inner"), documents.c.reading_of.label("outer")).where(
    documents.c.reading_of.is_not(None)
)

_Pairs = set[tuple[str, str]]
"""(What lies in another, the other)."""


def lying_of(connection: Connection, owner: str) -> Lying:
    """Of all that the owner has."""
    laid = LAID.join(documents, documents.c.id == occurrences.c.document).where(documents.c.owner == owner)
    read = READ.join(documents, documents.c.id == rivals.c.document).where(documents.c.owner == owner)
    left = LEFT.where(documents.c.owner == owner)
    return _made(connection, _pairs(connection, laid), _pairs(connection, read) | _pairs(connection, left))


def lying_around(connection: Connection, ids: Collection[str]) -> Lying:
    """Of these documents and all that they hang together with, upwards and downwards."""
    found = [_reached(connection, ids, up=up)[:2] for up in (True, False)]
    return _made(connection, found[0][0] | found[1][0], found[0][1] | found[1][1])


def lying_within(connection: Connection, ids: Collection[str]) -> Lying:
    """Of these documents and all that lies in them, with whatever each of those lies in besides."""
    laid, read, known = _reached(connection, ids, up=False)
    for query in (LAID, READ, LEFT):
        (laid if query is LAID else read).update(_beside(connection, query, known, up=True))
    return _made(connection, laid, read)


def laid_in(connection: Connection, ids: Sequence[str]) -> list[str]:
    """What was found in these files themselves, or cut from them, each once."""
    found = dict[str, None]()
    for some in parts(ids):
        query = select(occurrences.c.document).where(occurrences.c.parent.in_(some)).distinct()
        found |= dict.fromkeys(connection.execute(query).scalars())
    return list(found)


def _reached(connection: Connection, ids: Iterable[str], *, up: bool) -> tuple[_Pairs, _Pairs, set[str]]:
    """All pairs from these upwards, or downwards: what lies in a file, and readings beside scans; and all that is
    reached."""
    laid, read = _Pairs(), _Pairs()
    known, level = set(ids), sorted(ids)
    while level:
        new = [_beside(connection, query, level, up=up) for query in (LAID, READ, LEFT)]
        laid, read = laid | new[0], read | new[1] | new[2]
        level = sorted({pair[up] for some in new for pair in some} - known)
        known.update(level)
    return laid, read, known


def _beside(connection: Connection, query: Select[Any], ids: Iterable[str], *, up: bool) -> _Pairs:
    """The pairs whose inner document (``up``), or outer, is one of these."""
    inner, outer = query.selected_columns[0], query.selected_columns[1]
    side = (inner if up else outer).element  # the column under its label
    return {pair for some in parts(sorted(ids)) for pair in _pairs(connection, query.where(side.in_(some)))}


def _pairs(connection: Connection, query: Select[Any]) -> _Pairs:
    return {(row.inner, row.outer) for row in connection.execute(query)}


def _made(connection: Connection, laid: _Pairs, read: _Pairs) -> Lying:
    """A reading beside its scan has a place of its own, and goes with the scan all the same."""
    readings, inners = {inner for inner, _ in read}, sorted({inner for inner, _ in laid})
    placed = set[str]()
    for some in parts(inners):
        own = select(occurrences.c.document).where(occurrences.c.document.in_(some), occurrences.c.parent.is_(None))
        placed.update(connection.execute(own).scalars())
    return Lying.of(laid | read, placed - readings)
