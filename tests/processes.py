"""Processes told apart for good: a number alone is soon another's on a machine that starts many."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_STATE, _PARENT, _STARTED = 0, 1, 19  # of /proc/PID/stat, counted from behind the name (proc_pid_stat(5))


class Process(NamedTuple):
    """A process by its number and when it began, in ticks since the machine did."""

    number: int
    began: str

    @property
    def alive(self) -> bool:
        """Whether it still runs. A zombie that nobody has waited for is dead enough."""
        found = _stat(self.number)
        return bool(found) and found[_STARTED] == self.began and found[_STATE] != "Z"


def process(number: int) -> Process:
    """The one that has this number now."""
    found = _stat(number)
    return Process(number, found[_STARTED] if found else "")


def descendants(root: int, command: str) -> list[Process]:
    """Processes below ``root`` that run ``command``."""
    numbers = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    parents = {number: int(found[_PARENT]) for number in numbers if (found := _stat(number))}
    below = [root]
    for number in below:
        below += [child for child, parent in parents.items() if parent == number]
    return [process(number) for number in below[1:] if command.encode() in _command(number)]


def running(command: str) -> list[Process]:
    """Every process with this in its command line: something that only the asker's own have, such as its folder."""
    numbers = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    return [process(number) for number in numbers if command.encode() in _command(number)]


def stand_still(number: int) -> bool:
    """Stop the process where it is; whether it stands. When the signal has been sent it is only on its way."""
    os.kill(number, signal.SIGSTOP)
    return wait_until(lambda: _stat(number)[_STATE : _STATE + 1] == ["T"])


def wait_until(done: Callable[[], object], seconds: float = 120.0) -> bool:
    """Whether it came true, however long a busy machine took for it: the time is for what never happens."""
    limit = time.monotonic() + seconds
    while not done():
        if time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True


def _stat(number: int) -> list[str]:
    """The columns behind the name; none where the process is gone."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _command(number: int) -> bytes:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""
