"""What searches have read so far, kept for the next ones within a bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_KEPT_BYTES: Final = 128 * 1024 * 1024  # in a process: 670 phrases that each stand in all of 25,000 documents

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


class Kept:
    """The lists of all files, shared between threads; those longest unused make room for others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lists: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self.bytes = 0

    def get(self, file: str, phrase: str) -> Postings | None:
        with self._lock:
            if (kept := self._lists.get((file, phrase))) is not None:
                self._lists.move_to_end((file, phrase))
            return kept

    def put(self, file: str, phrase: str, found: Postings) -> None:
        with self._lock:
            before = self._lists.get((file, phrase))
            if before is not None and before.generation > found.generation:
                return  # another thread is further on
            self._lists[file, phrase] = found
            self._lists.move_to_end((file, phrase))
            self.bytes += found.bytes - (0 if before is None else before.bytes)
            while self.bytes > _KEPT_BYTES and len(self._lists) > 1:
                self.bytes -= self._lists.popitem(last=False)[1].bytes

    def __len__(self) -> int:
        return len(self._lists)
