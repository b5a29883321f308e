"""The index kept in step between other work, which it holds up as little as it can where it is away, busy or hangs."""

from __future__ import annotations

import time
from typing import Final

from models.errors import IndexUnavailableError
from models.logs.record import Log
from models.store.service import service
from models.store.store import Store
from search.index import Index
from search.indexing import drain

log = Log(__name__)

_FIRST_SECONDS: Final = 2.0  # before an index that was not there is asked again; doubled each time
_LONGEST_SECONDS: Final = 60.0
_SHARE: Final = 10  # an index that takes long to say no takes no more than one part in so many of the time


class Follower:
    """``every`` so many seconds the index is to be brought up to date, if there is anything."""

    def __init__(self, store: Store, index: Index, every: float = 0.0) -> None:
        self._store, self._index, self._every = store, index, every
        self._failed = 0.0  # the last pause after a failure
        self._due = time.monotonic() + every

    @property
    def is_due(self) -> bool:
        return time.monotonic() >= self._due

    def follow(self) -> None:
        """Bring it up to date now. Where that cannot be, it is said, and what waits stays in the outbox."""
        began = time.monotonic()
        try:
            drain(self._store, self._index, service(self._store, "indexering"))
            self._failed, pause = 0.0, self._every
        except IndexUnavailableError as error:
            log.warning("index.behind", "the index follows later: {code}", code=error.code)
            self._failed = min(max(2 * self._failed, _FIRST_SECONDS), _LONGEST_SECONDS)
            pause = max(self._failed, _SHARE * (time.monotonic() - began))
        self._due = time.monotonic() + pause
