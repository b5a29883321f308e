"""What is more than a moment's work for the index is a process's beside it, which may end in any way at any time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from ingest import beside, follower, headway
from ingest.beside import Beside
from ingest.follower import MANY, Follower
from models.errors import DiskFullError
from models.server_errors import NewerRegisterError
from models.settings import Settings
from models.store.store import Store
from search import indexing
from search.backends import open_index
from search.differing import differences
from search.following import follow_since
from search.index import Index
from search.turns import alone
from tests.cli.command import ROOT, environment
from tests.processes import process, stand_still, wait_until
from tests.search.archive import HEALTH, POLICE, fill

_FOLLOWS = """
import sys, time
from ingest.follower import Follower
from models.settings import read_settings
from models.store.store import Store
from search import indexing
from search.backends import open_index

if __name__ == "__main__":
    store = Store.open(read_settings())
    follower = Follower(store, open_index(store.settings))
    follower.follow()
    print(*(each._process.pid for each in follower._beside.values()), flush=True)
    time.sleep(120)
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(Settings(home=tmp_path / "hem"), create=True)) as store:
        fill(store, None)
        yield store


@pytest.fixture
def index(store: Store) -> Iterator[Index]:
    with closing(open_index(store.settings)) as index:
        yield index


def much(store: Store, owner: str, rows: int = 3 * MANY) -> None:
    """So many rows of the owner's documents wait."""
    some = [row for row in store.outbox.all() if row.owner == owner]
    for number in range(rows):
        store.outbox.add(some[number % len(some)].document, owner, "put")


def begun(made: Follower) -> list[Beside]:
    return list(made._beside.values())


def told(caplog: pytest.LogCaptureFixture) -> set[str]:
    return {record.__dict__["event"] for record in caplog.records}


def settled(store: Store, index: Index) -> bool:
    return (store.outbox.count(), differences(store, index)) == (0, [])


def test_a_little_is_done_here_and_much_of_one_owner_beside(store: Store, index: Index) -> None:
    much(store, HEALTH)
    waited = list[int]()
    with Follower(store, index) as made, ExitStack() as turn:
        turn.enter_context(alone(store, HEALTH))  # else it might be done before it is waited for

        def hear(rows: int) -> None:
            waited.append(rows)
            turn.close()

        assert made.follow() > MANY
        assert [owner for owner in store.outbox.owners() if owner != HEALTH] == []
        (one,) = begun(made)
        made.finish(hear)
    assert settled(store, index)
    assert one.did_finish
    assert waited


def test_each_owner_has_one(store: Store, index: Index) -> None:
    much(store, HEALTH)
    much(store, POLICE)
    with Follower(store, index) as made:
        made.follow()
        made.follow()
        assert len(begun(made)) == 2
        made.finish()
    assert settled(store, index)


