"""Exact search through an owner's file of vectors: every passage that may be found is compared, none is guessed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import apsw
import numpy as np
from numpy.typing import NDArray

from search.meaning.file_schema import State
from search.meaning.passages import Place
from search.meaning.vectors import NOTHING, WHOLE, Closest, Vector, Withheld

_BLOCK: Final = 8_192  # rows made numbers at a time: 12 MB
_PASSAGES: Final = 8  # of one document, among the nearest
_PAGE_BITS: Final = 32  # of the number of a page, beside that of its document


@dataclass(frozen=True, slots=True)
class Scanned:
    """One generation of an owner's passages; n of them, of m documents in the order of their ids.

    ``matrix``: int8, memory-mapped, a row for each that was ever written. ``rows``, ``scales``, ``document_of``: shape
    (n,), rising by row; ``spans``: shape (n, 3), page, start and end. ``digests``: n of them.
    """

    owner: str
    state: State
    matrix: NDArray[np.int8]
    ids: tuple[str, ...]
    rows: NDArray[np.int64]
    scales: NDArray[np.float32]
    document_of: NDArray[np.int32]
    spans: NDArray[np.int64]
    digests: tuple[str, ...]


def load(connection: apsw.Connection, owner: str, now: State, path: Path) -> Scanned:
    """Read what the rows are of, within the caller's transaction."""
    found: list[Any] = connection.execute(
        "SELECT row, document, page, start, end, digest, scale FROM passage ORDER BY row"
    ).fetchall()
    ids = tuple(sorted({row[1] for row in found}))
    place_of = {id: place for place, id in enumerate(ids)}
    matrix: NDArray[np.int8] = np.zeros((0, now.dimensions), dtype=np.int8)
    if found:
        matrix = np.memmap(path, dtype=np.int8, mode="r", shape=(now.next, now.dimensions))
    return Scanned(
        owner=owner,
        state=now,
        matrix=matrix,
        ids=ids,
        rows=np.array([row[0] for row in found], dtype=np.int64),
        scales=np.array([row[6] for row in found], dtype=np.float32),
        document_of=np.array([place_of[row[1]] for row in found], dtype=np.int32),
        spans=np.array([row[2:5] for row in found], dtype=np.int64).reshape(-1, 3),
        digests=tuple(row[5] for row in found),
    )


def scan(
    scanned: Scanned, query: Vector, allowed: frozenset[str] | None, limit: int, withheld: Withheld = NOTHING
) -> list[Closest]:
    """The documents among those allowed (None: all) whose nearest passage lies nearest, best first, then by id; what
    is withheld is not looked at."""
    places = _open_places(scanned, withheld)
    if allowed is not None:
        wanted = np.fromiter((id in allowed for id in scanned.ids), dtype=bool, count=len(scanned.ids))
        places = places[wanted[scanned.document_of[places]]]
    if not len(places) or limit < 1:
        return []
    likeness = _likeness(scanned, query, places)
    some = _enough(scanned.document_of[places], likeness, limit)
    places, likeness = places[some], likeness[some]
    # The nearest first, then by document, then in reading order; of each document only the first is kept.
    order = np.lexsort((scanned.spans[places, 1], scanned.spans[places, 0], scanned.document_of[places], -likeness))
    _, firsts = np.unique(scanned.document_of[places][order], return_index=True)
    return [
        _closest(scanned, int(places[order[at]]), float(likeness[order[at]])) for at in np.sort(firsts)[:limit].tolist()
    ]


def _open_places(scanned: Scanned, withheld: Withheld) -> NDArray[np.int64]:
    """The passages of which nothing is withheld."""
    places = np.arange(len(scanned.rows))
    kept = [(at, pages) for id in withheld if (at := _place_of(scanned, id)) is not None for pages in (withheld[id],)]
    if not kept:
        return places
    whole = np.array([at for at, pages in kept if WHOLE in pages], dtype=np.int64)
    single = np.array([(at << _PAGE_BITS) + page for at, pages in kept for page in pages if page != WHOLE], np.int64)
    on_page = (scanned.document_of.astype(np.int64) << _PAGE_BITS) + scanned.spans[:, 0]
    return places[~(np.isin(scanned.document_of, whole) | np.isin(on_page, single))]


def _place_of(scanned: Scanned, id: str) -> int | None:
    at = bisect_left(scanned.ids, id)
    return at if at < len(scanned.ids) and scanned.ids[at] == id else None


def _enough(document_of: NDArray[np.int32], likeness: NDArray[np.float32], limit: int) -> NDArray[np.bool_]:
    """The nearest passages, as many as hold so many documents: to put all in order takes longer than to compare."""
    most = limit * _PASSAGES
    if most < len(likeness):
        some: NDArray[np.bool_] = likeness >= np.partition(likeness, -most)[-most]
        if len(np.unique(document_of[some])) >= limit:
            return some
    return np.ones(len(likeness), dtype=bool)


def best_of(found: Iterable[Closest], limit: int) -> tuple[Closest, ...]:
    """The nearest of several owners' together."""
    return tuple(sorted(found, key=lambda each: (-each.likeness, each.document))[:limit])


def _likeness(scanned: Scanned, query: Vector, places: NDArray[np.int64]) -> NDArray[np.float32]:
    """Shape (places,). Of a row that is not there any more (its file was just replaced) nothing is like."""
    found = np.empty(len(places), dtype=np.float32)
    for begin in range(0, len(places), _BLOCK):
        some = places[begin : begin + _BLOCK]
        rows = scanned.rows[some]
        together = rows[-1] - rows[0] + 1 == len(rows)  # as long as little was struck: a slice is read twice as fast
        # int8 to float32 a block at a time: numpy has no quick product of whole numbers.
        block = scanned.matrix[slice(rows[0], rows[-1] + 1) if together else rows].astype(np.float32)
        found[begin : begin + _BLOCK] = (block @ query) * scanned.scales[some]
    return found


def _closest(scanned: Scanned, place: int, likeness: float) -> Closest:
    page, start, end = scanned.spans[place].tolist()
    return Closest(
        scanned.ids[scanned.document_of[place]],
        scanned.owner,
        Place(page, start, end, scanned.digests[place]),
        round(likeness, 6),
    )
