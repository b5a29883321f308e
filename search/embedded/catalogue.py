"""Numbers for facet values, the same for every owner in this process, so that owners' counts can be added as arrays."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


class Catalogue:
    """Gives each value of a facet type a number from 0 on; numbers are never taken back. Safe to share between
    threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[str, dict[str, int]] = {}
        self._values: dict[str, list[str]] = {}

    def numbers(self, kind: str, values: Iterable[str]) -> list[int]:
        """The number of each value of this type, given now where it is new."""
        with self._lock:
            numbers, known = self._numbers.setdefault(kind, {}), self._values.setdefault(kind, [])
            found = []
            for value in values:
                number = numbers.setdefault(value, len(known))
                if number == len(known):
                    known.append(value)
                found.append(number)
            return found

    def known(self, kind: str, values: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of those values that have one."""
        numbers = self._numbers.get(kind, {})
        if isinstance(values, frozenset):  # may be every name there is: of a type with few, only those are looked at
            with self._lock:
                values = numbers.keys() & values
        found = (numbers.get(value) for value in values)
        return np.array([number for number in found if number is not None], dtype=np.int32)

    def count(self, kind: str) -> int:
        """How many values of this type have a number."""
        return len(self._values.get(kind, ()))

    def value(self, kind: str, number: int) -> str:
        return self._values[kind][number]
