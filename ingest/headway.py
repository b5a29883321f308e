"""Whether what waits for the index goes (*om det går framåt*), for whoever waits for others to put it there."""

from __future__ import annotations

import time
from typing import Final

from models.logs.record import Log
from models.store.store import Store

log = Log(__name__)

_SILENT_SECONDS: Final = 60.0  # longer than all but the thickest batches take: from then on it is said, now and then
_LOST_SECONDS: Final = 1800.0  # twenty documents of 3,000 pages take less, on a slow disk too


class Headway:
    """Of one owner. What stands still is said in the log, at ever longer intervals."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner
        self._oldest = store.outbox.oldest(owner)
        self._since, self._say_after = time.monotonic(), _SILENT_SECONDS

    def is_lost(self) -> bool:
        """Look: whether no row has gone for so long that none is to be waited for."""
        now, oldest = time.monotonic(), self._store.outbox.oldest(self._owner)
        if oldest != self._oldest:
            self._oldest, self._since, self._say_after = oldest, now, _SILENT_SECONDS
        still = now - self._since
        if still > self._say_after:
            self._say_after *= 2
            told = {"left": self._store.outbox.owners().get(self._owner, 0), "seconds": round(still)}
            log.warning("drain.still", "{left} changes wait for the index, and none has gone for {seconds} s", **told)
        return still > _LOST_SECONDS
