"""An order that was broken off at its very end leaves no more than one that was not; what is none leaves nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from ingest.erase_command import erase
from ingest.erasing import carry_out
from ingest.run import IngestRun, RunOptions
from ingest.task import Outcome, Task, run_task
from ingest.worker_command import Workbench
from models import swedish
from models.audit import Action
from models.erasure import Ground, GroundKind, OrderState
from models.erasure_errors import ErasureGroundError
from models.errors import DocumentBusyError
from models.job import JobKind, JobState
from models.source import Source
from models.store.erasing.work import ErasureWork
from models.store.named_files import UnnamedFiles
from models.store.schema import jobs
from models.store.service import service
from models.store.store import Store
from search.backends import open_index
from search.erasing import order_erasure
from tests.contracts.registered import put
from tests.erasure.planting import OFFICER, OWNER, WHY
from tests.erasure.test_bytes import ASKED


class Killed(BaseException):
    """The process is gone."""


def test_killed_between_the_tombstones_and_what_follows_it_does_the_rest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def compact_own(_work: ErasureWork) -> None:
        done.append("compacted")
        if len(done) == 1:
            raise Killed

    monkeypatch.setattr(ErasureWork, "compact_own", compact_own)
    store.sources.add(Source("tillsyn", OWNER))
    order = store.erasures.order(OFFICER, WHY, [put(store, "tillsyn", b"ett")], ASKED)
    with closing(open_index(store.settings)) as index:
        with pytest.raises(Killed):
            carry_out(store, index, order)
        assert store.erasures.unfinished(OFFICER) == [order]
        assert carry_out(store, index, order) is OrderState.DONE
        assert len(done) == 2
        carry_out(store, index, order)
    assert len(done) == 2  # it was ended


def test_a_ledger_that_may_have_been_silenced_before_it_was_broken_off_is_written_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was silenced then is found no more; of an order that was not broken off it is known."""
    compacted: list[bool] = []

    def kill(*_given: object) -> None:
        raise Killed

    monkeypatch.setattr(ErasureWork, "compact", lambda _work, _words, *, ledger: compacted.append(ledger))
    store.sources.add(Source("tillsyn", OWNER))
    some = [put(store, "tillsyn", content, name=f"{content!r}.txt") for content in (b"ett", b"annat")]
    broken, whole = [store.erasures.order(OFFICER, WHY, [each], ASKED) for each in some]
    with closing(open_index(store.settings)) as index:
        with monkeypatch.context() as ended:
            ended.setattr(type(index), "scrub", kill)
            with pytest.raises(Killed):
                carry_out(store, index, broken)
        for order in (broken, whole):
            assert carry_out(store, index, order) is OrderState.DONE
    assert compacted == [True, False]


def test_the_same_file_that_comes_in_while_all_are_looked_through_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which takes minutes in an archive of millions."""
    looked = UnnamedFiles.still
    came = list[str]()

    def another_brings_it(unnamed: UnnamedFiles, some: Iterable[str]) -> list[str]:
        found = looked(unnamed, some)
        if not came:
            came.append(put(store, "annan", b"ett"))
        return found

    store.sources.add(Source("tillsyn", OWNER))
    store.sources.add(Source("annan", "Annan nämnd"))
    order = store.erasures.order(OFFICER, WHY, [put(store, "tillsyn", b"ett")], ASKED)
    monkeypatch.setattr(UnnamedFiles, "still", another_brings_it)
    with closing(open_index(store.settings)) as index:
        assert carry_out(store, index, order) is OrderState.DONE
    (theirs,) = store.documents.many(service(store, "prov"), came).values()
    assert store.vault.intact(theirs.sha256)


def test_what_is_erased_before_its_turn_in_a_run_stops_it_not(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sources.add(Source("tillsyn", OWNER))
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(f"Tillsyn {name}")

    def run(options: RunOptions) -> dict[str, Any]:
        return IngestRun(store, index, "tillsyn", options, lambda _: None).go([tmp_path / "in"])

    def all_handed_out_first(_store: Store, tasks: Iterable[Task | None], _workers: object) -> Iterator[Outcome]:
        waiting = [each for each in tasks if each is not None]
        if waiting:
            order = store.erasures.order(OFFICER, WHY, [waiting[0].document], ASKED)
            assert carry_out(store, index, order) is OrderState.DONE
        yield from (run_task(str(store.settings.home), each) for each in waiting)

    with closing(open_index(store.settings)) as index:
        assert run(RunOptions(1))["documents"] == 2
        monkeypatch.setattr("ingest.run.run_tasks", all_handed_out_first)
        again = run(RunOptions(1, force_ocr=True))
    assert (again["duplicates"], again["problems"]) == (2, [])
    assert len(list(store.documents.of_owner(OFFICER, OWNER))) == 1


def test_what_is_no_provision_does_not_come_into_the_ledger_where_it_would_stand_in_the_open(store: Store) -> None:
    store.sources.add(Source("tillsyn", OWNER))
    mine = put(store, "tillsyn", b"ett")
    with pytest.raises(ErasureGroundError):
        order_erasure(OFFICER, WHY, store, [mine], Ground(GroundKind.PERSON, "avser 850412-2391", reason="G-1"))
    assert not any(each.event.action is Action.ERASE for each in store.ledger.last(10))
    order_erasure(OFFICER, WHY, store, [mine], ASKED)
    assert [each.event.action for each in store.ledger.last(1)] == [Action.ERASE]


def test_an_order_that_waits_for_others_is_tried_again_as_long_as_it_takes_and_no_longer_than_a_day(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise DocumentBusyError("En av handlingarna läses just nu")

    monkeypatch.setattr("ingest.work.do", busy)
    store.sources.add(Source("tillsyn", OWNER))
    store.erasures.order(OFFICER, WHY, [put(store, "tillsyn", b"ett")], ASKED)
    mine = jobs.c.kind == JobKind.ERASE.value
    with closing(open_index(store.settings)) as index:
        bench = Workbench(store, index, lasting=False)
        for _ in range(store.settings.limits.attempts + 2):
            assert bench.turn()
            with store.database.write() as connection:
                row = connection.execute(update(jobs).where(mine).values(not_before=None).returning(jobs)).one()
            assert (row.state, row.attempts) == (JobState.WAITING.value, 0)
        with store.database.write() as connection:
            connection.execute(update(jobs).where(mine).values(created=swedish.now() - timedelta(days=2)))
        for _ in range(store.settings.limits.attempts):
            assert bench.turn()
            with store.database.write() as connection:
                row = connection.execute(update(jobs).where(mine).values(not_before=None).returning(jobs)).one()
    assert (row.state, row.reason) == (JobState.FAILED.value, "document_busy")
    assert store.tombstones.stalled(OFFICER) == store.erasures.unfinished(OFFICER), "samsyn verify tells of it"


def test_one_order_that_is_busy_keeps_no_other_from_its_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.sources.add(Source("tillsyn", OWNER))
    first, second = (put(store, "tillsyn", content, name=f"{content!r}.txt") for content in (b"ett", b"annat"))
    orders = [store.erasures.order(OFFICER, WHY, [each], ASKED) for each in (first, second)]
    store.registration.claim(first, "någon annan:1:1:x")
    monkeypatch.setattr("ingest.erase_command.asked", lambda *_: (store, OFFICER, WHY))
    told = CliRunner().invoke(erase, ["resume", "--json"])
    assert isinstance(told.exception, DocumentBusyError)
    states = {row["order"]: row["state"] for row in json.loads(told.stdout)}
    assert states == {orders[0]: "going", orders[1]: "done"}
