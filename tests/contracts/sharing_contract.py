"""What every register keeps of requests between owners and of what is handed out on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from models import swedish
from models.access import EVERYDAY, Role, Viewer
from models.disclosure import DisclosureRequest, Release, RequestState
from models.document import DocumentState
from models.errors import AccessDeniedError, InvalidRequestError
from models.identity import document_id
from models.job import JobKind
from models.redaction import Act, Place, Redaction
from models.redaction import Verdict as Masking
from models.sharing import Agreement, Mode
from models.source import Source
from models.store.store import Store
from models.trial import Answer, Decision, NamedDocument, Told, Verdict

OWNER, READER, OTHER = "Miljönämnden", "Polisen", "Socialnämnden"
SQUARE = Agreement(OWNER, READER, "Utredning av bidragsbrott", "lag 2025:170", Mode.REQUEST)
WHOLE = Decision(Verdict.WHOLE)
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


def _sent(
    store: Store, asked: DisclosureRequest, paper: str, decision: Decision, marked: Sequence[str]
) -> list[Release]:
    """What goes out by this decision, sent by itself."""
    (made,) = store.trials.add(MONA, asked.id, [paper])
    return store.trials.send(MONA, asked.id, [(store.trials.decide(MONA, made, decision), marked)])


def _given(
    store: Store, asked: DisclosureRequest, paper: str, marked: Sequence[str] = (), decision: Decision = WHOLE
) -> Release:
    (given,) = _sent(store, asked, paper, decision, marked)
    return given


class SharingContract:
    """Requests and releases."""

    def test_a_request_is_seen_by_who_asked_and_by_the_officers_of_both_sides(self, store: Store) -> None:
        asked = _asked(store)
        for viewer in (PAL, PER, MONA):
            assert store.requests.get(viewer, asked.id) == asked
            assert [each.id for each in store.requests.all(viewer)] == [asked.id]
            assert store.requests.waiting(viewer) == (viewer is MONA), "the owner's officer alone has it to decide"
        strangers = (
            SIV,
            Viewer("ines", frozenset({OWNER})),
            Viewer("pia", frozenset({READER})),
            replace(PAL, owners=frozenset()),
            replace(PAL, owners=frozenset({READER}), shared=frozenset({READER})),
        )
        for viewer in strangers:
            assert (store.requests.all(viewer), store.requests.waiting(viewer)) == ([], 0)
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
        assert store.requests.waiting(MONA) == 0
        with pytest.raises(InvalidRequestError):
            store.requests.decide(MONA, asked.id, RequestState.REFUSED, "ångrar mig")
        closed = store.requests.decide(MONA, asked.id, RequestState.CLOSED, "")
        assert (closed.state, closed.reason) == (RequestState.CLOSED, "prövat")

    def test_a_request_names_documents_and_looks_nothing_up(self, store: Store) -> None:
        named = (NamedDocument("MBN 2024-0112", "Inspektion", "2024-05-19"), NamedDocument(reference="0" * 32))
        asked = store.requests.make(PAL, SQUARE, "K-1", "x", named)
        store.requests.add(PAL, asked)
        for viewer in (PAL, PER, MONA):
            assert store.requests.get(viewer, asked.id).named == named
        for bad in ([NamedDocument()], [NamedDocument("x" * 201)], [NamedDocument("x")] * 41):
            with pytest.raises(InvalidRequestError):
                store.requests.make(PAL, SQUARE, "K-1", "x", bad)
        with store.database.read() as connection:
            assert "Inspektion" not in str(connection.exec_driver_sql("select * from requests").all())

    def test_documents_are_put_in_by_the_owners_officer_and_once(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        for viewer in (PAL, PER, SIV):
            with pytest.raises(AccessDeniedError):
                store.trials.add(viewer, asked.id, [paper])
            with pytest.raises(AccessDeniedError):
                store.trials.of(viewer, asked.id)
        for stranger in (_paper(store, READER), "0" * 32):
            with pytest.raises(AccessDeniedError):
                store.trials.add(MONA, asked.id, [paper, stranger])
        assert store.trials.of(MONA, asked.id) == [], "all of them, or none"
        (made,) = store.trials.add(MONA, asked.id, [paper, paper])
        assert store.trials.add(MONA, asked.id, [paper]) == [made]
        for viewer in (PAL, PER, SIV):
            with pytest.raises(AccessDeniedError):
                store.trials.get(viewer, made)
        for row in (1, -1):
            with pytest.raises(InvalidRequestError):
                store.trials.add(MONA, asked.id, [paper], row)
        with pytest.raises(InvalidRequestError):
            store.trials.add(MONA, asked.id, [])

    def test_a_draft_is_nobody_elses_until_it_is_sent(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        (made,) = store.trials.add(MONA, asked.id, [paper])
        refused = Decision(Verdict.REFUSED, (Answer("obvious", "Uppenbart?", "no"),), "OSL 26:1", "om barnet")
        draft = store.trials.decide(MONA, made, refused)
        assert (draft.decision, draft.by, draft.decided is not None, draft.sent) == (refused, "mona", True, None)
        assert store.trials.told(PAL, asked.id) == []
        assert store.requests.get(PAL, asked.id).state is RequestState.WAITING
        assert store.trials.decide(MONA, made, Decision(Verdict.OPEN)).decided is None
        with pytest.raises(InvalidRequestError):  # as it was read before it was taken back
            store.trials.send(MONA, asked.id, [(draft, [])])
        again = store.trials.decide(MONA, made, refused)
        for viewer in (PAL, PER, SIV):
            with pytest.raises(AccessDeniedError):
                store.trials.send(viewer, asked.id, [(again, [])])
        assert store.trials.send(MONA, asked.id, [(again, [])]) == []
        assert store.trials.told(PAL, asked.id) == [Told(0, Verdict.REFUSED, "OSL 26:1")]
        for change in (lambda: store.trials.decide(MONA, made, refused), lambda: store.trials.remove(MONA, made)):
            with pytest.raises(InvalidRequestError):
                change()
        with store.database.read() as connection:
            assert "barnet" not in str(connection.exec_driver_sql("select * from trials").all())

    def test_taken_out_again_it_never_was_there(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        (made,) = store.trials.add(MONA, asked.id, [paper])
        store.trials.remove(MONA, made)
        assert store.trials.of(MONA, asked.id) == []
        with pytest.raises(AccessDeniedError):
            store.trials.get(MONA, made)

    def test_who_asked_cannot_tell_what_is_refused_from_what_is_not_there(self, store: Store) -> None:
        named = (NamedDocument("A"), NamedDocument("B"), NamedDocument("C"))
        asked = store.requests.make(PAL, SQUARE, "K-1", "x", named)
        store.requests.add(PAL, asked)
        papers = [_paper(store, OWNER, content) for content in (b"a", b"b", b"c")]
        there = store.trials.add(MONA, asked.id, papers[:1], 1)
        absent = store.trials.add(MONA, asked.id, [], 2)
        assert store.trials.add(MONA, asked.id, [], 2) == absent
        beside = store.trials.add(MONA, asked.id, papers[1:])
        refused = Decision(Verdict.REFUSED, (), "OSL 26:1")
        drafts = [store.trials.decide(MONA, each, refused) for each in (*there, *absent, *beside)]
        store.trials.send(MONA, asked.id, [(each, []) for each in drafts])
        assert store.trials.told(PAL, asked.id) == [
            *(Told(1, Verdict.REFUSED, "OSL 26:1"), Told(2, Verdict.REFUSED, "OSL 26:1")),
            Told(0, Verdict.REFUSED, "OSL 26:1"),
        ], "of the two beside one provision, and no number"

    def test_what_is_handed_out_is_recorded_with_its_job_once(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        given = _given(store, asked, paper, ["OSL 30:20"])
        assert store.requests.get(PAL, asked.id).state is RequestState.GRANTED
        job = store.jobs.take("prov")
        assert job is not None
        assert (job.kind, job.owner, job.arguments) == (JobKind.RELEASE, READER, {"release": given.id})
        assert store.jobs.take("prov") is None
        assert given.copy == document_id(READER, asked.source, given.sha256)
        assert store.releases.again(MONA, asked.id, [given.id]) == 1
        store.releases.finish(given.id)
        assert store.releases.again(MONA, asked.id, [given.id]) == 0
        for viewer in (PAL, PER, SIV):
            with pytest.raises(AccessDeniedError):
                store.releases.again(viewer, asked.id, [given.id])
        (kept,) = store.releases.of(MONA, asked.id)
        assert (kept.id, kept.marked, kept.masked, kept.done is not None) == (given.id, ("OSL 30:20",), None, True)
        for viewer in (PAL, PER, MONA):
            assert store.releases.of(viewer, asked.id) == [kept]
        with pytest.raises(AccessDeniedError):
            store.releases.of(SIV, asked.id)

    def test_nothing_is_tried_when_the_request_is_closed(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        (made,) = store.trials.add(MONA, asked.id, [paper])
        draft = store.trials.decide(MONA, made, WHOLE)
        store.requests.decide(MONA, asked.id, RequestState.REFUSED, "räcker inte")
        for act in (
            lambda: store.trials.add(MONA, asked.id, [paper]),
            lambda: store.trials.decide(MONA, made, Decision(Verdict.OPEN)),
            lambda: store.trials.send(MONA, asked.id, [(draft, [])]),
        ):
            with pytest.raises(InvalidRequestError):
                act()
        assert store.releases.of(PAL, asked.id) == []

    def test_what_is_masked_gets_its_bytes_once(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        masks = (Act(Masking.MASK, (Place(1),), "OSL 26:1"), Act(Masking.MASK, (Place(2, (3, 9)),), "OSL 21:1"))
        redaction = Redaction("1" * 32, OWNER, paper, "mona", swedish.now(), "tryck", acts=masks)
        decision = Decision(Verdict.MASKED, redaction=redaction)
        given = _given(store, asked, paper, decision=decision)
        assert (given.copy, given.sha256, given.masked) == ("", "", ("OSL 21:1", "OSL 26:1"))
        assert "a.txt" not in given.name, "a file's name may say what is masked"
        assert store.trials.decision(given.trial).decision == decision
        first = store.releases.made(given.id, "a" * 64).release
        assert first.copy == document_id(READER, asked.source, "a" * 64)
        assert store.releases.made(given.id, "b" * 64).release == first

    def test_the_register_tells_each_officer_of_their_own_side(self, store: Store) -> None:
        asked, papers = _asked(store), [_paper(store, OWNER, content) for content in (b"a", b"b")]
        given = _given(store, asked, papers[0])
        assert _sent(store, asked, papers[1], Decision(Verdict.REFUSED, (), "OSL 26:1"), []) == []
        told = [(each.direction.value, each.outcome, each.document) for each in store.release_register.all(MONA)]
        assert sorted(told) == [("given", "refused", papers[1]), ("given", "whole", papers[0])]
        (received,) = store.release_register.all(PER)
        assert (received.direction.value, received.document, received.by) == ("received", given.copy, "")
        for viewer in (PAL, SIV, Viewer("ines", frozenset({OWNER}))):
            assert store.release_register.all(viewer) == []

    def test_each_side_is_told_of_its_own_document(self, store: Store) -> None:
        asked, paper = _asked(store), _paper(store, OWNER)
        given = _given(store, asked, paper)
        told = {
            (viewer.name, id): len(store.releases.about(viewer, id))
            for viewer in (PAL, PER, MONA, SIV, Viewer("ines", frozenset({OWNER})))
            for id in (paper, given.copy)
        }
        assert {each for each, count in told.items() if count} == {
            *(("pal", given.copy), ("per", given.copy), ("mona", paper))
        }
