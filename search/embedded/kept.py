"""What searches have read so far, kept for the next ones within a bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

LISTS_BYTES: Final = 128 * 1024 * 1024  # in a process: 670 phrases that each stand in all of 25,000 documents
ARRAYS_BYTES: Final = 64 * 1024 * 1024  # 300 words of a ranked search of as many

Numbers = NDArray[np.int32]
Often = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The k documents that hold a phrase. ``numbers``: shape (k,), in the file. ``often``: shape (k,), how often it
    stands there, each find weighed by its column; None where nobody asked that yet."""

    generation: int
    numbers: Numbers
    often: Often | None

    @property
    def bytes(self) -> int:
        return 200 + self.numbers.nbytes + (0 if self.often is None else self.often.nbytes)


@dataclass(frozen=True, slots=True)
class Array:
    """What a part of a query comes to in each document of one generation: whether it is found there, or its worth.
    ``asked``: the bytes of that part, which is kept with it: a fuzzy word has thousands of ways."""

    generation: int
    values: NDArray[Any]
    asked: int

    @property
    def bytes(self) -> int:
        return 500 + self.asked + self.values.nbytes


class _Held(Protocol):
    @property
    def generation(self) -> int:
        """Of the file."""

    @property
    def bytes(self) -> int:
        """The room that it takes."""


Held = TypeVar("Held", bound=_Held)


class Kept(Generic[Held]):
    """What was read of all files, by what was asked, shared between threads; what is longest unused makes room for
    more. A file is of one compartment: whoever reads it reads all of it."""

    def __init__(self, most: int) -> None:
        self._lock = threading.Lock()
        self._most = most
        self._held: OrderedDict[tuple[str, Hashable], Held] = OrderedDict()
        self.bytes = 0

    def get(self, file: str, asked: Hashable) -> Held | None:
        with self._lock:
            if (kept := self._held.get((file, asked))) is not None:
                self._held.move_to_end((file, asked))
            return kept

    def put(self, file: str, asked: Hashable, found: Held) -> None:
        with self._lock:
            before = self._held.get((file, asked))
            if before is not None and before.generation > found.generation:
                return  # another thread is further on
            self._held[file, asked] = found
            self._held.move_to_end((file, asked))
            self.bytes += found.bytes - (0 if before is None else before.bytes)
            while self.bytes > self._most and len(self._held) > 1:
                self.bytes -= self._held.popitem(last=False)[1].bytes

    def __len__(self) -> int:
        return len(self._held)
