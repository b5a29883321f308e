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

    @property
    def finished(self) -> int:
        """How many files there is nothing more to do with. Those seen are at most a few ahead of it, so it ends there:
        ``read`` counts attachments too."""
        return min(self.files, self.duplicates + self.quarantined + self.read)


Watcher = Callable[[Tally], None]
