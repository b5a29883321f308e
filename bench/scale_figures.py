"""The figures that :mod:`bench.scale_model` reckons with, each with where it was measured, or that it is assumed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of documents: its share of them, seconds of a core for each document and for each of its pages."""

    share: float
    once: float
    page: float


_NAMES: Final = 0.115  # naming a page, accurate pipeline: runbook.md, Sizing
_CHILD: Final = 0.14  # starting a reader: quality.md, Reading
KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        # A third are scans; of the generator's scans a quarter are copies, faxes, photographs (sample.papers).
        "clean scan": Kind(0.25, _CHILD, 1.47 + _NAMES),  # runbook.md, Sizing: 1.47 s a page
        "doubtful scan": Kind(1 / 12, _CHILD, 7.0 + _NAMES),  # quality.md, What falls short: 7 s a page
        "born digital": Kind(2 / 3, _CHILD, 0.021 + _NAMES),  # quality.md, Reading: 46.6 pages a second
    }
)
PAGES: Final[Mapping[int, int]] = MappingProxyType(
    {1: 4750, 2: 1427, 3: 64, 4: 17, 5: 13, 6: 3, 7: 2, 8: 1, 9: 2, 13: 1, 17: 1, 19: 1, 25: 1, 29: 1, 30: 2, 32: 1,
     39: 1, 63: 1}
)  # fmt: skip
"""How many documents have so many pages: 6,290 documents of ``bench.workplace_archive`` (SELECT pages, count(*))."""
OWNERS: Final = (0.42, 0.35, 0.12, 0.11)
"""Shares of the owners: the same archive."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds a document, at an archive of :data:`MEASURED_AT` documents, on loopback; statements a document."""

    keep: float  # of the one that takes in: the original into the vault
    take: float
    note: float
    look: float  # of the one that takes in, at each document in hand, when it has one more
    hand: float
    before: float  # the register's steps before the last, at the worker
    finish: float  # the last step, in which nobody else of the owner finishes
    drain: float  # one row of the outbox
    outbox: float  # rows of the outbox that a document makes: its own, and of others that it changes
    server: float  # of ``before`` and ``finish``: the server's own processor
    server_drain: float
    take_statements: float
    before_statements: float
    finish_statements: float
    drain_statements: float
    vault_requests: float  # of the worker
    take_requests: float  # of the one that takes in


COSTS: Final = Costs(
    keep=0.0015, take=0.0085, note=0.0014, look=0.0000014, hand=0.0045, before=0.027, finish=0.046, drain=0.072,
    outbox=1.13, server=0.020, server_drain=0.020, take_statements=14, before_statements=75, finish_statements=60,
    drain_statements=78, vault_requests=3, take_requests=2,
)  # fmt: skip
"""``bench.scale_costs --postgresql`` at 100 to 207 documents, processor of client and server, on a machine with a load
of 16 to 30: upper bounds, perhaps twice what they are in peace. Of the drain, putting together took 57 ms in a process
that had just begun, and 24 in one that had taken three thousand pages apart (SQLite, with its own work): that is what a
drain of an archive is. ``keep`` and ``take`` are 10 ms, parted as their processor time is (1.3 to 14). A transaction
counts as three ways to the server beside its statements. ``note`` and ``hand``: decision 68; ``look``:
``concurrent.futures.wait`` over 640, 0.49 ms, and what wakes it; ``outbox``: 113 rows of 100 documents at 25,868.
Requests to the vault are counted by reading the code."""
MEASURED_AT: Final = 2_000
"""The size from which what grows is known to grow."""
Law = Callable[[float], float]
"""How many times as much what grows costs at so many documents."""

LAWS: Final[Mapping[str, Law]] = MappingProxyType(
    {
        "level": lambda documents: 1.0,
        "logarithm": lambda documents: max(1.0, 1.0 + _PER_E * math.log(documents / MEASURED_AT)),
        "power": lambda documents: max(1.0, (documents / MEASURED_AT) ** _POWER),
    }
)
_PER_E: Final = 0.27
_POWER: Final = 0.21
"""A document put and drained took 65 ms at 2,000 and 125 at 20,000 (the build of ``bench.workplace``, SQLite, one
process); 20 of these 60 are mended (decision 77). What is left goes on by the logarithm, or by a power, of the two."""
