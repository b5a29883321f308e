"""When the index is asked next (*takt*): where it is away, busy or hangs it holds the work beside up little."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from models.errors import IndexUnavailableError
from models.logs.record import Log

log = Log(__name__)

_FIRST_SECONDS: Final = 2.0  # before an index that was not there is asked again; doubled each time
_LONGEST_SECONDS: Final = 60.0
_SHARE: Final = 10  # an index that takes long to say no takes no more than one part in so many of the time


class Pace:
    """``every`` so many seconds the index is to be brought up to date, if there is anything."""

    def __init__(self, every: float = 0.0) -> None:
        self._every = every
        self._failed = 0.0  # the last pause after a failure
        self._due = time.monotonic() + every

    @property
    def seconds(self) -> float:
        """How long it is until then."""
        return max(self._due - time.monotonic(), 0.0)

    @property
    def is_due(self) -> bool:
        return self.seconds == 0.0

    def tried(self, drained: Callable[[], int]) -> int | None:
        """Bring it up to date now; how many documents that was. None where that cannot be: it is said, and what waits
        stays in the outbox."""
        began, done = time.monotonic(), None
        try:
            done = drained()
            self._failed, pause = 0.0, self._every
        except IndexUnavailableError as error:
            log.warning("index.behind", "the index follows later: {code}", code=error.code)
            self._failed = min(max(2 * self._failed, _FIRST_SECONDS), _LONGEST_SECONDS)
            pause = max(self._failed, _SHARE * (time.monotonic() - began))
        self._due = time.monotonic() + pause
        return done
