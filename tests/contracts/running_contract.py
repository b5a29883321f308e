"""What is kept for whoever runs the installation: totals, measures of all processes, who is at work."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from models import swedish
from models.job import JobKind
from models.measure import Measured, key
from models.store import schema
from models.store.at_work import AtWork
from models.store.measures import Measures
from models.store.runs import FileState, RunFile
from models.store.service import service
from models.store.store import Store
from tests.contracts.registered import Registered, put


class RunningContract(Registered):
    def test_totals_are_of_all_owners(self, store: Store) -> None:
        put(store, "tillsyn", b"ett")
        put(store, "pm", b"tva")
        status = store.status(service(store, "prov"))
        counts = store.totals.counts()
        assert dict(counts.documents) == status["documents"]
        assert counts.outbox == 2
        assert counts.outbox_first == store.outbox.take()[0].sequence
        assert dict(store.totals.pages()) == status["pages"]
        assert store.totals.oldest_put() is not None

    def test_the_queue_by_rank(self, store: Store) -> None:
        for kind in (JobKind.RETRY, JobKind.RETRY, JobKind.CHECK):
            store.jobs.add(kind, "Nämnden", "prov", {})
        with store.database.write() as connection:
            connection.execute(update(schema.jobs).values(created=swedish.now() - timedelta(minutes=5)))
        queue = store.totals.counts().queue
        assert {rank: count for rank, (count, _) in queue.items()} == {"bulk": 2, "waited_for": 1}
        assert all(300 <= seconds < 400 for _, seconds in queue.values())

    def test_runs_that_go_on_and_those_that_were_stopped(self, store: Store) -> None:
        for number in range(3):
            run = store.runs.begin("tillsyn", total=10)
            store.runs.beat(run, 60.0)
            store.runs.note(run, RunFile(f"/a/{number}", FileState.QUARANTINED, None, "corrupt"))
        store.runs.begin("tillsyn", total=10)  # never heard of
        store.runs.finish(run)
        with store.database.write() as connection:
            connection.execute(update(schema.runs).values(started=swedish.now() - timedelta(seconds=1000)))
        going = store.totals.counts().going
        assert (going.runs, going.seen, going.total) == (2, 2, 20)
        assert 0.0015 < going.rate < 0.0025
        assert 8_900 < going.left < 10_000

    def test_documents_begun_on_in_silence(self, store: Store) -> None:
        sha256 = store.vault.put(b"kom nyss")
        arrived = store.arrivals.arrive(store.sources.get("tillsyn"), sha256, 8, path="/in/ny.txt", name="ny.txt")
        assert store.totals.counts().silent == 0
        store.registration.claim(arrived.document, "värd:1:2:3")
        assert store.totals.counts().silent == 0
        with store.database.write() as connection:
            connection.execute(update(schema.documents).values(lease_until=datetime.now(UTC) - timedelta(seconds=1)))
        assert store.totals.counts().silent == 1

    def test_measures_of_several_processes_are_added_up(self, store: Store) -> None:
        ones = [Measured() for _ in range(4)]
        for one in ones:
            for _ in range(25):
                one.add("pages_read", method="ocr")
            one.observe("search_seconds", 0.2)
        with ThreadPoolExecutor(4) as together:
            list(together.map(lambda one: Measures(store.database, one).keep(now=True), ones))
        known = store.measures.all()
        assert known[key("pages_read", {"method": "ocr"})] == 100
        assert known[key("search_seconds_in", {"le": "0.25"})] == 4
        assert round(known["search_seconds_sum"], 6) == 0.8
        assert all(one.waiting() == {} for one in ones)

    def test_who_is_at_work(self, store: Store) -> None:
        assert store.at_work.roles() == Counter()
        store.at_work.tell("worker")
        AtWork(store.database).tell("worker")  # the same process
        assert store.at_work.roles() == Counter({"worker": 1})
        old = f"{(swedish.now() - timedelta(minutes=5)).isoformat()} worker"
        with store.database.write() as connection:
            mine = schema.installation.c.name.startswith("at_work:")
            connection.execute(update(schema.installation).where(mine).values(value=old))
        assert store.at_work.roles() == Counter()
        store.at_work.leave()
