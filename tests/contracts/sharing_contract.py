"""What every register keeps of requests between owners and of what is handed out on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.access import EVERYDAY, Role, Viewer
from models.disclosure import DisclosureRequest, RequestState
from models.document import DocumentState
from models.errors import AccessDeniedError, InvalidRequestError
from models.identity import document_id
from models.job import JobKind
from models.sharing import Agreement, Mode
from models.source import Source
from models.store.store import Store

OWNER, READER, OTHER = "Miljönämnden", "Polisen", "Socialnämnden"
SQUARE = Agreement(OWNER, READER, "Utredning av bidragsbrott", "lag 2025:170", Mode.REQUEST)
PAL = Viewer("pal", frozenset({READER}))


def officer(name: str, owner: str) -> Viewer:
    return Viewer(name, frozenset({owner}), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset({owner}))


MONA, PER, SIV = officer("mona", OWNER), officer("per", READER), officer("siv", OTHER)


def _asked(store: Store, words: str = "allt om tillsyn") -> DisclosureRequest:
    new = store.requests.make(PAL, SQUARE, "K-1", words)
    store.requests.add(PAL, new)
    return new


def _paper(store: Store, owner: str, content: bytes = b"papper") -> str:
    source = Source(f"källa {owner}", owner)
    store.sources.add(source)
    arrival = store.arrivals.arrive(source, store.vault.put(content), len(content), path="/in/a.txt", name="a.txt")
    store.registration.claim(arrival.document, "prov")
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    return arrival.document


class SharingContract:
    """Requests and releases."""

    def test_a_request_is_seen_by_who_asked_and_by_the_officers_of_both_sides(self, store: Store) -> None:
        asked = _asked(store)
        for viewer in (PAL, PER, MONA):
            assert store.requests.get(viewer, asked.id) == asked
            assert [each.id for each in store.requests.all(viewer)] == [asked.id]
        strangers = (
            SIV,
            Viewer("ines", frozenset({OWNER})),
            Viewer("pia", frozenset({READER})),
            replace(PAL, owners=frozenset()),
            replace(PAL, owners=frozenset({READER}), shared=frozenset({READER})),
        )
        for viewer in strangers:
            assert store.requests.all(viewer) == []
            with pytest.raises(AccessDeniedError):
                store.requests.get(viewer, asked.id)

    def test_nobody_asks_in_anothers_name(self, store: Store) -> None:
        for viewer in (MONA, SIV, replace(PAL, shared=frozenset({READER}))):
            with pytest.raises(AccessDeniedError):
                store.requests.make(viewer, SQUARE, "K-1", "x")
            with pytest.raises(AccessDeniedError):
                store.requests.add(viewer, store.requests.make(PAL, SQUARE, "K-1", "x"))

    def test_the_owners_officer_decides_once(self, store: Store) -> None:
        asked = _asked(store)
        for viewer in (PAL, PER, SIV):
            with pytest.raises(AccessDeniedError):
                store.requests.decide(viewer, asked.id, RequestState.GRANTED, "")
        with pytest.raises(InvalidRequestError):
            store.requests.decide(MONA, asked.id, RequestState.REFUSED, "  ")
        with pytest.raises(InvalidRequestError):
            store.requests.decide(MONA, asked.id, RequestState.CLOSED, "")
        granted = store.requests.decide(MONA, asked.id, RequestState.GRANTED, "prövat")
        assert (granted.state, granted.reason, granted.decided_by) == (RequestState.GRANTED, "prövat", "mona")
        with pytest.raises(InvalidRequestError):
            store.requests.decide(MONA, asked.id, RequestState.REFUSED, "ångrar mig")
        closed = store.requests.decide(MONA, asked.id, RequestState.CLOSED, "")
        assert (closed.state, closed.reason) == (RequestState.CLOSED, "prövat")

    def test_what_is_handed_out_is_recorded_with_its_job_once(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        with pytest.raises(InvalidRequestError):
            store.releases.add(MONA, asked.id, paper, [])
        store.requests.decide(MONA, asked.id, RequestState.GRANTED, "")
        for viewer in (PAL, PER, SIV):
            with pytest.raises(AccessDeniedError):
                store.releases.add(viewer, asked.id, paper, [])
        for stranger in (_paper(store, READER), "0" * 32):
            with pytest.raises(AccessDeniedError):
                store.releases.add(MONA, asked.id, stranger, [])
        given = store.releases.add(MONA, asked.id, paper, ["OSL 30:20"])
        job = store.jobs.take("prov")
        assert job is not None
        assert (job.kind, job.owner, job.arguments) == (JobKind.RELEASE, READER, {"release": given.id})
        assert store.jobs.take("prov") is None
        assert given.copy == document_id(READER, asked.source, given.sha256)
        store.releases.finish(given.id)
        again = store.releases.add(MONA, asked.id, paper, [])
        assert (again.id, again.marked, again.done is not None) == (given.id, ("OSL 30:20",), True)
        assert store.jobs.take("prov") is None
        for viewer in (PAL, PER, MONA):
            assert store.releases.of(viewer, asked.id) == [again]
        with pytest.raises(AccessDeniedError):
            store.releases.of(SIV, asked.id)

    def test_each_side_is_told_of_its_own_document(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        store.requests.decide(MONA, asked.id, RequestState.GRANTED, "")
        given = store.releases.add(MONA, asked.id, paper, [])
        told = {
            (viewer.name, id): len(store.releases.about(viewer, id))
            for viewer in (PAL, PER, MONA, SIV, Viewer("ines", frozenset({OWNER})))
            for id in (paper, given.copy)
        }
        assert {each for each, count in told.items() if count} == {
            *(("pal", given.copy), ("per", given.copy), ("mona", paper))
        }
