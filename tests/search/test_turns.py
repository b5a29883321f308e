"""Who changes an owner's index does so alone: in one home by locks on files, and among homes that share a register."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import text

from models.settings import Settings
from models.store.outbox import OutboxRow
from models.store.store import Store
from models.store.turns import INDEX
from search import indexing
from search.index import Index
from search.turns import alone, alone_soon
from tests.search.archive import HEALTH, POLICE


@pytest.fixture(params=["one home", "two machines"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two programs of one archive."""
    if request.param == "one home":
        one = other = Settings(home=tmp_path / "home")
    else:
        url: str = request.getfixturevalue("postgresql_url")
        one, other = (Settings(home=tmp_path / name, database_url=url) for name in ("ett", "tva"))
    first = Store.open(one, create=True)
    for name in ("secret.key", "ledger.key"):
        if other.home != one.home:
            other.home.mkdir(mode=0o700, exist_ok=True)
            shutil.copy2(one.home / name, other.home / name)
    second = Store.open(other)
    yield first, second
    first.close()
    second.close()


@pytest.mark.postgresql
def test_one_waits_for_the_other(both: tuple[Store, Store]) -> None:
    first, second = both
    order, began = list[str](), threading.Event()

    def later() -> None:
        began.set()
        with alone(second, HEALTH):
            order.append("second")

    waiting = threading.Thread(target=later)
    with alone(first, HEALTH):
        waiting.start()
        began.wait(120)
        waiting.join(0.3)
        order.append("first")
    waiting.join(120)
    assert order == ["first", "second"]


@pytest.mark.postgresql
def test_who_is_in_a_hurry_goes_on_without(both: tuple[Store, Store]) -> None:
    first, second = both
    with alone(first, HEALTH), alone_soon(second, HEALTH, 0.2) as got, alone_soon(second, POLICE, 0.2) as another:
        assert (got, bool(another)) == (None, True)  # each owner has an index of its own
    with alone_soon(second, HEALTH, 0.2) as got:
        assert got
    with alone_soon(first, HEALTH, 0.0) as got:
        assert got


@pytest.mark.postgresql
def test_who_waits_is_next_however_soon_the_other_comes_again(both: tuple[Store, Store]) -> None:
    """A drain has one batch after the other before it; somebody's marking waits for the one at hand only."""
    first, second = both
    order, began = list[str](), threading.Event()

    def later() -> None:
        began.set()
        with alone(second, HEALTH):
            order.append("marking")

    waiting = threading.Thread(target=later)
    for number in range(8):
        with alone(first, HEALTH):
            order.append("batch")
            if number == 0:
                waiting.start()
                began.wait(120)
                waiting.join(0.3)  # it is in line by now
    waiting.join(120)
    assert order.index("marking") <= 2


@pytest.mark.postgresql
@pytest.mark.parametrize("both", ["two machines"], indirect=True)
def test_the_server_notices_by_itself_that_a_machine_is_gone(both: tuple[Store, Store]) -> None:
    """One that loses its power says no farewell: by the server's own reckoning its turn would be its own for hours."""
    with both[0].database.read() as connection:
        told = text("SELECT source FROM pg_settings WHERE name LIKE 'tcp_keepalives%'")
        assert connection.execute(told).scalars().all() == ["session"] * 3


@pytest.mark.postgresql
@pytest.mark.parametrize("both", ["two machines"], indirect=True)
def test_what_was_put_in_while_the_turn_was_lost_is_asked_for_again(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection that holds the turn is cut: another machine's may have begun, and gone ahead of us."""
    first, second = both
    first.outbox.add("0a1b", HEALTH, "delete")
    carried, crossed = list[list[str]](), list[bool]()

    def carry_out(_viewer: object, _store: Store, _index: object, rows: Sequence[OutboxRow], _alerting: object) -> None:
        carried.append([row.operation for row in rows])
        if len(carried) == 1:
            with second.database.write() as connection:
                cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = :lock"
                connection.execute(text(cut), {"lock": INDEX})
            with alone_soon(second, HEALTH, 20) as got:
                crossed.append(got is not None)
                second.outbox.done([row.sequence for row in rows])

    monkeypatch.setattr(indexing, "carry_out", carry_out)
    assert indexing.drain(first, cast(Index, None)) == 1
    assert crossed == [True]
    assert carried == [["delete"], ["mend"]]
    assert first.outbox.count() == 0
    with alone_soon(second, HEALTH, 0.2) as got:
        assert got
