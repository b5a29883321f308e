"""Who changes an owner's index does so alone: in one home by locks on files, and among homes that share a register."""

from __future__ import annotations

import errno
import fcntl
import shutil
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final, cast

import pytest
from sqlalchemy import text

from models.errors import DatabaseUnavailableError, DiskFullError, IndexUnavailableError, SamsynError
from models.settings import Settings
from models.store.outbox import Outbox, OutboxRow
from models.store.service import service
from models.store.store import Store
from models.store.turns import INDEX, Turn
from search import following, indexing, turns
from search.index import Index
from search.owner_slug import owner_slug
from search.turns import alone, alone_soon
from tests.processes import wait_until
from tests.search.archive import HEALTH, POLICE, fill

NONE: Final = cast(Index, None)
_OURS: Final = (
    "locktype = 'advisory' AND classid = :lock"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
"""Turns with an index in the test's own database: the server tells of those of every test that runs beside it too."""


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
    order = list[str]()

    def later() -> None:
        with alone(second, HEALTH):
            order.append("marking")

    waiting = threading.Thread(target=later)
    for number in range(8):
        with alone(first, HEALTH):
            order.append("batch")
            if number == 0:
                waiting.start()
                assert wait_until(lambda: _is_waited_for(second))
    waiting.join(120)
    assert order.index("marking") <= 2


def _is_waited_for(store: Store) -> bool:
    """Whether somebody is next in line for the turn: they hold the place before it, or the server has put them down."""
    if store.database.is_sqlite:
        with (store.settings.home / "turns" / f"{owner_slug(HEALTH)}.next").open("rb") as first_in_line:
            try:
                fcntl.flock(first_in_line, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False
    with store.database.read() as connection:
        waiting = f"SELECT count(*) FROM pg_locks WHERE {_OURS} AND NOT granted"
        return bool(connection.execute(text(waiting), {"lock": INDEX}).scalar_one())


@pytest.mark.postgresql
@pytest.mark.parametrize("both", ["two machines"], indirect=True)
def test_the_server_notices_by_itself_that_a_machine_is_gone(both: tuple[Store, Store]) -> None:
    """One that loses its power says no farewell: by the server's own reckoning its turn would be its own for hours."""
    with both[0].database.read() as connection:
        told = text("SELECT source FROM pg_settings WHERE name LIKE 'tcp_keepalives%'")
        assert connection.execute(told).scalars().all() == ["session"] * 3


def cut(store: Store) -> None:
    """The connection that holds a turn ends, as where the server restarts."""
    with store.database.write() as connection:
        ended = f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE {_OURS}"
        assert connection.execute(text(ended), {"lock": INDEX}).scalars().all() == [True]


@pytest.mark.postgresql
@pytest.mark.parametrize("both", ["two machines"], indirect=True)
@pytest.mark.parametrize("falls", [False, True])
@pytest.mark.parametrize("way", [indexing, following])
def test_what_was_put_in_while_the_turn_was_lost_is_asked_for_again(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch, way: ModuleType, falls: bool
) -> None:
    """The connection that holds the turn is cut: another machine's may have begun, and gone ahead of us. A fault may
    have broken us off besides: what was put in by then is as old."""
    first, second = both
    first.outbox.add("0a1b", HEALTH, "delete")
    carried, crossed = list[list[str]](), list[bool]()

    def carry_out(_viewer: object, _store: Store, _index: object, rows: Sequence[OutboxRow], _alerting: object) -> None:
        carried.append([row.operation for row in rows])
        if len(carried) == 1:
            cut(second)
            with alone_soon(second, HEALTH, 20) as got:
                crossed.append(got is not None)
                second.outbox.done([row.sequence for row in rows])
            if falls:
                raise IndexUnavailableError("Indexet svarar inte")

    monkeypatch.setattr(indexing, "carry_out", carry_out)
    go = (lambda: indexing.drain(first, NONE)) if way is indexing else (lambda: following.follow_since(first, NONE, 0))
    if falls:
        with pytest.raises(IndexUnavailableError):
            go()
        assert [row.operation for row in second.outbox.all()] == ["mend"]
    go()
    assert crossed == [True]
    assert carried == [["delete"], ["mend"]]
    assert first.outbox.count() == 0
    with alone_soon(second, HEALTH, 0.2) as got:
        assert got


@pytest.mark.postgresql
@pytest.mark.parametrize("both", ["two machines"], indirect=True)
def test_what_was_compared_while_the_turn_was_lost_is_asked_for_again(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = both
    ids = sorted(fill(first, None).values())
    first.outbox.done([row.sequence for row in first.outbox.all()])
    compared = list[str]()

    def follow(_viewer: object, _store: object, put: Sequence[str]) -> None:
        if not compared:
            cut(second)
        compared.extend(put)

    monkeypatch.setattr(indexing, "follow", follow)
    assert indexing.liken(first, ids) == len(ids)
    waiting = second.outbox.all()
    assert {row.operation for row in waiting} == {"mend"}
    (owner,) = {row.owner for row in waiting}  # the others had their turns to the end
    assert {row.document for row in waiting} == {*first.documents.ids(service(first, "prov"), owner)}


@pytest.mark.parametrize("both", ["one home"], indirect=True)
def test_a_register_that_is_away_when_the_turn_is_lost_is_waited_for(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store, tried = both[0], list[int]()

    class Lost(Turn):
        def is_kept(self) -> bool:
            return False

    def away(some: Sequence[tuple[str, str]]) -> None:
        tried.append(len(some))
        if len(tried) < 3 or len(tried) > 3:
            raise DatabaseUnavailableError("Databasen svarar inte")
        Outbox.ask_again(store.outbox, some)

    monkeypatch.setattr(turns, "_PAUSE", 0.0)
    monkeypatch.setattr(store.outbox, "ask_again", away)
    assert not turns.carried(store, Lost(), [("0a1b", HEALTH), ("0c1d", HEALTH)], lambda: None)
    assert (tried, [row.document for row in store.outbox.all()]) == ([2, 2, 2], ["0a1b", "0c1d"])
    # One that does not come back is told of.
    monkeypatch.setattr(turns, "_BACK_SECONDS", 0.0)
    with pytest.raises(DatabaseUnavailableError):
        turns.carried(store, Lost(), [("0a1b", HEALTH)], lambda: None)
    assert [record.__dict__["event"] for record in caplog.records] == ["turn.lost"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [(errno.ENOSPC, DiskFullError), (errno.EDQUOT, DiskFullError), (errno.EACCES, IndexUnavailableError)],
)
@pytest.mark.parametrize("both", ["one home"], indirect=True)
def test_a_disk_without_room_for_the_place_in_line_says_what_to_do(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch, fault: int, error: type[SamsynError]
) -> None:
    """The first time, that is: the file stays."""
    met = list[Path]()

    def open(path: Path, _mode: str) -> None:
        met.append(path)
        raise OSError(fault, "fel")

    monkeypatch.setattr(Path, "open", open)
    with pytest.raises(error) as raised, alone(both[0], HEALTH):
        pass
    assert raised.value.next
    assert [path.parent.name for path in met] == ["turns"]
