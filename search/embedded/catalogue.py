"""Numbers for facet values, the same for every owner in this process, so that owners' counts can be added as arrays."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


class Catalogue:
    """Gives each (type, value) a number from 0 on; numbers are never taken back. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[tuple[str, str], int] = {}
        self._values: list[tuple[str, str]] = []
        self._of_type: dict[str, list[int]] = {}
        self._arrays: dict[str, NDArray[np.int32]] = {}

    def numbers(self, pairs: Iterable[tuple[str, str]]) -> list[int]:
        """The number of each (type, value), given now where it is new."""
        with self._lock:
            return [self._number(pair) for pair in pairs]

    def known(self, kind: str, values: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of those values that have one."""
        found = (self._numbers.get((kind, value)) for value in values)
        return np.array([number for number in found if number is not None], dtype=np.int32)

    def of_type(self, kind: str) -> NDArray[np.int32]:
        """The numbers of every value of this type, rising. Kept until there are more: making it anew for each facet of
        each search took longer than counting."""
        with self._lock:
            numbers, kept = self._of_type.get(kind, ()), self._arrays.get(kind)
            if kept is None or len(kept) != len(numbers):
                kept = self._arrays[kind] = np.array(numbers, dtype=np.int32)
            return kept

    def value(self, number: int) -> str:
        return self._values[number][1]

    def __len__(self) -> int:
        return len(self._values)

    def _number(self, pair: tuple[str, str]) -> int:
        if pair not in self._numbers:
            self._numbers[pair] = len(self._values)
            self._of_type.setdefault(pair[0], []).append(len(self._values))
            self._values.append(pair)
        return self._numbers[pair]
