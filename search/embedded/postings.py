"""Posting lists: which documents hold a phrase and how often, read from FTS5 once and kept.

FTS5 tells how well a row fits (``bm25``) and not how often a phrase stands there. But of one phrase alone its formula
can be turned around, exactly: so a list stays true while documents are added and every BM25 changes. FTS5 keeps no
lengths of rows here (``columnsize=0``), which halves its time for a row, and takes each for −1 a column; BM25 is then
reckoned again with the lengths that ``document`` has.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from math import log
from typing import Any, Final

import apsw
import numpy as np
from numpy.typing import NDArray

from search.embedded.expression import WEIGHTS, leaf_expression
from search.embedded.kept import Array, Kept, Numbers, Often, Postings
from search.embedded.nearness import truly_near
from search.embedded.snapshot import Mask, Snapshot
from search.query import Near

_FIND: Final = "SELECT group_concat(rowid) FROM words WHERE words MATCH ? AND rowid >= ?"
_RANK: Final = "SELECT rowid, bm25(words, {}) FROM words WHERE words MATCH ? AND rowid >= ?"
_AS_THEY_ARE: Final = _RANK.format(", ".join(map(str, WEIGHTS.values())))
_SCALE: Final = 1000  # so that no find is weighed less than FTS5 takes off for a length of −8 among short documents
_SCALED: Final = _RANK.format(", ".join(str(weight * _SCALE) for weight in WEIGHTS.values()))
_K1: Final = 1.2  # these four are FTS5's own
_B: Final = 0.75
_LEAST_RARITY: Final = 1e-6  # of what more than half of all documents hold
_WAY_BYTES: Final = 400  # of an alternative of a word, in a query that is kept
_FEW: Final = 8  # what was changed is read apart where it is less than this part of the documents

Scores = NDArray[np.float64]
Rows = Callable[[int], tuple[Numbers, Scores | None]]
"""The documents from this number on, and BM25 of each where that is asked."""


@dataclass(frozen=True, slots=True)
class PostingLists:
    """The lists of one file, by a name of its own for each owner and version, and what queries made of them."""

    kept: Kept[Postings]
    arrays: Kept[Array]
    file: str

    def array(self, snapshot: Snapshot, asked: Hashable, ways: int, made: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """What was ``asked`` (of so many ways), as it was ``made`` for this generation: one page of hits asks the same
        many times."""
        kept = self.arrays.get(self.file, asked)
        if kept is None or kept.generation != snapshot.generation:
            kept = Array(snapshot.generation, made(), ways * _WAY_BYTES)
            kept.values.flags.writeable = False
            self.arrays.put(self.file, asked, kept)
        return kept.values

    def of(self, connection: apsw.Connection, snapshot: Snapshot, phrase: str, *, counted: bool) -> Postings:
        """The documents that hold the phrase (an FTS5 expression of one string); ``counted`` asks how often as well."""
        kept = self.kept.get(self.file, phrase)
        counted = counted or (kept is not None and kept.often is not None)
        return self._of(snapshot, phrase, kept, counted, partial(_rows, connection, phrase, counted=counted))

    def near(self, connection: apsw.Connection, snapshot: Snapshot, near: Near) -> Postings:
        """The documents in which two words truly stand near each other: to look closer takes longest of all."""
        expression = leaf_expression(near)

        def rows(first: int) -> tuple[Numbers, None]:
            likely = found(connection, expression, first)
            holds = (truly_near(connection, number, near) for number in likely.tolist())
            return likely[np.fromiter(holds, dtype=bool, count=len(likely))], None

        name = f"{near.distance} words {expression}"
        return self._of(snapshot, name, self.kept.get(self.file, name), False, rows)

    def _of(self, snapshot: Snapshot, name: str, kept: Postings | None, counted: bool, rows: Rows) -> Postings:
        if kept is None or kept.generation > snapshot.generation or (counted and kept.often is None):
            now = _read(snapshot, rows)
        elif kept.generation < snapshot.generation:
            now = _refreshed(snapshot, rows, kept)
        else:
            return kept
        self.kept.put(self.file, name, now)
        return now


def worth(snapshot: Snapshot, postings: Postings) -> tuple[NDArray[np.int64], Scores]:
    """The places of the documents, and BM25 of the phrase in each, as FTS5 reckons it."""
    assert postings.often is not None, "a list that nobody counted"
    places = snapshot.positions[postings.numbers]
    often = postings.often.astype(np.float64)
    rarity = _rarity(len(snapshot.ids), len(postings.numbers))
    return places, rarity * often * (_K1 + 1) / (often + _saturation(snapshot, places))


def _read(snapshot: Snapshot, rows: Rows) -> Postings:
    numbers, scores = rows(0)
    often = None if scores is None else _often(snapshot, scores, len(numbers))
    return Postings(snapshot.generation, numbers, often)


def _refreshed(snapshot: Snapshot, rows: Rows, kept: Postings) -> Postings:
    """An earlier list without what was taken out and with what was put in since."""
    is_fresh = snapshot.changed > kept.generation
    if is_fresh.sum() > len(snapshot.ids) // _FEW:
        return _read(snapshot, rows)
    stays = _among(snapshot, kept.numbers, ~is_fresh)
    numbers, often = kept.numbers[stays], None if kept.often is None else kept.often[stays]
    if is_fresh.any():
        new, scores = rows(int(snapshot.numbers[is_fresh].min()))
        own = _among(snapshot, new, is_fresh)
        numbers = np.concatenate((numbers, new[own]))
        if often is not None and scores is not None:
            often = np.concatenate((often, _often(snapshot, scores[own], len(numbers))))
    return Postings(snapshot.generation, numbers, often)


def _among(snapshot: Snapshot, numbers: Numbers, wanted: Mask) -> Mask:
    """Which of these numbers are of documents that are wanted; some may be of none any more."""
    places = np.full(len(numbers), -1, dtype=np.int64)
    known = numbers < len(snapshot.positions)
    places[known] = snapshot.positions[numbers[known]]
    there = places >= 0
    there[there] = wanted[places[there]]
    return there


def found(connection: apsw.Connection, expression: str, first: int = 0) -> Numbers:
    """The numbers, from this one on, of the documents that an FTS5 expression finds."""
    told = connection.execute(_FIND, (expression, first)).get if expression else None
    return np.fromstring(told or "", dtype=np.int32, sep=",")


def ranks(connection: apsw.Connection, phrase: str, first: int = 0, sql: str = _AS_THEY_ARE) -> tuple[Numbers, Scores]:
    """The same with BM25 of each, as FTS5 reckons it."""
    cells: chain[Any] = chain.from_iterable(connection.execute(sql, (phrase, first)))
    rows = np.fromiter(cells, dtype=np.float64).reshape(-1, 2)
    return rows[:, 0].astype(np.int32), -rows[:, 1]


def _rows(connection: apsw.Connection, phrase: str, first: int, *, counted: bool) -> tuple[Numbers, Scores | None]:
    return ranks(connection, phrase, first, _SCALED) if counted else (found(connection, phrase, first), None)


def _often(snapshot: Snapshot, scores: Scores, having: int) -> Often:
    """How often the phrase stands in each, from BM25 of the phrase alone: rarity · often · (k1 + 1) / (often + s)."""
    against = _K1 * (1 - _B - _B * snapshot.columns / _mean(snapshot))
    if not against:  # of such a mean length every number of times gives the same BM25
        return np.ones(len(scores), np.float32)
    often = scores * against / (_rarity(len(snapshot.ids), having) * (_K1 + 1) - scores)
    return (often / _SCALE).astype(np.float32)


def _rarity(documents: int, having: int) -> float:
    rarity = log((documents - having + 0.5) / (having + 0.5))
    return rarity if rarity > 0 else _LEAST_RARITY


def _saturation(snapshot: Snapshot, places: NDArray[np.int64]) -> Scores:
    """What BM25 holds against these documents for their length."""
    lengths: Scores = snapshot.lengths[places] / _mean(snapshot)
    return _K1 * (1 - _B + _B * lengths)


def _mean(snapshot: Snapshot) -> float:
    return max(float(snapshot.lengths.sum()) / max(len(snapshot.ids), 1), 1e-9)
