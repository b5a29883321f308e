"""A paper as the classifier of kinds takes it: rows of features, the means of its words' vectors, and its shape."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from nlp.kinds.features import HEAD, READ, Word, features, words
from nlp.kinds.shape import shape

BUCKETS: Final = 1 << 15
"""Rows that features are hashed into."""
_SHORTEST: Final = 4
"""Letters of the end of an unknown compound that a known word may be: its head says what it is."""
_COMMON: Final = 250
"""Words so common that they are no reason to give a reader, though they may tell."""
_EPS: Final = 1e-5
Floats = npt.NDArray[np.float32]


class Seen(NamedTuple):
    """A paper as the classifier takes it: numbers and weights of its features, the means of vectors, its shape."""

    names: Sequence[str]
    rows: npt.NDArray[np.int64]
    values: Floats
    dense: Floats
    shape: Floats


class Vectors:
    """A vector for each known word; an unknown compound has that of the longest known word it ends in."""

    def __init__(self, known: Sequence[str], table: Floats) -> None:
        self._row = {word: row for row, word in enumerate(known)}
        self._table = table

    def tells(self, word: str) -> bool:
        """Whether it is a known word, and none of the commonest: they stand first."""
        return self._row.get(word, -1) >= _COMMON

    def means(self, found: Iterable[Word]) -> Floats:
        """The mean vector of the head's words and of all, one after the other."""
        head, every = [], []
        for word in found:
            row = self.row(word.text)
            if row is not None:
                every.append(row)
                if word.place < HEAD:
                    head.append(row)
        return np.concatenate([self._mean(head), self._mean(every)])

    def row(self, word: str) -> int | None:
        found = self._row.get(word)
        if found is None and len(word) > _SHORTEST + 1:
            ends = (self._row.get(word[start:]) for start in range(1, len(word) - _SHORTEST + 1))
            found = next((row for row in ends if row is not None), None)
        return found

    def _mean(self, rows: Sequence[int]) -> Floats:
        if not rows:
            return np.zeros(self._table.shape[1], np.float32)
        mean: Floats = self._table[rows].mean(0, dtype=np.float32)
        return mean


def seen(text: str, name: str, vectors: Vectors) -> Seen:
    """The text and file name as the classifier takes them: weights are 1 + ln of the count, of unit length."""
    counted = features(text, name)
    names = list(counted)
    rows = np.array([zlib.crc32(one.encode()) % BUCKETS for one in names], np.int64)
    values = 1 + np.log(np.array([counted[one] for one in names], np.float32))
    values /= max(float(np.linalg.norm(values)), _EPS)
    return Seen(names, rows, values, vectors.means(words(text[:READ])), shape(text[:READ]))
