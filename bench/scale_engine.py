"""Processes that wait for each other at stations, by a made-up clock: what :mod:`bench.scale_run` runs on.

A process is a generator. It yields seconds (a float) to let them pass, a :class:`Station` to be served by it, or a
:class:`Bell` to wait until somebody rings.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Any

Process = Generator[Any, None, None]


@dataclass(slots=True)
class Station:
    """So many servers that do one thing at a time each; who comes first is served first. ``worked``: their seconds."""

    clock: Clock
    servers: int = 1
    worked: float = 0.0
    waiting: deque[Process] = field(default_factory=deque)

    def ask(self, process: Process) -> None:
        if self.servers:
            self.servers -= 1
            self.clock.later(0.0, process)
        else:
            self.waiting.append(process)

    def let_go(self) -> None:
        if self.waiting:
            self.clock.later(0.0, self.waiting.popleft())
        else:
            self.servers += 1

    def serve(self, seconds: float) -> Process:
        yield self
        yield seconds
        self.worked += seconds
        self.let_go()


@dataclass(slots=True)
class Bell:
    clock: Clock
    waiting: list[Process] = field(default_factory=list)

    def ask(self, process: Process) -> None:
        self.waiting.append(process)

    def ring(self) -> None:
        woken, self.waiting = self.waiting, []
        for process in woken:
            self.clock.later(0.0, process)


class Clock:
    """``now`` is in seconds."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, int, Process]] = []
        self._number = count()

    def later(self, seconds: float, process: Process) -> None:
        heappush(self._due, (self.now + seconds, next(self._number), process))

    def run(self) -> None:
        """Until nobody has anything left to do."""
        while self._due:
            self.now, _, process = heappop(self._due)
            asked = next(process, None)
            if isinstance(asked, float):
                self.later(asked, process)
            elif asked is not None:
                asked.ask(process)
