"""Reads the snapshot of an owner's file, or brings an earlier one up to date: only what was put in since is read.

After a drain into 25,000 documents that takes some 15 ms, where the whole takes 200.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any, Final

import apsw
import numpy as np
from numpy.typing import NDArray

from search.embedded.catalogue import Catalogue
from search.embedded.schema import columns, generation
from search.embedded.snapshot import Pairs, Snapshot, Values, empty

_ROWS: Final = "SELECT id, number, day, facets, length, generation FROM document WHERE generation > :since"
_COUNTED_ANEW: Final = " OR number IN (SELECT document FROM counted_anew WHERE generation > :since)"
_EARLIER: Final = "SELECT id, number, day, facets, 0, (SELECT generation FROM state) FROM document"
_NUMBERS: Final = "SELECT group_concat(number) FROM document"
_VALUES: Final = "SELECT number, type, value FROM facet_value WHERE number > ? ORDER BY number"
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What was put in since, in the order of ids. ``values`` and ``row_of``: each pair of value and row."""

    ids: tuple[str, ...]
    numbers: Whole
    days: Whole
    lengths: Whole
    changed: Whole
    values: NDArray[np.int32]
    row_of: Whole


def load(connection: apsw.Connection, owner: str, catalogue: Catalogue, kept: Snapshot | None = None) -> Snapshot:
    """The snapshot of this moment, within the caller's transaction. ``kept`` is an earlier one of the same file, whose
    values have the numbers of this ``catalogue``."""
    stamped = "generation" in columns(connection, "document")
    if kept is None or not stamped:
        kept = empty(owner)
    fresh = _fresh(connection, kept.generation, stamped)
    values = _values(connection, catalogue, kept.values)
    joined = _joined(kept, fresh, values, _in_file(connection), generation(connection))
    return replace(joined, columns=len(columns(connection, "words")) if stamped else 0)


def _fresh(connection: apsw.Connection, since: int, stamped: bool) -> _Fresh:
    """The documents put in after this generation, or counted under something else since. A file of an earlier layout
    does not say when each was: now."""
    anew = _COUNTED_ANEW if columns(connection, "counted_anew") else ""
    query = f"{_ROWS}{anew} ORDER BY id" if stamped else f"{_EARLIER} ORDER BY id"
    rows: list[Any] = connection.execute(query, {"since": since}).fetchall()
    ids, numbers, days, facets, lengths, changed = zip(*rows, strict=True) if rows else ((),) * 6
    counts = np.array([len(blob) // 4 for blob in facets], dtype=np.int64)
    return _Fresh(
        ids=ids,
        numbers=np.array(numbers, dtype=np.int64),
        days=np.array(days, dtype=np.int64),
        lengths=np.array(lengths, dtype=np.int64),
        changed=np.array(changed, dtype=np.int64),
        values=np.frombuffer(b"".join(facets), dtype=np.int32),
        row_of=np.repeat(np.arange(len(ids)), counts),
    )


def _in_file(connection: apsw.Connection) -> Whole:
    """The numbers of all documents."""
    return np.fromstring(connection.execute(_NUMBERS).get or "", dtype=np.int64, sep=",")


def _values(connection: apsw.Connection, catalogue: Catalogue, kept: Values) -> Values:
    """``kept`` with the facet values that are new in the file. Numbers there are never used for another value."""
    rows: list[Any] = connection.execute(_VALUES, (len(kept.numbers) - 1,)).fetchall()
    if not rows:
        return kept
    kinds = tuple(dict.fromkeys((*kept.kinds, *(row[1] for row in rows))))
    size, at = rows[-1][0] + 1, len(kept.numbers)
    kind_of, numbers = np.zeros(size, dtype=np.int16), np.zeros(size, dtype=np.int32)
    kind_of[:at], numbers[:at] = kept.kind_of, kept.numbers
    for place, kind in enumerate(kinds):
        own = [row for row in rows if row[1] == kind]
        in_file = np.array([row[0] for row in own], dtype=np.int64)
        kind_of[in_file], numbers[in_file] = place, catalogue.numbers(kind, (row[2] for row in own))
    return Values(kinds, kind_of, numbers)


def _joined(kept: Snapshot, fresh: _Fresh, values: Values, in_file: Whole, now: int) -> Snapshot:
    """The documents that stay and the fresh ones, in the order of their ids."""
    size = int(in_file.max(initial=0)) + 1
    stays = np.zeros(max(size, int(kept.numbers.max(initial=0)) + 1), dtype=bool)
    stays[in_file] = True
    stays[fresh.numbers] = False  # put in anew, maybe under a number that another had
    staying = stays[kept.numbers]
    staying_ids = list(compress(kept.ids, staying.tolist()))
    before = np.array([bisect_left(staying_ids, id) for id in fresh.ids], dtype=np.int64)

    def both(old: Whole, new: Whole) -> Whole:
        return np.insert(old[staying], before, new)

    place_of_kept = np.full(len(kept.ids), -1, dtype=np.int32)
    among = np.arange(len(staying_ids))
    place_of_kept[staying] = among + np.searchsorted(before, among, side="right")
    place_of_fresh = (before + np.arange(len(fresh.ids))).astype(np.int32)
    numbers = both(kept.numbers, fresh.numbers)
    positions = np.full(size, -1, dtype=np.int64)
    positions[numbers] = np.arange(len(numbers))
    return Snapshot(
        owner=kept.owner,
        generation=now,
        ids=tuple(sorted([*staying_ids, *fresh.ids])),
        positions=positions,
        numbers=numbers,
        days=both(kept.days, fresh.days),
        lengths=both(kept.lengths, fresh.lengths),
        changed=both(kept.changed, fresh.changed),
        facets=_facets(kept.facets, place_of_kept, fresh, place_of_fresh, values, len(numbers)),
        values=values,
        columns=kept.columns,
    )


def _facets(
    kept: Mapping[str, Pairs],
    place_of_kept: NDArray[np.int32],
    fresh: _Fresh,
    place_of_fresh: NDArray[np.int32],
    values: Values,
    documents: int,
) -> dict[str, Pairs]:
    """By type, the pairs of the documents that stay and of the fresh ones."""
    kinds, numbers, places = values.kind_of[fresh.values], values.numbers[fresh.values], place_of_fresh[fresh.row_of]
    found = {}
    for at, kind in enumerate(values.kinds):
        own = kinds == at
        value_of, document_of = numbers[own], places[own]
        if (old := kept.get(kind)) is not None:
            moved = place_of_kept[old.document_of]
            there = moved >= 0
            value_of = np.concatenate((old.value_of[there], value_of))
            document_of = np.concatenate((moved[there], document_of))
        found[kind] = Pairs.of(value_of, document_of, documents)
    return found
