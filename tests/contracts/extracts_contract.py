"""Register extracts: the owner's officer's alone, sealed, decided and undone, gone when they are emptied."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from models.access import Purpose, Role, Viewer
from models.errors import AccessDeniedError, ProvisionError
from models.extract import (
    Asked,
    Extract,
    ExtractLaw,
    ExtractState,
    Find,
    FindKind,
    Piece,
    RightsDecision,
    RightsKind,
    Sureness,
    Verdict,
)
from models.job import JobKind
from models.secrecy_errors import InvalidExtractError
from models.store.schema_extracts import extract_finds, extracts, rights_requests
from models.store.store import Store
from tests.contracts.writing import ANNA, BO, BORROWER, CEM, OFFICER, OWNER, PAL, Written

WHY = Purpose("registerutdrag", "R-1")
ADMINISTRATOR = Viewer("admin", frozenset(), roles=frozenset({Role.ADMINISTRATOR}))
OTHER_OFFICER = Viewer("polischef", frozenset({"Polisen"}), officer_of=frozenset({"Polisen"}))
LENT_OFFICER = replace(OTHER_OFFICER, owners=frozenset({OWNER, "Polisen"}), shared=frozenset({OWNER}))
OTHER = replace(OFFICER, name="andra")
OTHERS = (ANNA, BO, CEM, PAL, BORROWER, ADMINISTRATOR, OTHER_OFFICER, LENT_OFFICER)
ASKED = Asked(("Vilma",), ("Hemligsson",), ("198503122391",))
FINDS = [
    Find(id, "d" * 32, 1, 0, FindKind.TEXT, Sureness.CERTAIN, (Piece("Vilma Hemligsson", id, "[namn]"),),
         ("name",), name="a.txt", source="tillsyn")
    for id in ("0" * 32, "1" * 32, "2" * 32)
]  # fmt: skip


def begun(store: Store) -> Extract:
    new = store.extracts.make(OFFICER, OWNER, "R-1", ExtractLaw.REGULATION, ASKED, "tillsyn av krogar")
    store.extracts.add(OFFICER, new)
    return new


def gathered(store: Store) -> Extract:
    new = begun(store)
    store.extracts.put(OFFICER, new.id, FINDS)
    return store.extracts.get(OFFICER, new.id)


class ExtractsContract(Written):
    def test_an_extract_is_the_owners_officers_alone(self, store: Store) -> None:
        made = gathered(store)
        right = store.rights_requests.add(OFFICER, made.id, RightsKind.ERASE, "allt")
        assert store.extracts.all(OFFICER) == [made]
        for viewer in OTHERS:
            assert store.extracts.all(viewer) == []
            assert store.rights_requests.of(viewer, made.id) == []
            for refused in (
                lambda viewer=viewer: store.extracts.get(viewer, made.id),
                lambda viewer=viewer: store.extracts.finds(viewer, made.id),
                lambda viewer=viewer: store.extracts.decide(viewer, made.id, ["0" * 32], Verdict.ACCEPTED),
                lambda viewer=viewer: store.extracts.undo(viewer, made.id),
                lambda viewer=viewer: store.extracts.close(viewer, made.id),
                lambda viewer=viewer: store.extracts.forget(viewer, made.id),
                lambda viewer=viewer: store.extracts.again(viewer, made.id),
                lambda viewer=viewer: store.extracts.put(viewer, made.id, []),
                lambda viewer=viewer: store.extracts.make(viewer, OWNER, "R", ExtractLaw.REGULATION, ASKED, "x"),
                lambda viewer=viewer: store.extract_ground.batches(viewer, OWNER),
                lambda viewer=viewer: store.extract_ground.entities(viewer, OWNER),
                lambda viewer=viewer: store.extract_ground.lost_files(viewer, OWNER),
                lambda viewer=viewer: store.extract_ground.handed_out(viewer, OWNER, []),
                lambda viewer=viewer: store.extract_ground.is_protected(viewer, OWNER, "Bo Ek"),
                lambda viewer=viewer: list(store.extract_written.all(viewer, OWNER)),
                lambda viewer=viewer: store.rights_requests.add(viewer, made.id, RightsKind.ERASE, "allt"),
                lambda viewer=viewer: store.rights_requests.get(viewer, right.id),
                lambda viewer=viewer: store.rights_requests.decide(viewer, right.id, RightsDecision.REFUSED, "nej"),
            ):
                with pytest.raises(AccessDeniedError):
                    refused()

    def test_what_it_holds_of_anybody_lies_sealed(self, store: Store) -> None:
        made = gathered(store)
        store.rights_requests.add(OFFICER, made.id, RightsKind.RECTIFY, "Hemligsson stavas fel")
        with store.database.read() as connection:
            tables = (extracts, extract_finds, rights_requests)
            rows = [str(row) for table in tables for row in connection.execute(select(table))]
        secrets = ("Hemligsson", "Vilma", "3122391", "a.txt", "krogar")
        assert not any(secret in row for row in rows for secret in secrets)

    def test_it_comes_back_as_it_was(self, store: Store) -> None:
        made = gathered(store)
        assert made.asked == ASKED
        assert made.state is ExtractState.OPEN
        assert store.extracts.finds(OFFICER, made.id) == FINDS

    def test_nobody_is_looked_for_by_half_a_name(self, store: Store) -> None:
        for asked in (Asked(("Vilma",)), Asked((), ("Hemligsson",)), Asked(numbers=("123",)), Asked()):
            with pytest.raises(InvalidExtractError):
                store.extracts.make(OFFICER, OWNER, "R-1", ExtractLaw.REGULATION, asked, "tillsyn")
        for reference, why in (("", "tillsyn"), ("R-1", " "), ("om Vilma Hemligsson", "tillsyn"), ("850312-2391", "x")):
            with pytest.raises(InvalidExtractError):
                store.extracts.make(OFFICER, OWNER, reference, ExtractLaw.REGULATION, ASKED, why)

    def test_a_decision_stands_until_it_is_taken_back(self, store: Store) -> None:
        made = gathered(store)
        first, second, third = (find.id for find in FINDS)
        assert store.extracts.decide(OFFICER, made.id, [first], Verdict.ACCEPTED) == 1
        assert store.extracts.decide(OFFICER, made.id, [second, third], Verdict.WITHHELD, "osl 21 kap. 1 §") == 2
        assert [find.provision for find in store.extracts.finds(OFFICER, made.id)] == ["", "OSL 21:1", "OSL 21:1"]
        assert store.extracts.undo(OFFICER, made.id) == 2
        verdicts = [find.verdict for find in store.extracts.finds(OFFICER, made.id)]
        assert verdicts == [Verdict.ACCEPTED, Verdict.OPEN, Verdict.OPEN]
        with pytest.raises(ProvisionError):
            store.extracts.decide(OFFICER, made.id, [second], Verdict.WITHHELD, "hemligt")

    def test_of_two_officers_the_second_is_told_what_the_first_decided(self, store: Store) -> None:
        made = gathered(store)
        first = FINDS[0].id
        seen = [find.seen_as for find in store.extracts.finds(OFFICER, made.id)]
        assert store.extracts.decide(OTHER, made.id, [first], Verdict.WITHHELD, "OSL 21:1", seen=seen) == 1
        for finds in ([first], [find.id for find in FINDS]):
            with pytest.raises(InvalidExtractError):
                store.extracts.decide(OFFICER, made.id, finds, Verdict.ACCEPTED, seen=seen)
        known = store.extracts.finds(OFFICER, made.id)
        assert [(find.verdict, find.decided_by) for find in known] == [
            *((Verdict.WITHHELD, OTHER.name), (Verdict.OPEN, ""), (Verdict.OPEN, ""))
        ]
        now = [find.seen_as for find in known]
        assert store.extracts.decide(OFFICER, made.id, [first], Verdict.ACCEPTED, seen=now) == 1

    def test_what_is_decided_stands_when_it_is_gathered_again(self, store: Store) -> None:
        made = gathered(store)
        store.extracts.decide(OFFICER, made.id, [FINDS[0].id], Verdict.REJECTED)
        store.extracts.put(OFFICER, made.id, FINDS[:1])
        assert len(store.extracts.finds(OFFICER, made.id)) == 3  # nothing was asked for
        store.extracts.again(OFFICER, made.id, WHY)
        job = store.jobs.take("prov")
        assert job is not None
        assert (job.kind, job.arguments["extract"]) == (JobKind.EXTRACT, made.id)
        with pytest.raises(InvalidExtractError):
            store.extracts.decide(OFFICER, made.id, [FINDS[0].id], Verdict.ACCEPTED)
        store.extracts.put(OFFICER, made.id, FINDS[:2])
        assert [find.verdict for find in store.extracts.finds(OFFICER, made.id)] == [Verdict.REJECTED, Verdict.OPEN]

    def test_it_is_closed_when_all_is_decided_and_then_emptied(self, store: Store) -> None:
        made = gathered(store)
        for refused in (store.extracts.close, store.extracts.forget):
            with pytest.raises(InvalidExtractError):
                refused(OFFICER, made.id)
        store.extracts.decide(OFFICER, made.id, [find.id for find in FINDS], Verdict.ACCEPTED)
        store.extracts.close(OFFICER, made.id)
        with pytest.raises(InvalidExtractError):
            store.extracts.decide(OFFICER, made.id, [FINDS[0].id], Verdict.REJECTED)
        store.extracts.forget(OFFICER, made.id)
        left = store.extracts.get(OFFICER, made.id)
        assert left.forgotten is not None
        assert (left.asked, left.processing) == (Asked(), "")
        assert store.extracts.finds(OFFICER, made.id) == []
        with pytest.raises(InvalidExtractError):
            store.rights_requests.add(OFFICER, made.id, RightsKind.ERASE, "allt")

    def test_what_else_was_asked_is_recorded_with_its_decision(self, store: Store) -> None:
        made = gathered(store)
        new = store.rights_requests.add(OFFICER, made.id, RightsKind.RECTIFY, "Adressen är gammal")
        assert store.rights_requests.of(OFFICER, made.id) == [new]
        with pytest.raises(InvalidExtractError):
            store.rights_requests.decide(OFFICER, new.id, RightsDecision.REFUSED, " ")
        store.rights_requests.decide(OFFICER, new.id, RightsDecision.PARTLY, "Adressen var rätt då")
        (known,) = store.rights_requests.of(OFFICER, made.id)
        assert (known.decision, known.reason, known.words) == (RightsDecision.PARTLY, "Adressen var rätt då", new.words)