def test_who_finds_no_place_for_a_process_waits_for_one(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of forty owners that follow something at once forty would take ten gigabytes."""
    monkeypatch.setattr(follower, "AT_ONCE", 1)
    much(store, HEALTH)
    much(store, POLICE)
    with Follower(store, index) as made:
        made.follow()
        assert len(made._beside) == 1
        (other,) = {HEALTH, POLICE} - made._beside.keys()
        assert store.outbox.owners()[other] > MANY
        made.finish()
    assert settled(store, index)


def test_long_work_leaves_even_a_little_to_a_process_after_some(store: Store, index: Index) -> None:
    """Its own process would else grow with what it puts in: a run over scans has one document ready at a time."""
    with Follower(store, index, most=1) as made:
        made.follow()
        assert (begun(made), store.outbox.count()) == ([], 0)
        store.outbox.add(next(iter(index.documents(HEALTH))), HEALTH, "put")
        made.follow()
        (one,) = begun(made)
        made.finish()
    assert settled(store, index)
    assert one.did_finish


def test_a_register_that_a_newer_version_has_moved_is_no_fault_of_ours(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def moved(_: object) -> None:
        raise NewerRegisterError("Registret är nyare")

    monkeypatch.setattr(beside, "check_unmoved", moved)
    monkeypatch.setattr(beside, "start_logging", lambda *_: None)
    monkeypatch.setattr(beside.signal, "signal", lambda *_: None)
    monkeypatch.setattr(beside.Store, "open", lambda _: store)
    monkeypatch.setattr(beside, "open_index", lambda _: index)
    heard, word = beside.multiprocessing.Pipe(duplex=False)
    with pytest.raises(SystemExit) as ended, word:
        beside._begin(store.settings, HEALTH, heard)
    assert ended.value.code == 1
    assert [record.__dict__["event"] for record in caplog.records] == ["drain.stopped"]


def test_one_that_is_killed_has_a_successor(store: Store, index: Index, caplog: pytest.LogCaptureFixture) -> None:
    """As often as may be a machine's fault; what fells them is then found out here."""
    with Follower(store, index) as made:
        for _ in range(3):
            much(store, HEALTH)
            made.follow()
            (one,) = begun(made)
            os.kill(one._process.pid or 0, signal.SIGKILL)
            assert one.ended(60)
        much(store, HEALTH)
        made.follow()
        assert begun(made) == []
        made.finish()
    assert settled(store, index)
    assert [record.getMessage() for record in caplog.records] == ["the process that follows the index ended: -9"] * 3


def test_one_that_is_killed_at_the_end_leaves_nothing_behind(store: Store, index: Index) -> None:
    much(store, HEALTH)
    with Follower(store, index) as made:
        made.follow()
        (one,) = begun(made)
        os.kill(one._process.pid or 0, signal.SIGKILL)
        made.finish()
    assert one.fault == -signal.SIGKILL
    assert settled(store, index)


def test_a_fault_that_is_not_the_index_s_is_met_here(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise DiskFullError("Disken är full")

    much(store, HEALTH)
    with Follower(store, index) as made:
        with alone(store, HEALTH):  # else it might be done by then
            made.follow()
            (one,) = begun(made)
            os.kill(one._process.pid or 0, signal.SIGKILL)
            assert one.ended(60)
        monkeypatch.setattr(follower, "drain", full)
        with pytest.raises(DiskFullError):
            made.finish()
    monkeypatch.undo()
    follow_since(store, index, 0)
    assert settled(store, index)


def test_one_that_is_stopped_is_not_waited_for_without_end(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody hears of it meanwhile, and in the end what is left."""
    monkeypatch.setattr(headway, "_SILENT_SECONDS", 0.6)
    monkeypatch.setattr(headway, "_LOST_SECONDS", 1.5)
    monkeypatch.setattr(beside, "_GRACE_SECONDS", 0.2)
    much(store, HEALTH)
    with Follower(store, index) as made:
        with alone(store, HEALTH):  # else it might be done by then
            made.follow()
            (one,) = begun(made)
            assert stand_still(one._process.pid or 0)
        left = made.finish()
    assert not one.is_there
    assert left == store.outbox.count() > 0
    assert told(caplog) == {"drain.still", "drain.left"}
    with Follower(store, index) as made:
        assert made.finish() == 0
    assert settled(store, index)


def test_a_turn_that_nobody_gives_is_not_waited_for_without_end(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(headway, "_SILENT_SECONDS", 0.3)
    monkeypatch.setattr(headway, "_LOST_SECONDS", 0.8)
    monkeypatch.setattr(follower, "_TURN_SECONDS", 0.2)
    theirs = store.outbox.owners()[HEALTH]
    with alone(store, HEALTH), Follower(store, index) as made:
        assert made.finish() == theirs
    assert set(store.outbox.owners()) == {HEALTH}
    assert told(caplog) == {"drain.still", "drain.left"}


def test_what_comes_meanwhile_is_not_told_as_left(store: Store, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run adds to the outbox all the time."""
    follow_since(store, index, 0)
    some = next(iter(index.documents(HEALTH)))
    store.outbox.add(some, HEALTH, "put")

    def drain(*given: object, **how: object) -> int:
        done = indexing.drain(*given, **how)  # type: ignore[arg-type]
        store.outbox.add(some, HEALTH, "put")
        return done

    monkeypatch.setattr(follower, "drain", drain)
    with Follower(store, index) as made:
        assert made.finish() == 0
    assert store.outbox.count() == 1


def test_work_that_is_broken_off_leaves_the_rest_to_the_next(store: Store, index: Index) -> None:
    much(store, HEALTH)
    with suppress(KeyboardInterrupt), Follower(store, index) as made:
        made.follow()
        (one,) = begun(made)
        raise KeyboardInterrupt
    assert not one.is_there
    assert not one.did_finish


def test_it_ends_with_whoever_began_it(store: Store, index: Index) -> None:
    """Killed, that can tell it nothing."""
    much(store, HEALTH)
    told = environment(store.settings.home)
    command = [sys.executable, "-c", _FOLLOWS]
    with subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.PIPE, text=True) as whoever:
        assert whoever.stdout is not None
        it = process(int(whoever.stdout.readline()))
        assert it.alive
        whoever.kill()
    assert wait_until(lambda: not it.alive)
    follow_since(store, index, 0)
    assert settled(store, index)


def test_one_with_nothing_to_do_ends(store: Store, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_IDLE_SECONDS", 0.0)
    heard, word = beside.multiprocessing.Pipe(duplex=False)
    beside._keep_up(store, index, HEALTH, beside._Word(heard))
    assert store.outbox.owners().get(HEALTH, 0) == 0
    assert store.outbox.owners()[POLICE] > 0
    word.close()


def test_what_somebody_waits_for_goes_before_what_waits_already(store: Store, index: Index) -> None:
    much(store, HEALTH, 200)
    before = store.outbox.last()
    changed = next(row.document for row in store.outbox.all() if row.owner == POLICE)
    store.outbox.add(changed, POLICE, "put")
    follow_since(store, index, before)
    assert store.outbox.owners()[HEALTH] >= 200
    assert POLICE not in store.outbox.owners() or changed not in {row.document for row in store.outbox.all()}


def test_another_s_turn_is_not_waited_for_between_two_documents(store: Store, index: Index) -> None:
    with alone(store, HEALTH), Follower(store, index) as made:
        assert made.follow()
        assert set(store.outbox.owners()) == {HEALTH}
    with Follower(store, index) as made:
        made.finish()
    assert settled(store, index)
