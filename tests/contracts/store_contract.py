"""What register and ledger promise, whichever database they stand on. Inherit, and give the ``store`` fixture."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading, Word
from models.errors import AccessDeniedError, SourceConflictError, UnknownSourceError
from models.identity import bytes_id
from models.job import JobKind, JobState
from models.mention import Label, Mention
from models.source import Source
from models.store import schema
from models.store.claims import worker_name
from models.store.registration import Claim
from models.store.store import Store
from tests.conftest import viewer_of

TEXT = "Tillsyn hos Åkes Krog, 850412-9805"
KIND = DocumentKind("inspection_report", 0.9, "tillsyn")


def put(store: Store, source: str, content: bytes, *, name: str = "rapport.txt", text: str = TEXT) -> str:
    """A read document of one page in the register."""
    sha256 = store.vault.put(content)
    arrival = store.arrivals.arrive(store.sources.get(source), sha256, len(content), path=f"/in/{name}", name=name)
    words = (Word("Tillsyn", 0, 7, 10.0, 20.0, 55.25, 31.5, 0.875),)
    page = Page(1, PageMethod.OCR, "no_text", text, 0.9, 595.0, 842.0, words, None)
    store.registration.claim(arrival.document, "prov")
    store.registration.keep_reading(
        arrival.document, Reading("text/plain", DocumentState.READ, "", (page,), title="Titel")
    )
    found = [Mention(Label.ORG, 1, 12, 21, "Åkes Krog", "Åkes Krog", 0.8, "rule:org")]
    fields = [Field("date", "2024-05-19", "19 maj 2024", None, None, None, None)]
    store.registration.keep_knowledge(arrival.document, found, KIND, fields, date(2024, 5, 19))
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    return arrival.document


class StoreContract:
    """Each test gets an empty ``store`` with the sources ``tillsyn`` (Nämnden) and ``pm`` (Polisen)."""

    @pytest.fixture(autouse=True)
    def _sources(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))
        store.sources.add(Source("pm", "Polisen", "police"))

    # --- sources -----------------------------------------------------------------------------------------------------

    def test_a_source_is_added_once(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))
        assert [source.name for source in store.sources.all()] == ["pm", "tillsyn"]
        assert store.sources.owners() == ["Nämnden", "Polisen"]

    def test_a_source_has_one_owner(self, store: Store) -> None:
        with pytest.raises(SourceConflictError):
            store.sources.add(Source("tillsyn", "Polisen"))

    def test_an_unknown_source_is_refused(self, store: Store) -> None:
        with pytest.raises(UnknownSourceError):
            store.sources.get("saknas")

    # --- documents ---------------------------------------------------------------------------------------------------

    def test_a_document_comes_back_as_it_went_in(self, store: Store) -> None:
        id, viewer = put(store, "tillsyn", b"ett"), viewer_of("Nämnden")
        document = store.documents.get(viewer, id)
        assert (document.state, document.kind, document.date) == (DocumentState.READ, KIND.name, date(2024, 5, 19))
        page = store.documents.page(viewer, id, 1)
        assert page.words == (Word("Tillsyn", 0, 7, 10.0, 20.0, 55.25, 31.5, 0.875),)
        assert store.documents.fields(viewer, id)[0].value == "2024-05-19"
        ((mention, entity),) = store.documents.mentions(viewer, id)
        assert mention.text == TEXT[mention.start : mention.end]
        assert store.entities.get(viewer, entity).name == "Åkes Krog"
        assert store.documents.facets(viewer, id)["ORG"] == (entity,)

    def test_the_same_bytes_are_one_document_with_two_places(self, store: Store) -> None:
        first, again = put(store, "tillsyn", b"ett", name="a.txt"), put(store, "tillsyn", b"ett", name="b.txt")
        assert first == again
        assert [found.name for found in store.documents.occurrences(viewer_of("Nämnden"), first)] == ["a.txt", "b.txt"]

    def test_the_same_bytes_in_another_source_are_another_document(self, store: Store) -> None:
        assert put(store, "tillsyn", b"ett") != put(store, "pm", b"ett")

    def test_another_owners_document_looks_absent(self, store: Store) -> None:
        id, stranger = put(store, "tillsyn", b"ett"), viewer_of("Polisen")
        for forbidden in (
            store.documents.get,
            store.documents.pages,
            store.documents.mentions,
            store.documents.fields,
            store.documents.occurrences,
            store.documents.family,
            store.documents.facets,
        ):
            with pytest.raises(AccessDeniedError) as refused:
                forbidden(stranger, id)
            with pytest.raises(AccessDeniedError) as absent:
                forbidden(stranger, "0" * 32)
            assert str(refused.value) == str(absent.value)
        assert store.documents.many(stranger, [id]) == {}

    def test_entities_show_within_the_wall_only(self, store: Store) -> None:
        ours, theirs = put(store, "tillsyn", b"ett"), put(store, "pm", b"tva")
        ((_, entity),) = store.documents.mentions(viewer_of("Nämnden"), ours)
        assert store.entities.documents(viewer_of("Nämnden"), entity) == [(ours, 1)]
        assert store.entities.documents(viewer_of("Polisen"), entity) == [(theirs, 1)]
        assert [count for _, count in store.entities.list(viewer_of("Nämnden", "Polisen"))] == [2]
        assert store.entities.names(Viewer("ingen", frozenset()), [entity]) == {}

    def test_reading_again_replaces(self, store: Store) -> None:
        id = put(store, "tillsyn", b"ett")
        assert put(store, "tillsyn", b"ett", text="Tillsyn nästa ") == id
        assert len(store.documents.pages(viewer_of("Nämnden"), id)) == 1

    def test_a_document_is_failed_until_its_last_line(self, store: Store) -> None:
        source = store.sources.get("tillsyn")
        arrival = store.arrivals.arrive(source, store.vault.put(b"x"), 1, path="/x", name="x")
        assert store.arrivals.unfinished("tillsyn") == [arrival.document]
        store.registration.claim(arrival.document, "prov")
        store.registration.keep_reading(arrival.document, Reading("text/plain", DocumentState.READ, "", ()))
        found = store.documents.get(viewer_of("Nämnden"), arrival.document)
        assert found.state is DocumentState.FAILED
        assert store.outbox.count() == 0

    # --- claims ------------------------------------------------------------------------------------------------------

    def test_a_claimed_document_is_left_alone(self, store: Store) -> None:
        arrival = store.arrivals.arrive(store.sources.get("tillsyn"), store.vault.put(b"x"), 1, path="/x", name="x")
        assert store.registration.claim(arrival.document, "ett") is Claim.TAKEN
        assert store.registration.claim(arrival.document, "två") is Claim.HELD
        assert store.arrivals.unfinished("tillsyn") == []
        assert store.registration.finish(arrival.document, "två", DocumentState.READ) is None
        assert store.documents.get(viewer_of("Nämnden"), arrival.document).state is DocumentState.FAILED

    def test_a_dead_processs_claim_is_void_at_once(self, store: Store) -> None:
        arrival = store.arrivals.arrive(store.sources.get("tillsyn"), store.vault.put(b"x"), 1, path="/x", name="x")
        code = "from models.store.claims import worker_name; print(worker_name())"
        dead = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        assert store.registration.claim(arrival.document, dead) is Claim.TAKEN
        assert store.registration.claim(arrival.document, worker_name()) is Claim.TAKEN
        assert store.registration.claim(arrival.document, worker_name()) is Claim.HELD

    def test_a_silent_workers_claim_runs_out(self, store: Store) -> None:
        arrival = store.arrivals.arrive(store.sources.get("tillsyn"), store.vault.put(b"x"), 1, path="/x", name="x")
        store.registration.claim(arrival.document, "annan-maskin:1:1")
        with store.database.write() as connection:
            past = datetime.now(UTC) - timedelta(seconds=1)
            connection.execute(update(schema.documents).values(lease_until=past))
        assert store.registration.claim(arrival.document, "ny") is Claim.TAKEN
        assert not store.registration.renew(arrival.document, "annan-maskin:1:1")

    def test_attempts_that_end_are_forgotten_and_those_that_do_not_run_out(self, store: Store) -> None:
        id = put(store, "tillsyn", b"ett")
        for _ in range(5):
            assert store.registration.claim(id, "prov") is Claim.TAKEN
            store.registration.finish(id, "prov", DocumentState.READ)
        for _ in range(store.settings.limits.attempts):
            assert store.registration.claim(id, "prov") is Claim.TAKEN
            store.registration.fail(id, "prov", "internal", blame=True)
        assert store.registration.claim(id, "prov") is Claim.EXHAUSTED

    def test_a_worse_reading_does_not_replace_a_better(self, store: Store) -> None:
        id, viewer = put(store, "tillsyn", b"ett"), viewer_of("Nämnden")
        store.registration.claim(id, "prov")
        unread = Page(1, PageMethod.UNREAD, "timeout", "", 0.0)
        store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", (unread,)))
        settled = store.registration.finish(id, "prov", DocumentState.QUARANTINED, "reader_timeout")
        assert settled is DocumentState.READ
        assert store.documents.get(viewer, id).state is DocumentState.READ
        assert store.documents.page(viewer, id, 1).text == TEXT
        assert len(store.documents.mentions(viewer, id)) == 1

    def test_a_reading_that_stops_midway_leaves_the_document_as_it_was(self, store: Store) -> None:
        id, viewer = put(store, "tillsyn", b"ett"), viewer_of("Nämnden")
        store.registration.claim(id, "prov")
        store.registration.keep_reading(
            id, Reading("text/plain", DocumentState.READ, "", (Page(1, PageMethod.TEXT, "x", "Annat", 1.0),))
        )
        assert store.documents.page(viewer, id, 1).text == TEXT
        assert list(store.documents.ids(viewer, "Nämnden")) == [id]

    # --- versions ----------------------------------------------------------------------------------------------------

    def test_changed_bytes_at_a_known_path_are_a_new_version(self, store: Store) -> None:
        viewer = viewer_of("Nämnden")
        old, new = put(store, "tillsyn", b"ett", name="a.txt"), put(store, "tillsyn", b"tva", name="a.txt")
        assert list(store.documents.ids(viewer, "Nämnden")) == [new]
        assert store.documents.get(viewer, old).superseded
        assert [(row.document, row.operation) for row in store.outbox.take()][-1] == (old, "delete")
        ((_, entity),) = store.documents.mentions(viewer, new)
        assert store.entities.documents(viewer, entity) == [(new, 1)]

    def test_the_older_version_comes_back_with_its_bytes(self, store: Store) -> None:
        viewer = viewer_of("Nämnden")
        old, new = put(store, "tillsyn", b"ett", name="a.txt"), put(store, "tillsyn", b"tva", name="a.txt")
        store.arrivals.arrive(store.sources.get("tillsyn"), bytes_id(b"ett"), 3, path="/in/a.txt", name="a.txt")
        assert list(store.documents.ids(viewer, "Nämnden")) == [old]
        assert store.documents.get(viewer, new).superseded

    def test_a_version_that_lies_elsewhere_too_stays(self, store: Store) -> None:
        put(store, "tillsyn", b"ett", name="a.txt")
        old = put(store, "tillsyn", b"ett", name="kopia.txt")
        new = put(store, "tillsyn", b"tva", name="a.txt")
        assert set(store.documents.ids(viewer_of("Nämnden"), "Nämnden")) == {old, new}

    def test_the_same_path_in_another_source_is_another_path(self, store: Store) -> None:
        put(store, "tillsyn", b"ett", name="a.txt")
        put(store, "pm", b"tva", name="a.txt")
        assert len(list(store.documents.ids(viewer_of("Nämnden"), "Nämnden"))) == 1

    def test_the_older_version_stays_until_the_newer_is_read(self, store: Store) -> None:
        old = put(store, "tillsyn", b"ett", name="a.txt")
        source = store.sources.get("tillsyn")
        store.arrivals.arrive(source, store.vault.put(b"tva"), 3, path="/in/a.txt", name="a.txt")
        assert list(store.documents.ids(viewer_of("Nämnden"), "Nämnden")) == [old]

    def test_an_older_mail_takes_its_attachments_along(self, store: Store) -> None:
        viewer, source = viewer_of("Nämnden"), store.sources.get("tillsyn")
        mail = put(store, "tillsyn", b"brev", name="brev.eml")
        store.arrivals.arrive(source, bytes_id(b"bilaga"), 6, path=f"{mail}/1/b", name="b", parent=mail)
        inner = put(store, "tillsyn", b"bilaga", name="tillfallig.txt")
        assert store.arrivals.depth(inner) == 1
        with store.database.write() as connection:  # it came with the mail only
            gone = (schema.occurrences.c.document == inner) & schema.occurrences.c.parent.is_(None)
            connection.execute(delete(schema.occurrences).where(gone))
        new = put(store, "tillsyn", b"brev2", name="brev.eml")
        assert list(store.documents.ids(viewer, "Nämnden")) == [new]

    def test_fifty_deliveries_at_once_are_one_document(self, store: Store) -> None:
        source, sha256 = store.sources.get("tillsyn"), store.vault.put(b"samma")

        def deliver(number: int) -> bool:
            return store.arrivals.arrive(source, sha256, 5, path=f"/{number}", name="samma").new

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(deliver, range(50))) == 1

    # --- outbox ------------------------------------------------------------------------------------------------------

    def test_the_outbox_keeps_its_order_and_lets_go_when_told(self, store: Store) -> None:
        first, second = put(store, "tillsyn", b"ett"), put(store, "pm", b"tva")
        rows = store.outbox.take()
        assert [(row.document, row.owner, row.operation) for row in rows] == [
            (first, "Nämnden", "put"),
            (second, "Polisen", "put"),
        ]
        store.outbox.done([rows[0].sequence])
        assert [row.document for row in store.outbox.take()] == [second]

    # --- jobs --------------------------------------------------------------------------------------------------------

    def test_a_job_is_taken_once(self, store: Store) -> None:
        id = store.jobs.add(JobKind.UPLOAD, "Nämnden", "prov", {"name": "x"})
        job = store.jobs.take("ett")
        assert job is not None
        assert (job.id, job.state) == (id, JobState.RUNNING)
        assert store.jobs.take("två") is None
        assert store.jobs.finish(id, "ett", {"document": "d"})
        assert store.jobs.get(viewer_of("Nämnden"), id).state is JobState.DONE

    def test_a_silent_workers_job_goes_to_the_next(self, store: Store) -> None:
        id = store.jobs.add(JobKind.UPLOAD, "Nämnden", "prov", {})
        store.jobs.take("tyst")
        past = datetime.now(UTC) - timedelta(seconds=1)
        with store.database.write() as connection:
            connection.execute(update(schema.jobs).values(lease_until=past))
        taken = store.jobs.take("nästa")
        assert taken is not None
        assert (taken.id, taken.attempts) == (id, 2)
        assert not store.jobs.finish(id, "tyst", {})

    def test_a_job_that_never_ends_fails_in_the_end(self, store: Store) -> None:
        id = store.jobs.add(JobKind.UPLOAD, "Nämnden", "prov", {})
        for _ in range(store.settings.limits.attempts):
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

    # --- users, sessions, page states --------------------------------------------------------------------------------

    def test_a_user_comes_in_with_the_right_password_only(self, store: Store) -> None:
        store.users.add("eva", "Eva", "rätt", ["Nämnden"])
        assert store.users.verify("eva", "rätt") == Viewer("eva", frozenset({"Nämnden"}))
        assert store.users.verify("eva", "fel") is None
        assert store.users.verify("ingen", "rätt") is None
        store.users.disable("eva")
        assert store.users.verify("eva", "rätt") is None

    def test_a_session_lasts_half_an_hour_of_silence(self, store: Store) -> None:
        store.users.add("eva", "Eva", "rätt", [])
        token = store.sessions.start("eva")
        store.sessions.set_purpose(token, Purpose("tillsyn", "D-1"))
        session = store.sessions.get(token)
        assert session is not None
        assert session.purpose == Purpose("tillsyn", "D-1")
        with store.database.write() as connection:
            connection.execute(update(schema.sessions).values(seen=datetime.now(UTC) - timedelta(minutes=31)))
        assert store.sessions.get(token) is None

    def test_a_page_state_is_its_users_own(self, store: Store) -> None:
        id = store.states.save("eva", {"query": "åkes krog"})
        assert store.states.load("eva", id) == {"query": "åkes krog"}
        assert store.states.save("eva", {"query": "åkes krog"}) == id
        assert "krog" not in id
        with pytest.raises(AccessDeniedError):
            store.states.load("ola", id)

    # --- ledger ------------------------------------------------------------------------------------------------------

    def test_the_chain_holds(self, store: Store) -> None:
        for number in range(5):
            assert store.ledger.write(Event(Action.SEARCH, "eva", "tillsyn", "D-1", target=f"{number}")) == number + 1
        assert store.ledger.verify() is None
        assert store.ledger.last(1)[0].event.target == "4"

    def test_writers_at_once_keep_one_chain(self, store: Store) -> None:
        with ThreadPoolExecutor(8) as pool:
            numbers = list(pool.map(lambda _: store.ledger.write(Event(Action.SEARCH, "e", "p", "c")), range(40)))
        assert sorted(numbers) == list(range(1, 41))
        assert store.ledger.verify() is None

    @pytest.mark.parametrize("column", ["action", "actor", "purpose", "target", "time", "previous", "hash"])
    def test_a_changed_record_is_found(self, store: Store, column: str) -> None:
        for _ in range(4):
            store.ledger.write(Event(Action.SEARCH, "eva", "tillsyn", "D-1", target="d"))
        with store.database.write() as connection:
            changed = update(schema.ledger).where(schema.ledger.c.sequence == 2).values(**{column: "login"})
            connection.execute(changed)
        assert store.ledger.verify() == 2

    def test_a_removed_record_is_found(self, store: Store) -> None:
        for _ in range(4):
            store.ledger.write(Event(Action.SEARCH, "eva", "tillsyn", "D-1"))
        with store.database.write() as connection:
            connection.execute(delete(schema.ledger).where(schema.ledger.c.sequence == 3))
        assert store.ledger.verify() == 3

    # --- the database itself -----------------------------------------------------------------------------------------

    def test_half_a_transaction_leaves_nothing(self, store: Store) -> None:
        class Stop(Exception):
            pass

        def break_off() -> None:
            with store.database.write() as connection:
                connection.execute(schema.outbox.insert().values(document="d", owner="o", operation="put"))
                raise Stop

        with pytest.raises(Stop):
            break_off()
        with store.database.read() as connection:
            assert connection.execute(select(schema.outbox)).all() == []
