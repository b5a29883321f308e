"""What every register keeps of people with protected identity: who sets, what is covered, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models import swedish
from models.access import EVERYDAY, Purpose, Role, Viewer
from models.document import DocumentKind, DocumentState, Field
from models.errors import AccessDeniedError, ProtectedPersonError
from models.judgement import Act, Anchor, Judgement
from models.mention import Label
from models.protected import PROTECTED, Identity, ProtectedPerson
from models.store import protected as swept_by
from models.store.schema import protected_keys, protected_spans
from models.store.store import Store
from nlp import judging_entities
from nlp.judged_history import history
from search.reviewing import protected_targets
from tests.web import archive
from tests.web.archive import MILJO, POLIS, Paper

OFFICER = Viewer("siv", frozenset({MILJO.owner}), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset({MILJO.owner}))
OTHER_OFFICER = replace(OFFICER, owners=frozenset({POLIS.owner}), officer_of=frozenset({POLIS.owner}))
READER = Viewer("ines", frozenset({MILJO.owner}))
CLEARED = replace(READER, groups=frozenset({PROTECTED}))
PURPOSE = Purpose("prov", "1")
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
    return [texts[page][start:end] for page, some in store.protected.spans(id).items() if page for start, end in some]


def name_again(store: Store, id: str) -> None:
    """Its names found anew, the same as before."""
    store.registration.claim(id, "w")
    store.registration.keep_pages_again(id)
    kind, dated = DocumentKind(PAPER.kind, 0.9, "rubrik"), Field("document_date", "2024-01-02", "2024-01-02")
    found = [mention for mention, _ in store.documents.mentions(OFFICER, id)]
    store.registration.keep_knowledge(id, found, kind, [dated], PAPER.date)
    assert not store.naming.differs(id)
    store.registration.finish(id, "w", DocumentState.READ, follow=False)


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

    def test_the_index_follows_with_a_document_whose_file_alone_names_them(self, store: Store) -> None:
        id = put(store, replace(NOBODY, name="anmälan Vilma Hemligsson.pdf", pages=("Inget.",)))
        put(store, NOBODY)
        new = listed(store)
        for _ in range(2):
            store.outbox.done([row.sequence for row in store.outbox.all()])
            assert store.protected.sweep(MILJO.owner) == 1
            assert {row.document for row in store.outbox.all()} == {id}
            store.protected.lift(OFFICER, new.id, "upphävd")
        assert store.protected.documents(READER) == frozenset()

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

    def test_whom_one_owner_lists_is_not_covered_at_another(self, store: Store) -> None:
        theirs = replace(PAPER, source=POLIS, name="pm.pdf", pages=("Hej Vilma Hemligsson",), names=(ENTITY,))
        before = put(store, theirs)
        listed(store)
        put(store, PAPER)
        ids = [before, put(store, replace(theirs, name="pm2.pdf", pages=("Hej. Vilma Hemligsson",)))]
        store.protected.sweep(MILJO.owner)
        assert [store.protected.spans(id) for id in ids] == [{}, {}]
        assert {row.owner for row in store.outbox.all() if row.document == before} == {POLIS.owner}
        assert [row.document for row in store.outbox.all()].count(before) == 1
        reader = Viewer("pal", frozenset({POLIS.owner}))
        (entity,) = store.entities.find(reader, "PERSON", "Vilma Hemligsson")
        both = replace(OFFICER, owners=READER.owners | reader.owners)
        told = [store.protected.names(viewer, entity) for viewer in (OFFICER, both, CLEARED, reader, READER)]
        assert told == [True, True, True, False, False]

    def test_the_index_follows_where_a_document_named_again_is_covered_now(self, store: Store) -> None:
        id = put(store, PAPER)
        listed(store)
        store.outbox.done([row.sequence for row in store.outbox.all()])
        for told in ([id], []):  # once more, nothing is new
            name_again(store, id)
            assert [row.document for row in store.outbox.all()] == told
            store.outbox.done([row.sequence for row in store.outbox.all()])
        assert covered(store, id) == ALL

    def test_what_is_lifted_during_a_sweep_waits_for_the_next(self, store: Store) -> None:
        new, id = listed(store), put(store, PAPER)
        store.protected.sweep(MILJO.owner, lambda _: store.protected.lift(OFFICER, new.id, "upphävd") and None)
        assert (covered(store, id), store.protected.waiting()) == (ALL, [MILJO.owner])
        assert store.protected.sweep(MILJO.owner) == 1
        assert (covered(store, id), store.protected.waiting()) == ([], [])

    def test_a_sweep_goes_by_pages(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        for paper in (PAPER, NOBODY, replace(NOBODY, name="3.pdf", pages=("a", "b", "c", "d"))):
            put(store, paper)
        counts: dict[int, list[int]] = {}
        for most in (200, 3, 1):
            monkeypatch.setattr(swept_by, "_BATCH", most)
            listed(store)
            store.protected.sweep(MILJO.owner, counts.setdefault(most, []).append)
        assert (counts[200], sorted(counts[3]), counts[1]) in [([3], each, [1, 1, 1]) for each in ([1, 1, 1], [1, 2])]

    def test_a_sweep_and_a_lift_keep_others_of_the_owner_waiting(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        new, _ = listed(store), put(store, PAPER)
        locked: list[str] = []
        monkeypatch.setattr(swept_by, "alone", lambda _connection, owner: locked.append(owner))
        store.protected.lift(OFFICER, new.id, "upphävd")
        assert locked == [MILJO.owner]
        store.protected.sweep(MILJO.owner)
        assert locked == [MILJO.owner] * 3  # what is uncovered, and the one batch

    def test_what_somebody_is_also_called_is_not_found_by_those_without_the_permission(self, store: Store) -> None:
        put(store, replace(PAPER, name="bo.pdf", pages=("Bo Ek kom.",), names=((Label.PERSON, "Bo Ek", "Bo Ek"),)))
        (bo,) = store.entities.find(OFFICER, "PERSON", "Bo Ek")
        listed(store)
        put(store, PAPER)
        for name in ("Vilma Sofia Hemligsson", "Bosse"):
            judging_entities.alias(OFFICER, PURPOSE, store, bo, name, "Hemligsson är Bo: 850412-2391")
        for viewer, found in ((OFFICER, [bo]), (CLEARED, [bo]), (READER, [])):
            assert store.entities.find(viewer, "PERSON", "Vilma Sofia Hemligsson") == found
            assert store.entities.find(viewer, "PERSON", "Bosse") == [bo]

    def test_what_was_judged_is_covered(self, store: Store) -> None:
        listed(store)
        listed(store, Identity(("Elsa",), ("Dold",)))
        (id, bo) = put(store, PAPER), replace(PAPER, name="bo.pdf", pages=("Bo",), names=((Label.PERSON, "Bo", "Bo"),))
        put(store, bo)
        (entity,) = store.entities.find(OFFICER, "PERSON", "Bo")
        judging_entities.alias(OFFICER, PURPOSE, store, entity, "Elsa Dold", "Dold är Bo")
        anchor = Anchor(id, 2, 18, 31, "Knut Provsson")
        why = "Hemligssons bror"
        store.judgements.add(
            Judgement("a" * 32, MILJO.owner, Act.REJECT, "siv", swedish.now(), why, anchor=anchor, said={"was": "ORG"})
        )
        told = {viewer.name: history(viewer, PURPOSE, store) for viewer in (OFFICER, READER)}
        plain, blind = ([each.judgement for each in told[name]] for name in ("siv", "ines"))
        assert [each.why for each in plain] == [why, "Dold är Bo"]
        assert [each.why for each in blind] == ["███████████ bror", "████ är Bo"]
        assert (plain[1].said["alias"], blind[1].said["alias"]) == ("Elsa Dold", "█" * 9)
        assert [each.anchor and each.anchor.text for each in (plain[0], blind[0])] == ["Knut Provsson"] * 2

    def test_what_made_somebody_one_with_a_protected_person_is_told_to_those_with_the_permission(
        self, store: Store
    ) -> None:
        listed(store)
        put(store, PAPER)
        put(store, replace(PAPER, name="bo.pdf", pages=("Bo",), names=((Label.PERSON, "Bo", "Bo"),)))
        (entity,) = store.entities.find(OFFICER, "PERSON", "Bo")
        judging_entities.alias(OFFICER, PURPOSE, store, entity, "Vilma Hemligsson", "en och samma")
        told = {viewer.name: history(viewer, PURPOSE, store) for viewer in (OFFICER, READER)}
        assert [each.judgement.why for each in told["siv"]] == ["en och samma"]
        assert told["ines"] == []

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
