"""The worker beside the server: uploads and exports are carried out without anybody starting a second program.

It is a process of its own (``samsyn worker``): the server opens no file of a case, and a fallen worker takes no page
with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from models.settings import Settings

_GRACE = 10.0  # seconds for the worker to put its job back


@contextmanager
def worker_beside(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker on the same home for as long as the block lasts. It also ends if this process is killed."""
    environment = {**os.environ, "SAMSYN_HOME": str(settings.home.absolute())}
    command = [sys.executable, "-m", "samsyn", "worker", "--until-parent-ends"]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603 (our own program)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
