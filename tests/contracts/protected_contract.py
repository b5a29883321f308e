"""What every register keeps of people with protected identity: who sets, what is covered, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models.access import EVERYDAY, Role, Viewer
from models.errors import AccessDeniedError, ProtectedPersonError
from models.mention import Label
from models.protected import PROTECTED, Identity, ProtectedPerson
from models.store.schema import protected_keys, protected_spans
from models.store.store import Store
from search.reviewing import protected_targets
from tests.web import archive
from tests.web.archive import MILJO, POLIS, Paper

OFFICER = Viewer("siv", frozenset({MILJO.owner}), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset({MILJO.owner}))
OTHER_OFFICER = replace(OFFICER, owners=frozenset({POLIS.owner}), officer_of=frozenset({POLIS.owner}))
READER = Viewer("ines", frozenset({MILJO.owner}))
CLEARED = replace(READER, groups=frozenset({PROTECTED}))
WHO = Identity(("Vilma Sofia",), ("Hemligsson",), ("198504122391",))
ENTITY = (Label.PERSON, "Vilma Hemligsson", "Vilma Hemligsson")
PAPER = Paper(
    MILJO,
    "anmälan Vilma Hemligsson.pdf",
    "complaint",
    date(2024, 1, 2),
    (
        "Anmälan\nVilma Hemligsson, 850412-2391, ringde.\nHemligssons bil står kvar. Med Vilma Berg.",
        "HEMLIGSSON, VILMA\nKnut Provsson var med.",
    ),
    (
        ENTITY,
        (Label.PERSONNUMMER, "850412-2391", "198504122391"),
        (Label.PERSON, "Vilma Berg", "Vilma Berg"),
        (Label.PERSON, "Knut Provsson", "Knut Provsson"),
    ),
    pictures=False,
)
ANOTHER_NAME = replace(
    PAPER, name="brev.pdf", pages=("Stulla sade nej.",), names=((Label.PERSON, "Stulla", ENTITY[2]),)
)
NOBODY = replace(PAPER, name="annat.pdf", pages=("En Hemligsson skrev om Vilma.",), names=())


def put(store: Store, paper: Paper) -> str:
    store.sources.add(paper.source)
    return archive.put(store, paper)


def listed(store: Store, who: Identity = WHO) -> ProtectedPerson:
    return store.protected.add(OFFICER, MILJO.owner, who, "person 1", "kvarskrivning enligt beslut")


def covered(store: Store, id: str) -> list[str]:
    texts = {page.number: page.text for page in store.documents.pages(OFFICER, id)}
    return [texts[page][start:end] for page, some in store.protected.spans(id).items() for start, end in some]


ALL = ["Vilma Hemligsson", "850412-2391", "Hemligssons", "HEMLIGSSON, VILMA"]


class ProtectedContract:
    def test_what_comes_in_is_covered_at_once(self, store: Store) -> None:
        listed(store)
        assert covered(store, put(store, PAPER)) == ALL

    def test_what_lies_there_is_covered_by_the_sweep(self, store: Store) -> None:
        id, other = put(store, PAPER), put(store, NOBODY)
        store.outbox.done([row.sequence for row in store.outbox.all()])
        new = listed(store)
        assert (covered(store, id), store.protected.waiting()) == ([], [MILJO.owner])
        assert store.protected.sweep(MILJO.owner) == 1
        assert (covered(store, id), covered(store, other), store.protected.waiting()) == (ALL, [], [])
        assert {row.document for row in store.outbox.all()} == {id}
        assert store.protected.get(OFFICER, new.id).swept is not None
        assert store.protected.sweep(MILJO.owner) == 0

    def test_other_names_of_the_same_are_covered_too(self, store: Store) -> None:
        listed(store)
        before, _ = put(store, ANOTHER_NAME), put(store, PAPER)
        assert covered(store, before) == ["Stulla"]
        assert covered(store, put(store, replace(ANOTHER_NAME, name="brev2.pdf", pages=("Hej. Stulla!",)))) == [
            "Stulla"
        ]

    def test_lifting_uncovers_and_takes_the_hashes(self, store: Store) -> None:
        new = listed(store)
        ids = [put(store, PAPER), put(store, ANOTHER_NAME)]
        store.protected.sweep(MILJO.owner)
        store.protected.lift(OFFICER, new.id, "upphävd")
        assert store.protected.sweep(MILJO.owner) == 2
        assert [covered(store, id) for id in ids] == [[], []]
        with store.database.read() as connection:
            assert connection.execute(select(protected_keys)).all() == []
            assert connection.execute(select(protected_spans)).all() == []
        gone = store.protected.get(OFFICER, new.id)
        assert (gone.lifted_by, gone.lifted_reason, gone.swept is not None) == ("siv", "upphävd", True)

    def test_two_lines_are_lifted_apart(self, store: Store) -> None:
        listed(store, Identity(numbers=("198504122391",)))
        name = listed(store, replace(WHO, numbers=()))
        id = put(store, replace(PAPER, name="1.pdf"))
        store.protected.lift(OFFICER, name.id, "fel")
        store.protected.sweep(MILJO.owner)
        assert covered(store, id) == ["850412-2391"]

    def test_only_the_owners_officer_sets_lifts_and_lists(self, store: Store) -> None:
        new = listed(store)
        for viewer in (READER, CLEARED, OTHER_OFFICER, replace(OFFICER, shared=OFFICER.owners)):
            with pytest.raises(AccessDeniedError):
                store.protected.add(viewer, MILJO.owner, WHO, "p", "skäl")
            with pytest.raises(AccessDeniedError):
                store.protected.lift(viewer, new.id, "skäl")
        assert [store.protected.all(viewer) for viewer in (READER, OTHER_OFFICER)] == [[], []]
        assert [each.label for each in store.protected.all(OFFICER)] == ["person 1"]

    @pytest.mark.parametrize(
        ("label", "reason"), [("", "skäl"), ("p", " "), ("V. Sofia Hemligsson", "skäl"), ("p", "850412-2391")]
    )
    def test_no_line_without_reason_or_with_the_name_in_it(self, store: Store, label: str, reason: str) -> None:
        with pytest.raises(ProtectedPersonError):
            store.protected.add(OFFICER, MILJO.owner, WHO, label, reason)
        assert store.protected.all(OFFICER) == []

    def test_nothing_in_plain_is_kept(self, store: Store) -> None:
        listed(store)
        with store.database.read() as connection:
            told = str([connection.execute(select(table)).all() for table in (protected_keys, protected_spans)])
        assert not any(word in told.lower() for word in ("vilma", "hemligsson", "8504122391", "sofia"))

    def test_another_owners_list_covers_nothing_here(self, store: Store) -> None:
        store.protected.add(OTHER_OFFICER, POLIS.owner, WHO, "p", "skäl")
        assert covered(store, put(store, PAPER)) == []

    def test_names_and_titles_are_masked_for_those_without_the_permission(self, store: Store) -> None:
        listed(store)
        id = put(store, PAPER)
        for viewer, name in ((READER, "anmälan ████████████████.pdf"), (CLEARED, PAPER.name), (OFFICER, PAPER.name)):
            assert store.documents.get(viewer, id).name == name
            assert store.covered.covers(viewer, [id]) is (viewer is READER)
        assert store.covered.masks(READER, [id])[id]("mapp/Hemligsson/1.pdf") == "mapp/██████████/1.pdf"
        assert store.documents.occurrences(READER, id)[0].path == "/in/anmälan ████████████████.pdf"

    def test_what_is_covered_for_whom(self, store: Store) -> None:
        listed(store)
        id = put(store, PAPER)
        assert store.covered.spans(READER, [(id, 1), (id, 2)])[id, 2] == [(0, 17)]
        assert store.covered.spans(CLEARED, [(id, 1)]) == store.covered.spans(OFFICER, [(id, 1)]) == {}

    def test_texts_are_covered_and_mentions_left_out(self, store: Store) -> None:
        listed(store)
        id = put(store, PAPER)
        told = [page.text for page in store.documents.pages(READER, id)]
        assert told == [store.documents.texts(READER, [(id, number)])[id, number] for number in (1, 2)]
        assert told == [store.documents.page(READER, id, number).text for number in (1, 2)]
        assert told == [
            "Anmälan\n████████████████, ███████████, ringde.\n███████████ bil står kvar. Med Vilma Berg.",
            "█████████████████\nKnut Provsson var med.",
        ]
        named = {mention.text for mention, _ in store.documents.mentions(READER, id)}
        assert named == {"Vilma Berg", "Knut Provsson"}
        facets = store.documents.facets(READER, id)
        assert (len(facets["PERSON"]), "PERSONNUMMER" in facets) == (2, False)
        assert [page.text for page in store.documents.pages(CLEARED, id)] == list(PAPER.pages)

    def test_the_name_of_what_it_lies_in_is_masked(self, store: Store) -> None:
        listed(store)
        id = put(store, PAPER)
        child = store.arrivals.arrive(MILJO, "b" * 64, 3, path="b.txt", name="b.txt", parent=id).document
        assert store.families.of(READER, [child])[child].parent_name == "anmälan ████████████████.pdf"
        assert store.families.of(OFFICER, [child])[child].parent_name == PAPER.name

    def test_whom_nobody_may_see_there_is_not(self, store: Store) -> None:
        listed(store)
        put(store, PAPER)
        (id,) = store.entities.find(OFFICER, "PERSON", "Vilma Hemligsson")
        for label, name in (("PERSON", "Vilma Hemligsson"), ("PERSONNUMMER", "198504122391")):
            assert store.entities.find(READER, label, name) == store.entities.find(READER, label, "Ingen Alls") == []
            assert store.entities.find(CLEARED, label, name) == store.entities.find(OFFICER, label, name) != []
        assert (store.entities.names(READER, [id]), store.entities.documents(READER, id)) == ({}, [])
        with pytest.raises(AccessDeniedError):
            store.entities.get(READER, id)
        told = {viewer.name: {each.name for each, _ in store.entities.list(viewer)} for viewer in (READER, OFFICER)}
        assert told["siv"] - told["ines"] == {"Vilma Hemligsson", "198504122391"}

    def test_targets_for_the_review_desk(self, store: Store) -> None:
        listed(store)
        id = put(store, PAPER)
        named = {mention.text: entity for mention, entity in store.documents.mentions(OFFICER, id)}
        assert store.protected.documents(READER) == {id}
        assert protected_targets(READER, store) == {id} | store.protected.entities(READER)
        assert store.protected.entities(READER) == {named["Vilma Hemligsson"], named["850412-2391"]}
