"""Why something was marked or taken out of search, told to those who may read what it may say. To inherit, with a
``store``."""

from __future__ import annotations

from typing import Final

from models.access import Viewer
from models.marking import MarkingScope
from models.store.store import Store
from models.withdrawal import Scope
from tests.contracts.writing import ANNA, BO, CEM, OFFICER, Written, mark, protect, put

_GROUND: Final = "OSL 30:1"


def told(store: Store, viewer: Viewer, id: str) -> set[str]:
    """Every reason that the viewer is told, in the lists and of the document."""
    gone = store.withdrawals.of(viewer, id)
    given = [*store.withdrawals.all(viewer), *([gone] if gone else [])]
    marked = [*store.markings.all(viewer, standing=False), *(each.marking for each in store.markings.of(viewer, id))]
    reasons = {each.reason for each in given} | {each.reason for each in marked}
    return reasons | {each.lowered_reason for each in marked}


class ReasonsContract(Written):
    def test_a_reason_of_a_whole_document_is_told_to_those_who_read_all_of_it(self, store: Store) -> None:
        id = put(store, "a.txt")
        mark(store, id, page=2)
        on = (OFFICER, MarkingScope.DOCUMENT, id)
        for lowered in (True, False):
            marking, _ = store.markings.set(*on, group="krog", ground=_GROUND, reason="sidan 2 säger mest")
            if lowered:
                store.markings.lower(OFFICER, marking.id, "sidan 2 är prövad")
        taken, _ = store.withdrawals.take(OFFICER, Scope.DOCUMENT, id, "sidan 2 är fel")
        every = {"", "sidan 2 säger mest", "sidan 2 är prövad", "sidan 2 är fel"}
        assert [told(store, viewer, id) for viewer in (ANNA, OFFICER, BO)] == [every, every, {""}]
        assert [each.target for each in store.withdrawals.all(BO)] == [id]
        assert store.withdrawals.undo(BO, taken.id)[0].reason == ""

    def test_so_is_that_of_what_a_document_was_taken_out_with(self, store: Store) -> None:
        mail = put(store, "m.eml")
        source = store.sources.get("tillsyn")
        inside = store.arrivals.arrive(source, "b" * 64, 3, path="b.txt", name="b.txt", parent=mail).document
        mark(store, mail, page=2)
        store.withdrawals.take(OFFICER, Scope.DOCUMENT, mail, "sidan 2 är fel")
        found = [store.withdrawals.of(viewer, inside) for viewer in (ANNA, BO)]
        assert [each and each.reason for each in found] == ["sidan 2 är fel", ""]

    def test_why_a_source_is_kept_is_told_to_its_group(self, store: Store) -> None:
        on = (OFFICER, MarkingScope.SOURCE, "tillsyn")
        marking, _ = store.markings.set(*on, group="barn", ground=_GROUND, reason="om barnet")
        reasons = [[each.reason for each in store.markings.all(viewer)] for viewer in (ANNA, OFFICER, BO)]
        assert reasons == [["om barnet"], ["om barnet"], [""]]
        store.markings.lower(OFFICER, marking.id, "prövad")
        (open_now,) = store.markings.all(BO, standing=False)
        assert (open_now.reason, open_now.lowered_reason) == ("om barnet", "prövad")

    def test_people_with_protected_identity_are_covered_in_every_reason(self, store: Store) -> None:
        id, naming, run = put(store, "a.txt", ("Ingen nämns.",)), put(store, "b.txt"), store.runs.begin("tillsyn")
        protect(store)
        for scope, target in ((Scope.RUN, run), (Scope.SOURCE, "tillsyn"), (Scope.DOCUMENT, id)):
            taken, _ = store.withdrawals.take(OFFICER, scope, target, f"{scope.value}: akten om Bo Ek")
            store.withdrawals.undo(OFFICER, taken.id)
        marking, _ = store.markings.set(
            OFFICER, MarkingScope.DOCUMENT, id, group="krog", ground=_GROUND, reason="Bo Ek ringde"
        )
        store.markings.lower(OFFICER, marking.id, "Bo Ek är flyttad")
        store.markings.set(
            OFFICER, MarkingScope.PAGE, naming, page=1, group="krog", ground=_GROUND, reason="skrivet av Ek"
        )
        plain = {"run: akten om Bo Ek", "source: akten om Bo Ek", "document: akten om Bo Ek", "Bo Ek ringde"}
        plain |= {"Bo Ek är flyttad"}
        blind = {each.replace("Bo Ek", "█████") for each in plain}
        assert told(store, OFFICER, id) == {*plain, "skrivet av Ek", ""}
        assert told(store, CEM, id) == blind
        assert told(store, BO, id) == {*blind, "skrivet av ██", ""}, "whom the page's document names whole"
