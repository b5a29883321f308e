"""The figures of a run while it goes on, as whoever watches it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Tally:
    """The figures of a run so far: ``total`` files are to be seen."""

    total: int = 0
    files: int = 0
    duplicates: int = 0
    read: int = 0
    problems: list[dict[str, str]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    quarantined: int = 0
    waiting: int = 0  # changes that wait for the index, as of the last look


Watcher = Callable[[Tally], None]
