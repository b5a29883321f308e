"""What our processes measure of their own work (*mätvärden*): counts and times, in memory until somebody keeps them.

Each process adds here; :mod:`models.store.measures` puts it into the register, where those of all processes and hosts
come together. What may be measured, and by which labels, stands in a closed list: no name, path or id can be a label.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Final

COUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    "pages_read": ("method",),  # pages that came out of readers, also of documents read again
    "documents_read": ("state",),  # readings that ended, by the state they gave the document
    "ocr_seconds": (),  # that pages spent in OCR, by the clock
    "claims_void": (),  # documents and jobs taken over from a worker that was silent or gone
    "ledger_failures": (),  # events that could not be written, and answers that were not given
    "requests": ("status",),  # of the front end: 2xx, 3xx, 4xx, 5xx
}
"""What is counted, and its labels."""
_SHORT: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_LONG: Final = (1.0, 10.0, 60.0, 300.0, 1800.0, 7200.0)
TIMES: Final[Mapping[str, tuple[str | None, tuple[float, ...]]]] = {
    "request_seconds": ("route", _SHORT),
    "search_seconds": (None, _SHORT),
    "job_seconds": ("kind", _LONG),
}
"""What is timed, its label, and the upper bounds in seconds by which times are told apart."""
IN: Final = "_in"
SUM: Final = "_sum"


class Measured:
    """The counts of one process. Its keys are as :func:`key` makes them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, name: str, amount: float = 1.0, **labels: str) -> None:
        assert tuple(labels) == COUNTS[name], f"{name}: {tuple(labels)}"
        with self._lock:
            self._counts[key(name, labels)] += amount  # type: ignore[assignment]

    def observe(self, name: str, seconds: float, label: str | None = None) -> None:
        """A time: which bound it is within, and what all times are together."""
        called, bounds = TIMES[name]
        assert (called is None) == (label is None), name
        labels = {called: label} if called and label else {}
        within = next((f"{bound:g}" for bound in bounds if seconds <= bound), "+Inf")
        with self._lock:
            self._counts[key(name + IN, {**labels, "le": within})] += 1
            self._counts[key(name + SUM, labels)] += seconds  # type: ignore[assignment]

    def take(self) -> dict[str, float]:
        """All that has been added since it was last taken."""
        with self._lock:
            taken: dict[str, float] = dict(self._counts)
            self._counts = Counter()
        return taken

    def waiting(self) -> dict[str, float]:
        """What has been added and not taken."""
        with self._lock:
            return dict(self._counts)

    def give_back(self, taken: Mapping[str, float]) -> None:
        """What was taken could not be kept."""
        with self._lock:
            self._counts.update(taken)


def key(name: str, labels: Mapping[str, str]) -> str:
    """``name|label=value|…``: one series."""
    return "|".join((name, *(f"{label}={value}" for label, value in labels.items())))


def parted(key: str) -> tuple[str, dict[str, str]]:
    """The name and the labels of a series."""
    name, *labels = key.split("|")
    return name, dict(label.split("=", 1) for label in labels)


MEASURED: Final = Measured()
"""This process's."""
