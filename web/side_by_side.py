"""``samsyn serve --processes N``: servers beside each other on one socket, for a machine with many cores.

One process answers with several threads, and Python runs one of them at a time. These are processes that share nothing
but the socket; each opens the store for itself (docs/decisions/0072-several-servers.md). The kernel gives a connection
to one that is free. One that falls is started again, and the others go on meanwhile.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType
from typing import Final

from models.logs.record import Log

_log = Log(__name__)
_LOOK: Final = 0.5  # seconds between two looks at the processes
_PAUSE: Final = 5.0  # before one that fell is started again
_GRACE: Final = 20.0  # for those that are asked to end: a server gives its answers ten


def run_side_by_side(arguments: Sequence[str], listening: socket.socket, count: int) -> None:
    """Keep ``count`` processes of ``samsyn serve ARGUMENTS`` on the socket until interrupted or asked to end."""
    asked = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    running = [_start(arguments, listening) for _each in range(count)]
    fallen = dict[int, float]()
    try:
        while not asked.wait(_LOOK):
            _replace_fallen(running, fallen, arguments, listening)
    finally:
        _end(running)


def end_with(parent: int) -> None:
    """Have this process asked to end when the one that started it is gone, however that ended, and if it is already."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def _start(arguments: Sequence[str], listening: socket.socket) -> subprocess.Popen[bytes]:
    one_of = map(str, (os.getpid(), listening.fileno()))
    command = [sys.executable, "-m", "samsyn", "serve", *arguments, "--no-worker", "--one-of", *one_of]
    return subprocess.Popen(  # noqa: S603 (our own program)
        command, stdin=subprocess.DEVNULL, pass_fds=[listening.fileno()], start_new_session=True
    )


def _replace_fallen(
    running: list[subprocess.Popen[bytes]],
    fallen: dict[int, float],
    arguments: Sequence[str],
    listening: socket.socket,
) -> None:
    """``fallen``: by the number of its place, when one was seen to have ended."""
    now = time.monotonic()
    for place, process in enumerate(running):
        status = process.poll()
        if status is None:
            continue
        if place not in fallen:
            fallen[place] = now
            _log.warning("web.fell", "a process that answered has ended ({status}); another is started", status=status)
        if now - fallen[place] >= _PAUSE:
            running[place] = _start(arguments, listening)
            del fallen[place]


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    until = time.monotonic() + _GRACE
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
