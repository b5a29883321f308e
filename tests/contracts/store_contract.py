"""What register and ledger promise, whichever database they stand on. Inherit, and give the ``store`` fixture."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from models.access import Viewer
from models.document import DocumentState, Page, PageMethod, Reading, Word
from models.errors import AccessDeniedError, SourceConflictError, UnknownSourceError
from models.source import Source
from models.store import schema
from models.store.claims import worker_name
from models.store.registration import Claim
from models.store.store import Store
from tests.conftest import viewer_of
from tests.contracts.inside_contract import InsideContract
from tests.contracts.ledger_contract import LedgerContract, SessionsContract, TransactionContract
from tests.contracts.registered import KIND, TEXT, put
from tests.contracts.superseded_contract import SupersededContract
from tests.contracts.work_contract import WorkContract


class StoreContract(
    InsideContract, SupersededContract, WorkContract, LedgerContract, SessionsContract, TransactionContract
):
    """Each test gets an empty ``store`` with the sources ``tillsyn`` (Nämnden) and ``pm`` (Polisen)."""

    # --- sources ------------------------------------------------------------------------------------------------------

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

    # --- documents ----------------------------------------------------------------------------------------------------

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

    # --- claims -------------------------------------------------------------------------------------------------------

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
