"""What people wrote of their own decisions, and named documents by, when what it was about is erased. To inherit, with
a ``store``."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from models.access import EVERYDAY, Role, Viewer
from models.audit import Action, Event
from models.disclosure import DisclosureRequest, RequestState
from models.erasure import Ground, GroundKind
from models.errors import AccessDeniedError
from models.hold import HoldScope
from models.job import JobKind, JobState
from models.marking import MarkingScope
from models.sharing import Agreement, Mode
from models.source import Source
from models.store.schema import jobs, trials
from models.store.store import Store
from models.trial import Decision, NamedDocument, Verdict
from models.withdrawal import Scope
from tests.contracts.erasures_contract import OFFICER, OWNER, WHY, carried_out, named
from tests.contracts.registered import Registered, put
from tests.contracts.retention_contract import FIVE

READER = "Polisen"
PAL = Viewer("pal", frozenset({READER}))
PER = Viewer("per", frozenset({READER}), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset({READER}))
SQUARE = Agreement(OWNER, READER, "Utredning av bidragsbrott", "lag 2025:170", Mode.REQUEST)
FIRST = NamedDocument("MBN 2024-0112", "Hemligt brev 7", "2024-05-19")
OTHER = NamedDocument(title="Ett annat")


class LeftWordsContract(Registered):
    @pytest.fixture
    def mine(self, store: Store) -> str:
        """A document that alone names a company."""
        id = put(store, "tillsyn", b"ett", name="hemligt brev 7.eml")
        named(store, id, "Kvaxindel AB")
        return id

    @pytest.fixture
    def asked(self, store: Store) -> DisclosureRequest:
        new = store.requests.make(PAL, SQUARE, "K-1", "allt om tillsyn", [FIRST, OTHER])
        store.requests.add(PAL, new)
        return new

    def test_a_named_document_that_was_answered_is_named_no_more(
        self, store: Store, mine: str, asked: DisclosureRequest
    ) -> None:
        (made,) = store.trials.add(OFFICER, asked.id, [mine], 1)
        draft = store.trials.decide(OFFICER, made, Decision(Verdict.REFUSED, ground="OSL 26:1", reason="om barnet"))
        store.trials.send(OFFICER, asked.id, [(draft, ())])
        erase(store, mine)
        for viewer in (PAL, PER, OFFICER):
            assert store.requests.get(viewer, asked.id).named == (NamedDocument(), OTHER)
            assert [each.named for each in store.requests.all(viewer)] == [(NamedDocument(), OTHER)]
        assert [(each.row, each.verdict) for each in store.trials.told(PAL, asked.id)] == [(1, Verdict.REFUSED)]

    @pytest.mark.parametrize("tried", [True, False])
    def test_of_what_was_not_answered_the_asker_learns_nothing(
        self, store: Store, mine: str, asked: DisclosureRequest, tried: bool
    ) -> None:
        if tried:
            (made,) = store.trials.add(OFFICER, asked.id, [mine], 1)
            store.trials.decide(OFFICER, made, Decision(Verdict.WHOLE, reason="om barnet"))
            store.requests.decide(OFFICER, asked.id, RequestState.REFUSED, "inget prövas")  # else it hinders
        before = [store.requests.get(viewer, asked.id) for viewer in (PAL, PER)]
        erase(store, mine)
        assert [store.requests.get(viewer, asked.id) for viewer in (PAL, PER)] == before
        assert store.requests.get(OFFICER, asked.id).named == ((NamedDocument() if tried else FIRST), OTHER)
        with store.database.read() as connection:
            assert connection.execute(select(trials)).all() == []

    def test_a_row_that_says_what_only_it_was_called_is_hidden_from_the_owners_side(
        self, store: Store, mine: str
    ) -> None:
        rows = (NamedDocument(title="Brevet om Kvaxindel AB"), NamedDocument(reference=mine), OTHER)
        asked = store.requests.make(PAL, SQUARE, "K-1", "allt om tillsyn", rows)
        store.requests.add(PAL, asked)
        erase(store, mine)
        assert store.requests.get(PAL, asked.id) == asked
        assert store.requests.get(OFFICER, asked.id).named == (NamedDocument(), NamedDocument(), OTHER)

    def test_reasons_that_name_what_is_gone_go_and_others_stand(self, store: Store, mine: str) -> None:
        store.sources.add(Source("arkiv", OWNER))
        said, other = "tvist om Kvaxindel AB", "tvist om Åkes Krog"
        held = [store.holds.place(OFFICER, OWNER, HoldScope.SOURCE, "arkiv", "RB 38:2", why) for why in (said, other)]
        rules = [store.retention.add(OFFICER, OWNER, FIVE) for _ in range(2)]
        for rule, why in zip(rules, (said, other), strict=True):
            store.retention.end(OFFICER, rule.id, why)
        asked = [store.requests.make(PAL, SQUARE, "K-1", "allt om Kvaxindel AB") for _ in range(2)]
        for request, why in zip(asked, (said, other), strict=True):
            store.requests.add(PAL, request)
            store.requests.decide(OFFICER, request.id, RequestState.REFUSED, why)
        put(store, "tillsyn", b"annat", name="b.txt")  # it names Åkes Krog
        order = erase(store, mine, Ground(GroundKind.PERSON, "art. 17.1 d", reason="G-1: Kvaxindel AB har bett om det"))
        assert store.erasures.get(OFFICER, order).ground.reason == ""
        assert [store.holds.get(OFFICER, hold.id).placed.reason for hold in held] == ["", other]
        assert [store.retention.get(OFFICER, rule.id).reason for rule in rules] == ["", other]
        assert store.retention.get(OFFICER, rules[0].id).ended is not None
        told = [store.requests.get(OFFICER, request.id) for request in asked]
        assert [each.reason for each in told] == ["", other]
        assert {each.words for each in told} == {"allt om Kvaxindel AB"}, "what the asker wrote is the asker's"

    def test_reasons_of_markings_and_withdrawals_of_something_else_go_too(self, store: Store, mine: str) -> None:
        said, stands = "fel: allt om Kvaxindel AB", "fel: allt om Åkes Krog"
        other, run = put(store, "tillsyn", b"annat", name="b.txt"), store.runs.begin("tillsyn")
        for scope, target in ((MarkingScope.SOURCE, "tillsyn"), (MarkingScope.DOCUMENT, other)):
            for why in (said, stands):
                marked, _ = store.markings.set(OFFICER, scope, target, group="barn", ground="OSL 26:1", reason=why)
                store.markings.lower(OFFICER, marked.id, why)
        for of, target in ((Scope.RUN, run), (Scope.SOURCE, "tillsyn"), (Scope.DOCUMENT, other)):
            for why in (said, stands):
                taken, _ = store.withdrawals.take(OFFICER, of, target, why)
                store.withdrawals.undo(OFFICER, taken.id)
        store.markings.set(PER, MarkingScope.SOURCE, "pm", group="barn", ground="OSL 18:1", reason=said)
        erase(store, mine)
        reasons = [(each.reason, each.lowered_reason) for each in store.markings.all(OFFICER, standing=False)]
        assert sorted(reasons) == [("", "")] * 2 + [(stands, stands)] * 2
        assert sorted(each.reason for each in store.withdrawals.all(OFFICER)) == [""] * 3 + [stands] * 3
        assert [each.reason for each in store.markings.all(PER)] == [said], "another owner's"

    def test_what_those_keep_who_had_to_do_with_the_owner_goes_and_nobody_elses(self, store: Store, mine: str) -> None:
        """Whoever keeps a search for what they guess is here would learn of it when the search is gone."""
        store.users.add("ines", "Ines", "ett långt lösenord", [OWNER])
        store.users.add("pal", "Pål", "ett långt lösenord", [READER])
        store.users.add("moa", "Moa", "ett långt lösenord", [READER])  # had a grant once
        store.ledger.write(Event(Action.SEARCH, "moa (via lokal operatör)", "prov", "", "", (OWNER, READER), {}))
        store.ledger.write(Event(Action.SEARCH, "pal", "prov", "", "", (READER,), {}))
        asked = {"query": "Kvaxindel AB"}
        kept = {}
        for name in ("ines", "pal", "moa"):
            viewer = Viewer(name, frozenset({READER}))
            job = store.jobs.add(
                JobKind.EXPORT, READER, name, {"state": "x", "owners": READER, "why": "om Kvaxindel AB"}
            )
            kept[name] = (viewer, store.saved.add(viewer, "Kvaxindel AB", asked), store.states.save(name, asked), job)
        with store.database.write() as connection:
            connection.execute(update(jobs).values(state=JobState.DONE.value))
        erase(store, mine)
        viewer, saved, state, job = kept["pal"]
        assert [each.id for each in store.saved.all(viewer)] == [saved.id]
        assert store.states.load("pal", state) == asked
        assert [each.id for each in store.jobs.list(viewer)] == [job]
        for name in ("ines", "moa"):
            viewer, _, state, _ = kept[name]
            assert (store.saved.all(viewer), store.jobs.list(viewer)) == ([], [])
            with pytest.raises(AccessDeniedError):
                store.states.load(name, state)

    def test_another_owners_words_are_let_be(self, store: Store, mine: str) -> None:
        hold = store.holds.place(PER, READER, HoldScope.SOURCE, "pm", "RB 38:2", "tvist om Kvaxindel AB")
        erase(store, mine)
        assert store.holds.get(PER, hold.id).placed.reason == "tvist om Kvaxindel AB"


def erase(store: Store, document: str, ground: Ground | None = None) -> str:
    ground = ground or Ground(GroundKind.PERSON, "art. 17.1 d", reason="G-1")
    order = store.erasures.order(OFFICER, WHY, [document], ground)
    carried_out(store, order)
    return order
