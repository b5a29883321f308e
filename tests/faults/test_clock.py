"""The clock jumps by hours, forwards or back: nobody waits for what a wrong clock promised, and nothing lasts longer.

What a run is when its clock jumps in the middle is in ``test_ordeals.py``; watched folders in
``tests/ingest/watched/test_odd_folders.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

import pytest

from models import swedish
from models.access import Viewer
from models.document import DocumentState
from models.job import JobKind
from models.lockout import ACCOUNT
from models.source import Source
from models.store.registration import Claim
from models.store.run_reports import RunState
from models.store.service import service
from models.store.store import Store
from models.withdrawal import Scope
from tests.faults.seeds import SEEDS

ELSEWHERE: Final = "annan-maskin:1:1:0"  # a worker whose process we cannot look at
SOURCE: Final = Source("tillsyn", "Nämnden")

Jump = Callable[[timedelta], None]


@pytest.fixture(params=SEEDS)
def hours(request: pytest.FixtureRequest) -> timedelta:
    return timedelta(hours=Random(request.param).uniform(1, 48))


@contextmanager
def _jumping() -> Iterator[Jump]:
    ahead = timedelta(0)

    def jump(by: timedelta) -> None:
        nonlocal ahead
        ahead += by

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(swedish, "now", lambda: datetime.now(UTC) + ahead)
        yield jump


@pytest.fixture
def jump() -> Iterator[Jump]:
    with _jumping() as jump:
        yield jump


def arrived(store: Store, content: bytes = b"x", path: str = "/x") -> str:
    store.sources.add(SOURCE)
    sha256 = store.vault.put(content)
    return store.arrivals.arrive(SOURCE, sha256, len(content), path=path, name=path[1:]).document


def test_a_claim_from_before_the_clock_was_put_back_is_void(store: Store, jump: Jump, hours: timedelta) -> None:
    document = arrived(store)
    assert store.registration.claim(document, ELSEWHERE) is Claim.TAKEN
    jump(-hours)
    assert store.arrivals.unfinished("tillsyn") == [document]
    assert store.registration.claim(document, "ny") is Claim.TAKEN
    # The other lived after all: it finds that another has it, and leaves what that one does.
    assert not store.registration.renew(document, ELSEWHERE)
    assert store.registration.finish(document, ELSEWHERE, DocumentState.READ) is None


def test_one_who_lives_renews_it_and_keeps_it(store: Store, jump: Jump, hours: timedelta) -> None:
    document = arrived(store)
    for by in (hours, -2 * hours, hours):
        store.registration.claim(document, ELSEWHERE)
        jump(by)
        assert store.registration.renew(document, ELSEWHERE)
        assert store.registration.claim(document, "ny") is Claim.HELD


def test_a_job_waits_no_longer_than_it_was_to(store: Store, jump: Jump, hours: timedelta) -> None:
    job = store.jobs.add(JobKind.EXPORT, "Nämnden", "prov", {})
    jump(hours)
    assert store.jobs.take(ELSEWHERE) is not None
    store.jobs.release(job, ELSEWHERE, after=timedelta(seconds=30))
    assert store.jobs.take("ett") is None
    jump(-hours)
    assert store.jobs.take(ELSEWHERE) is not None  # tried again
    jump(-hours)
    assert store.jobs.take("ett") is not None  # its worker is gone


def test_an_order_outlives_a_jump(store: Store, jump: Jump, hours: timedelta) -> None:
    """Its giver lives, on this machine: the next beat sets it right."""
    order = store.orders.give({"force_ocr": True})
    for by in (hours, -2 * hours):
        jump(by)
        store.orders.renew([order])
        store.orders.give({})
        assert store.orders.get(order) == {"force_ocr": True}


def test_a_run_that_stopped_is_told_of_as_stopped(store: Store, jump: Jump, hours: timedelta) -> None:
    store.sources.add(SOURCE)
    viewer = service(store, "prov")
    run = store.runs.begin("tillsyn", by=viewer.name)
    store.runs.beat(run, 120.0)
    store.expected.expect(run, ["/x"])
    assert [file.path for file in store.expected.stopped(viewer)] == []
    jump(-hours)
    assert [report.state for report in store.run_reports.newest(viewer, 9)] == [RunState.STOPPED]
    assert [file.path for file in store.expected.stopped(viewer)] == ["/x"]


@pytest.mark.parametrize("way", [1, -1])
def test_a_session_ends_rather_than_lasts_longer(store: Store, jump: Jump, hours: timedelta, way: int) -> None:
    store.users.add("anna", "Anna", "ett långt lösenord", ["Nämnden"])
    token = store.sessions.start("anna")
    jump(timedelta(minutes=-4))  # as clocks are set right
    assert store.sessions.get(token) is not None
    jump(way * hours)
    assert store.sessions.of_user("anna") == []
    assert store.sessions.get(token) is None


def test_whoever_mistyped_does_not_wait_for_hours(store: Store, jump: Jump, hours: timedelta) -> None:
    while not store.attempts.begin("anna"):
        pass
    jump(-hours)
    assert store.attempts.begin("anna") == timedelta(0)
    assert timedelta(0) < store.attempts.begin("anna") <= ACCOUNT.longest  # and is counted as ever


def test_the_outbox_knows_no_clock(store: Store, jump: Jump, hours: timedelta) -> None:
    ids = [f"{number:032x}" for number in range(3)]
    for id, by in zip(ids, (hours, -2 * hours, hours), strict=True):
        store.outbox.add(id, "Nämnden", "put")
        jump(by)
    assert [row.document for row in store.outbox.take()] == ids


def test_versions_stand_in_the_order_in_which_they_came(store: Store, jump: Jump, hours: timedelta) -> None:
    """One that is withdrawn gives its place to the one before it, not to one that a clock says is newer."""
    versions = []
    for content, by in ((b"ett", timedelta(0)), (b"tva", -hours), (b"tre", timedelta(0))):
        jump(by)
        versions.append(arrived(store, content))
        store.registration.claim(versions[-1], "prov")
        store.registration.finish(versions[-1], "prov", DocumentState.READ)
    store.withdrawals.take(Viewer("ines", frozenset({"Nämnden"})), Scope.DOCUMENT, versions[-1], "fel")
    viewer = service(store, "prov")
    superseded = [store.documents.get(viewer, id).superseded for id in versions[:2]]
    assert superseded == [True, False]


def test_the_ledger_holds(store: Store, jump: Jump, hours: timedelta) -> None:
    from models.audit import Action, Event
    from tests.faults.ordeals import clock

    for by in (0.0, hours.total_seconds() / 3600, -hours.total_seconds() / 3600):
        with clock(lambda _asked, by=by: by):
            store.ledger.write(Event(Action.SEARCH, "prov", "prov", "PROV-1"))
    assert store.ledger.verify() is None
