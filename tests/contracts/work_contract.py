"""Work that waits in the register: the outbox and jobs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from models.errors import AccessDeniedError
from models.job import JobKind, JobState, Rank
from models.store import schema
from models.store.store import Store
from models.watched_folder import Complete, Facts, FileStand
from tests.conftest import viewer_of
from tests.contracts.registered import Registered, put


def _fall_silent(store: Store) -> None:
    """Whoever has a job is not heard of any more."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    with store.database.write() as connection:
        connection.execute(update(schema.jobs).values(lease_until=past))


class WorkContract(Registered):
    """What is taken once, and gone on with by the next."""

    def test_the_outbox_keeps_its_order_and_lets_go_when_told(self, store: Store) -> None:
        first, second = put(store, "tillsyn", b"ett"), put(store, "pm", b"tva")
        rows = store.outbox.take()
        assert [(row.document, row.owner, row.operation) for row in rows] == [
            (first, "Nämnden", "put"),
            (second, "Polisen", "put"),
        ]
        store.outbox.done([rows[0].sequence])
        assert [row.document for row in store.outbox.take()] == [second]

    def test_a_job_is_taken_once(self, store: Store) -> None:
        id = store.jobs.add(JobKind.UPLOAD, "Nämnden", "prov", {"name": "x"})
        job = store.jobs.take("ett")
        assert job is not None
        assert (job.id, job.state) == (id, JobState.RUNNING)
        assert store.jobs.take("två") is None
        assert store.jobs.finish(id, "ett", {"document": "d"})
        assert store.jobs.get(viewer_of("Nämnden"), id).state is JobState.DONE

    def test_what_somebody_waits_for_is_taken_before_what_comes_in_bulk_or_by_itself(self, store: Store) -> None:
        folder = store.watched.get(store.watched.add(Path("/srv/in"), "tillsyn"))
        watched = store.watched.queue(folder, Complete("a.txt", Facts(1, 1), "0" * 64, "/srv/in/a.txt"))
        assert store.watched.queued(folder.id) == 1
        bulk = store.jobs.add(JobKind.RETRY, "Nämnden", "prov", {})
        single = store.jobs.add(JobKind.READ_AGAIN, "Nämnden", "prov", {})
        taken = [job.id for _ in range(3) if (job := store.jobs.take("ett"))]
        assert taken == [single, bulk, watched]
        assert store.watched.files(folder.id)["a.txt"].stand is FileStand.QUEUED
        store.watched.taken(store.watched.file(store.watched.files(folder.id)["a.txt"].id))
        assert store.watched.files(folder.id)["a.txt"].stand is FileStand.TAKEN

    def test_what_is_below_the_lowest_rank_asked_for_is_let_be(self, store: Store) -> None:
        bulk = store.jobs.add(JobKind.RETRY, "Nämnden", "prov", {})
        assert store.jobs.take("ett", Rank.WAITED_FOR) is None
        single = store.jobs.add(JobKind.READ_AGAIN, "Nämnden", "prov", {})
        taken = [store.jobs.take("ett", Rank.WAITED_FOR), store.jobs.take("ett", Rank.BULK)]
        assert [job and job.id for job in taken] == [single, bulk]
        _fall_silent(store)
        again = [store.jobs.take(worker, Rank.WAITED_FOR) for worker in ("två", "tre")]
        assert [job and job.id for job in again] == [single, None], "of a silent worker too"
        assert (job := store.jobs.take("tre")) is not None
        assert job.id == bulk

    def test_what_is_given_back_waits_for_its_time_and_what_came_after_goes_before(self, store: Store) -> None:
        first = store.jobs.add(JobKind.EXPORT, "Nämnden", "prov", {})
        store.jobs.take("ett")
        assert store.jobs.release(first, "ett", after=timedelta(minutes=10))
        second = store.jobs.add(JobKind.EXPORT, "Nämnden", "prov", {})
        taken = [store.jobs.take("ett"), store.jobs.take("ett")]
        assert [job and job.id for job in taken] == [second, None]
        with store.database.write() as connection:
            connection.execute(update(schema.jobs).values(not_before=datetime.now(UTC)))
        assert (job := store.jobs.take("ett")) is not None
        assert (job.id, job.attempts) == (first, 2)

    def test_what_has_no_arguments_is_asked_for_once_while_it_waits(self, store: Store) -> None:
        for user in ("prov", "annan"):
            store.jobs.add_once(JobKind.CHECK, "Nämnden", user)
        taken = [store.jobs.take("ett"), store.jobs.take("ett")]
        assert [job and job.created_by for job in taken] == ["prov", None]
        store.jobs.add_once(JobKind.CHECK, "Nämnden", "annan")
        assert store.jobs.take("ett") is not None, "what runs began before it was asked"

    def test_what_a_job_was_given_lies_sealed_and_goes_with_its_key(self, store: Store) -> None:
        id = store.jobs.add(JobKind.EXPORT, "Nämnden", "prov", {"purpose": "om Stulla"})
        plain = store.jobs.add(JobKind.EXPORT, "Nämnden", "prov", {})
        with store.database.write() as connection:
            this = update(schema.jobs).where(schema.jobs.c.id == plain).values(arguments={"purpose": "som förr"})
            connection.execute(this)
            assert "Stulla" not in repr(connection.execute(select(schema.jobs)).all())
        reader = viewer_of("Nämnden")
        assert {job.arguments["purpose"] for job in store.jobs.list(reader)} == {"om Stulla", "som förr"}
        assert store.ledger.keys.destroy("Nämnden", "9999-12") == 1
        assert [job.id for job in store.jobs.list(reader)] == [plain]
        with pytest.raises(AccessDeniedError):
            store.jobs.get(reader, id)
        taken = store.jobs.take("ett")
        assert taken is not None
        assert (taken.id, store.jobs.take("två")) == (plain, None)

    def test_the_oldest_is_taken_of_more_than_are_looked_at(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("models.store.jobs._FIRST", 2)
        ids = [store.jobs.add(JobKind.EXPORT, "Nämnden", "prov", {"purpose": str(at)}) for at in range(3)]
        taken = [store.jobs.take(worker) for worker in ("ett", "två", "tre", "fyra")]
        assert [job and job.id for job in taken] == [*ids, None]
        for id, worker in zip(ids, ("ett", "två", "tre"), strict=True):
            store.jobs.finish(id, worker, {})
        for at in range(3):
            store.jobs.add(JobKind.EXPORT, "Nämnden", "prov", {"purpose": str(at)})
        store.ledger.keys.destroy("Nämnden", "9999-12")
        last = store.jobs.add(JobKind.EXPORT, "Nämnden", "prov", {})
        job = store.jobs.take("ett")
        assert job is not None
        assert job.id == last, "beyond those whose words were erased"

    def test_a_silent_workers_job_goes_to_the_next(self, store: Store) -> None:
        id = store.jobs.add(JobKind.UPLOAD, "Nämnden", "prov", {})
        store.jobs.take("tyst")
        _fall_silent(store)
        taken = store.jobs.take("nästa")
        assert taken is not None
        assert (taken.id, taken.attempts) == (id, 2)
        assert not store.jobs.finish(id, "tyst", {})

    @pytest.mark.parametrize(("kind", "more"), [(JobKind.EXPORT, 0), (JobKind.UPLOAD, 1), (JobKind.RETRY, 1)])
    def test_a_job_that_never_ends_fails_in_the_end(self, store: Store, kind: JobKind, more: int) -> None:
        """One that reads is taken once more: by then what ended its workers is set aside."""
        id = store.jobs.add(kind, "Nämnden", "prov", {})
        for _ in range(store.settings.limits.attempts + more):
            assert store.jobs.take("w") is not None
            assert store.jobs.release(id, "w")
        assert store.jobs.take("w") is None
        job = store.jobs.get(viewer_of("Nämnden"), id)
        assert (job.state, job.reason) == (JobState.FAILED, "attempts")

    def test_a_job_shows_to_its_own_user_within_the_wall(self, store: Store) -> None:
        id = store.jobs.add(JobKind.UPLOAD, "Nämnden", "annan", {})
        with pytest.raises(AccessDeniedError):
            store.jobs.get(viewer_of("Nämnden"), id)
        assert store.jobs.list(viewer_of("Nämnden")) == []
