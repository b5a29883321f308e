"""While long work goes on, its lease is renewed: only a worker that is gone loses what it has in hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from models.errors import UnavailableError
from models.logs.record import Log

log = Log(__name__)

_PARTS = 3  # renewed this often within the lease: two beats may be missed


@contextmanager
def heartbeat(renew: Callable[[], object], lease_seconds: float) -> Iterator[None]:
    """Call ``renew`` regularly, from a thread, until the block ends. A passing fault is left to the next beat."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(lease_seconds / _PARTS):
            try:
                renew()
            except UnavailableError as error:
                log.warning("lease.unrenewed", "heartbeat: {code}", code=error.code)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
