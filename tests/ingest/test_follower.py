"""An index that is away, busy or hangs holds the work beside it up as little as it can."""

from __future__ import annotations

import time

import pytest

from ingest import follower as module
from ingest.follower import Follower
from models.errors import IndexUnavailableError
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("seconds", "share"), [(0.0, 0.0), (0.5, 0.1), (60.0, 0.1)])
def test_a_tenth_of_the_time_at_most(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch, seconds: float, share: float
) -> None:
    clock, tried = Clock(), list[float]()
    there = False

    def drained(*_: object, **__: object) -> int:
        tried.append(clock.now)
        if not there:
            clock.now += seconds
            raise IndexUnavailableError("Indexet svarar inte")
        return 0

    index = open_index(settings)
    monkeypatch.setattr(module, "drain", drained)
    monkeypatch.setattr(time, "monotonic", clock)
    follower, begun = Follower(store, index, 2.0), clock.now
    while clock.now < 7200:
        if follower.is_due:
            follower.follow()
        clock.now += 1.0
    assert len(tried) * seconds / (clock.now - begun) <= share
    assert len(tried) >= 10
    # It is there again: soon found out, and from then on as ever.
    there, before = True, clock.now
    while not follower.is_due:
        clock.now += 1.0
    assert clock.now - before <= max(60.0, 10 * seconds)
    follower.follow()
    clock.now += 2.0
    assert follower.is_due
    index.close()
