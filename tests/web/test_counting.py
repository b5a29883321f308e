"""Processes count together: small limits to the letter, large ones to a twentieth for each process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import limits.strategies
import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import SlidingWindowCounterRateLimiter
from sqlalchemy import func, select

import web.counting
from models import swedish
from models.errors import DatabaseUnavailableError
from models.settings import Settings
from models.store.rate_counts import RateCounts
from models.store.schema_rates import rate_counts
from models.store.store import Store
from web.counting import SharedCounting

NOON = 1_800_000_000.0
WHO = ("account", "search", "alva")
Clock = Callable[[float], None]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the counting's clock, which stands still: so many seconds past a full minute."""

    def put(seconds: float) -> None:
        for module in (limits.strategies, web.counting):
            monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: NOON + seconds))

    put(0)
    return put


def _process(store: Store) -> SlidingWindowCounterRateLimiter:
    """What one process counts with."""
    return SlidingWindowCounterRateLimiter(SharedCounting(RateCounts(store.database, store.key)))


@pytest.mark.parametrize("limit", [1, 5, 39])
def test_small_limits_are_counted_to_the_letter(store: Store, limit: int) -> None:
    one, other = _process(store), _process(store)
    item = RateLimitItemPerMinute(limit)
    taken = [process.hit(item, *WHO) for _turn in range(limit + 3) for process in (one, other)]
    assert sum(taken) == limit
    assert taken[:limit] == [True] * limit


@pytest.mark.parametrize("processes", [2, 4])
def test_large_limits_are_passed_by_a_twentieth_for_each_process(store: Store, processes: int) -> None:
    item, several = RateLimitItemPerMinute(300), [_process(store) for _each in range(processes)]
    taken = sum(process.hit(item, *WHO) for _turn in range(300) for process in several)
    assert 300 <= taken <= 300 + processes * 15


def test_a_limit_is_told_in_twenty_writes_at_most(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[int]()
    add = RateCounts.add

    def counted(counts: RateCounts, what: str, span: int, amount: int, until: datetime) -> object:
        told.append(amount)
        return add(counts, what, span, amount, until)

    monkeypatch.setattr(RateCounts, "add", counted)
    process, item = _process(store), RateLimitItemPerMinute(1_200)
    assert sum(process.hit(item, *WHO) for _time in range(2_000)) == 1_200
    assert len(told) <= 21  # the first is told at once


def test_what_was_counted_outlives_a_restart(store: Store) -> None:
    item = RateLimitItemPerMinute(10)
    assert [_process(store).hit(item, *WHO) for _start in range(12)] == [True] * 10 + [False] * 2


def test_the_minute_before_counts_by_the_part_that_is_less_than_a_minute_ago(store: Store, clock: Clock) -> None:
    item = RateLimitItemPerMinute(10)
    one, other = _process(store), _process(store)
    assert sum(one.hit(item, *WHO) for _time in range(12)) == 10
    clock(60 + 30)
    assert sum(other.hit(item, *WHO) for _time in range(12)) == 5
    clock(180)
    assert sum(one.hit(item, *WHO) for _time in range(12)) == 10


def test_others_are_others(store: Store) -> None:
    item = RateLimitItemPerMinute(2)
    process = _process(store)
    assert [process.hit(item, *WHO) for _time in range(3)] == [True, True, False]
    assert process.hit(item, "account", "search", "eva")
    assert process.test(item, "account", "page", "alva")
    assert not _process(store).test(item, *WHO)
    assert process.get_window_stats(item, *WHO).remaining == 0


def test_what_could_not_be_told_is_told_later(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    item, process = RateLimitItemPerMinute(5), _process(store)
    assert process.hit(item, *WHO)

    def away(*_: object) -> object:
        raise DatabaseUnavailableError("borta")

    with monkeypatch.context() as fault:
        fault.setattr(RateCounts, "add", away)
        with pytest.raises(DatabaseUnavailableError):
            process.hit(item, *WHO)
    assert process.hit(item, *WHO)
    assert sum(_process(store).hit(item, *WHO) for _time in range(5)) == 2


def test_the_table_holds_no_names_and_does_not_grow(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    item, process = RateLimitItemPerMinute(5), _process(store)
    for number in range(5):
        process.hit(item, "address", "page", f"192.0.2.{number}")
    with store.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(rate_counts)).scalar_one() == 5
        assert {len(row) for row in connection.execute(select(rate_counts.c.key_hash)).scalars()} == {64}
    later = datetime.fromtimestamp(swedish.now().timestamp() + 600, swedish.now().tzinfo)
    monkeypatch.setattr(swedish, "now", lambda: later)
    process.hit(item, *WHO)
    with store.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(rate_counts)).scalar_one() == 1


def test_a_flood_of_addresses_is_let_go_of_when_its_minutes_are_over(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.counting, "_KEPT", 4)
    counting, item = SharedCounting(RateCounts(store.database, store.key)), RateLimitItemPerMinute(5)
    process = SlidingWindowCounterRateLimiter(counting)

    def flood(net: str, hosts: int) -> None:
        for number in range(hosts):
            process.hit(item, "address", "page", f"{net}.{number}")

    flood("192.0.2", 12)
    assert len(counting._held) == 12
    clock(180)
    flood("198.51.100", 20)
    assert len(counting._held) == 20


@pytest.mark.postgresql
def test_postgresql_counts_as_sqlite_does(tmp_path: Path, postgresql_url: str) -> None:
    store = Store.open(Settings(home=tmp_path / "home", database_url=postgresql_url), create=True)
    one, other, item = _process(store), _process(store), RateLimitItemPerMinute(5)
    assert sum(process.hit(item, *WHO) for _turn in range(5) for process in (one, other)) == 5
    assert not _process(store).test(item, *WHO)
    store.close()
