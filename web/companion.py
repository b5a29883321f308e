"""The worker beside the server: uploads and exports are carried out without anybody starting a second program.

It is a process of its own (``samsyn worker``): the server opens no file of a case, and a fallen worker takes no page
with it and is started again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from models.settings import Settings

_GRACE = 10.0  # seconds for the worker to give its job back
_PAUSE = 5.0  # seconds before a fallen worker is started again


@contextmanager
def worker_beside(settings: Settings) -> Iterator[None]:
    """Keep a worker on the same home running for as long as the block lasts. It also ends if this process is killed."""
    over = threading.Event()
    keeper = threading.Thread(target=_keep_running, args=(settings, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(2 * _GRACE)


def _keep_running(settings: Settings, over: threading.Event) -> None:
    environment = {**os.environ, "SAMSYN_HOME": str(settings.home.absolute())}
    command = [sys.executable, "-m", "samsyn", "worker", "--until-parent-ends"]
    while not over.is_set():
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603 (our own program)
        while process.poll() is None and not over.wait(0.5):
            pass
        _end(process)
        over.wait(_PAUSE)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
