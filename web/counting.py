"""Where rates are counted: in this process's memory, told to the register in portions, so that all processes count
together and a restart forgets nothing (docs/decisions/0072-several-servers.md).

A write for each page image would cost more than the image. So a process keeps up to a twentieth of a limit to itself
before it tells the others, and hears at the same time what they have told: with N processes a limit is passed by N
twentieths at most. Small limits are told one by one, and are exact.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from math import floor
from typing import Final

from limits.storage import MemoryStorage

from models import swedish
from models.store.rate_counts import RateCounts, Tally

_PORTIONS: Final = 20  # of a limit: how often it is told, at most
_KEPT: Final = 10_000  # spans of one account each, before those that are over are let go of


@dataclass(slots=True)
class _Held:
    """What this process knows of a span: what all had told when it last heard, what it has not told, and when the span
    is forgotten. ``sent`` is on its way."""

    told: Tally
    until: float
    own: int = 0
    sent: int = 0

    @property
    def now(self) -> int:
        return self.told.now + self.own + self.sent


class SharedCounting(MemoryStorage):
    """What the library *limits* counts sliding windows in (``SlidingWindowCounterRateLimiter``)."""

    def __init__(self, counts: RateCounts) -> None:
        super().__init__()
        self._counts = counts
        self._lock = threading.Lock()
        self._held: dict[tuple[str, int], _Held] = {}
        self._room = _KEPT

    def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count it where there is room for it; whether there was."""
        now = time.time()
        span = int(now / expiry)
        with self._lock:
            held = self._held.get((key, span))
            if held is not None and not _fits(held, limit, expiry, now, amount):
                return False
            if first := held is None:
                held = self._begin(key, span, expiry, now)
            held.own += amount
            tell = first or held.own >= max(1, limit // _PORTIONS)
        if tell:
            self._tell(key, span, held, expiry)
        return _fits(held, limit, expiry, now)

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """Of the span before and of this one how many, and for how many seconds they still count."""
        now = time.time()
        span = int(now / expiry)
        told = self._counts.read(key, span)
        with self._lock:
            held = self._held.get((key, span))
            own = held.own + held.sent if held else 0
        left = _left(expiry, now)
        return told.before, left if told.before else 0.0, told.now + own, left + expiry

    def _begin(self, key: str, span: int, expiry: int, now: float) -> _Held:
        if len(self._held) >= self._room:
            self._held = {name: held for name, held in self._held.items() if held.until > now}
            self._room = max(_KEPT, 2 * len(self._held))  # a flood of addresses has them gone through seldom
        held = self._held[key, span] = _Held(Tally(0, 0), (span + 1) * expiry)
        return held

    def _tell(self, key: str, span: int, held: _Held, expiry: int) -> None:
        """Where the register cannot be reached what was counted stays to be told."""
        with self._lock:
            sent, held.own = held.own, 0
            held.sent += sent
        told = None
        try:
            told = self._counts.add(key, span, sent, swedish.now() + timedelta(seconds=2 * expiry))
        finally:
            with self._lock:
                held.sent -= sent
                if told is None:
                    held.own += sent
                elif told.now >= held.told.now:  # another thread may have heard more meanwhile
                    held.told = told


def _fits(held: _Held, limit: int, expiry: int, now: float, amount: int = 0) -> bool:
    """Whether so many more are within the limit. Of the span before the part counts that is less than a span ago."""
    return floor(held.told.before * _left(expiry, now) / expiry + held.now) + amount <= limit


def _left(expiry: int, now: float) -> float:
    """Seconds of the span."""
    return expiry - now % expiry
