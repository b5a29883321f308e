"""The machine's cores, as tokens that this user's readers share.

A token is a name among Linux's abstract sockets (unix(7)): bound by one process at a time, gone with it, and no file is
written for it. The tokens are advice: reading never waits for one, and where there are no such names none is free.
There are as many as readers may be at work (:func:`ingest.capacity.workers_here`).
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator

# Who shares the cores: this user's processes on this machine.
NAME = f"samsyn-core-{os.getuid()}"


class Cores:
    """The tokens held by this reading; they are given back when :func:`free_cores` ends."""

    def __init__(self, tokens: int) -> None:
        self._tokens = tokens
        self._held: list[socket.socket] = []

    def take(self) -> bool:
        """Whether a core was free; it is then held."""
        return any(self._bind(number) for number in range(self._tokens))

    def take_up_to(self, most: int) -> int:
        """Hold as many more as are free, but not more than ``most``; how many."""
        taken = 0
        while taken < most and self.take():
            taken += 1
        return taken

    def _bind(self, number: int) -> bool:
        token = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            token.bind(f"\0{NAME}-{number}")
        except OSError:
            token.close()
            return False
        self._held.append(token)
        return True

    def give_one_back(self) -> None:
        self._held.pop().close()

    def give_back(self) -> None:
        for token in self._held:
            token.close()
        self._held.clear()


@contextlib.contextmanager
def free_cores(tokens: int) -> Iterator[Cores]:
    """The first so many tokens of this user on this machine."""
    cores = Cores(tokens)
    try:
        yield cores
    finally:
        cores.give_back()


def count_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
