"""Notes: whose they are, who is shown them, and that they are there only while what they are on is open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError, OwnerNotSaidError
from models.mention import Label
from models.note import Audience, Place
from models.quotation import quoted
from models.store.schema import notes
from models.store.store import Store
from models.store.written import KEPT_REMOVED
from models.swedish import now
from search import notes as written
from tests.contracts.writing import (
    ANNA,
    BO,
    BORROWER,
    CEM,
    OFFICER,
    OWNER,
    PAGES,
    PAL,
    Written,
    entity,
    mark,
    protect,
    put,
    read,
)


def texts(store: Store, viewer: Viewer, document: str) -> list[str]:
    return [note.text for note in store.notes.of_document(viewer, document)]


class NotesContract(Written):
    def test_a_note_is_for_whom_its_writer_says(self, store: Store) -> None:
        id = put(store, "a.txt")
        store.notes.add(ANNA, Place(id, 1), "min", Audience.OWN)
        store.notes.add(ANNA, Place(id, 1), "gruppens", Audience.GROUP, "krog")
        store.notes.add(ANNA, Place(id), "allas", Audience.OWNER)
        assert texts(store, ANNA, id) == ["allas", "min", "gruppens"]
        assert texts(store, BO, id) == ["allas", "gruppens"]
        assert texts(store, CEM, id) == ["allas"]
        assert texts(store, PAL, id) == texts(store, BORROWER, id) == []
        assert texts(store, replace(ANNA, groups=frozenset()), id) == ["allas", "min", "gruppens"]
        for who, place, group in ((BO, Place(id, 1), "barn"), (PAL, Place(id, 1), ""), (BORROWER, Place(id, 1), "")):
            with pytest.raises(AccessDeniedError):
                store.notes.add(who, place, "text", Audience.GROUP if group else Audience.OWN, group)
        with pytest.raises(ValueError, match="words"):
            store.notes.add(ANNA, Place(id, 1), "  ", Audience.OWN)

    def test_words_lie_sealed_and_no_personnummer_is_kept(self, store: Store) -> None:
        id = put(store, "a.txt")
        note = store.notes.add(ANNA, Place(id, 1, quoted(PAGES[0], 0, 8)), "Hemligt om 850412-2391", Audience.OWN)
        assert store.notes.get(ANNA, note.id).text == "Hemligt om 850412-XXXX"
        with store.database.read() as connection:
            kept = repr(connection.execute(select(notes)).all())
        assert not {"Hemligt", "Kontroll"} & {word for word in ("Hemligt", "Kontroll") if word in kept}

    def test_it_is_there_while_what_it_is_on_may_be_read(self, store: Store) -> None:
        id = put(store, "a.txt")
        for viewer, place, text in (
            (BO, Place(id, 1), "ett"),
            (BO, Place(id, 2), "två"),
            (BO, Place(id), "alla sidor"),
        ):
            store.notes.add(viewer, place, text, Audience.OWNER)
        marking = mark(store, id, 2)
        assert texts(store, ANNA, id) == ["alla sidor", "ett", "två"]
        assert texts(store, BO, id) == texts(store, CEM, id) == ["ett"]  # his own of the whole may tell of page 2
        with pytest.raises(AccessDeniedError):
            store.notes.add(BO, Place(id, 2), "text", Audience.OWN)
        with pytest.raises(AccessDeniedError):
            store.notes.add(BO, Place(id), "text", Audience.OWN)
        store.markings.lower(OFFICER, marking, "prövad")
        assert texts(store, BO, id) == ["alla sidor", "ett", "två"]
        mark(store, id)
        assert texts(store, BO, id) == []

    def test_only_the_writer_changes_removes_and_brings_back(self, store: Store) -> None:
        id = put(store, "a.txt")
        note = store.notes.add(ANNA, Place(id, 1), "först", Audience.OWNER)
        for change in (
            lambda: store.notes.get(BO, note.id),
            lambda: store.notes.change(BO, note.id, "mitt", Audience.OWN),
            lambda: store.notes.remove(BO, note.id),
            lambda: store.notes.restore(ANNA, note.id),
        ):
            with pytest.raises(AccessDeniedError):
                change()
        store.notes.change(ANNA, note.id, "sedan", Audience.GROUP, "krog")
        assert texts(store, BO, id) == ["sedan"]
        assert texts(store, CEM, id) == []
        store.notes.remove(ANNA, note.id)
        assert texts(store, ANNA, id) == []
        assert store.notes.of_document(BO, id, removed=True) == []
        store.notes.restore(ANNA, note.id)
        assert texts(store, ANNA, id) == ["sedan"]
        store.notes.remove(ANNA, note.id)
        with store.database.write() as connection:
            connection.execute(update(notes).values(removed=now() - KEPT_REMOVED * 2))
        assert store.notes.of_document(ANNA, id, removed=True) == []
        store.notes.remove(ANNA, store.notes.add(ANNA, Place(id, 1), "annan", Audience.OWN).id)
        with pytest.raises(AccessDeniedError):
            store.notes.restore(ANNA, note.id)

    def test_on_an_entity_it_is_for_those_who_read_all_that_names_it(self, store: Store) -> None:
        first, second = put(store, "a.txt"), put(store, "b.txt")
        krog = entity(store, ANNA, Label.ORG, "Åkes Krog")
        store.notes.add(ANNA, Place(entity=krog), "om krogen", Audience.OWNER)
        assert [note.text for note in store.notes.of_entity(BO, krog)] == ["om krogen"]
        assert store.notes.of_entity(PAL, krog) == []
        assert texts(store, BO, first) == []
        mark(store, second, 1)
        assert store.notes.of_entity(BO, krog) == []
        assert [note.text for note in store.notes.of_entity(ANNA, krog)] == ["om krogen"]
        with pytest.raises(AccessDeniedError):
            store.notes.add(BO, Place(entity=krog), "text", Audience.OWN)
        with pytest.raises(AccessDeniedError):
            store.notes.add(PAL, Place(entity=krog), "text", Audience.OWN)

    def test_on_an_entity_of_two_owners_it_is_said_whose_staff_it_is_for(self, store: Store) -> None:
        put(store, "a.txt")
        put(store, "b.txt", source="pm")
        both = Viewer("båda", frozenset({OWNER, "Polisen"}))
        krog = entity(store, both, Label.ORG, "Åkes Krog")
        assert store.notes.owners(both, krog) == [OWNER, "Polisen"]
        assert store.notes.owners(CEM, krog) == [OWNER]
        with pytest.raises(OwnerNotSaidError):
            store.notes.add(both, Place(entity=krog), "text", Audience.OWNER)
        store.notes.add(both, Place(entity=krog, owner="Polisen"), "polisens", Audience.OWNER)
        store.notes.add(both, Place(entity=krog, owner=OWNER), "nämndens", Audience.OWNER)
        store.notes.add(both, Place(entity=krog), "min", Audience.OWN)
        store.notes.add(CEM, Place(entity=krog), "cems", Audience.OWNER)
        told = {who.name: {note.text for note in store.notes.of_entity(who, krog)} for who in (both, CEM, PAL)}
        assert told == {
            "båda": {"polisens", "nämndens", "min", "cems"}, "cem": {"nämndens", "cems"}, "pål": {"polisens"},
        }  # fmt: skip
        for who, owner in ((CEM, "Polisen"), (both, "Skolan"), (BORROWER, OWNER)):
            with pytest.raises(AccessDeniedError):
                store.notes.add(who, Place(entity=krog, owner=owner), "text", Audience.OWNER)

    def test_the_event_of_a_note_for_oneself_is_of_all_who_have_the_name(self, store: Store) -> None:
        put(store, "a.txt")
        put(store, "b.txt", source="pm")
        both, why = Viewer("båda", frozenset({OWNER, "Polisen"})), Purpose("prov")
        krog = entity(store, both, Label.ORG, "Åkes Krog")
        own = written.write(both, why, store, Place(entity=krog), "min", Audience.OWN)
        theirs = written.write(both, why, store, Place(entity=krog, owner="Polisen"), "deras", Audience.OWNER)
        for note in (own, theirs):
            written.change(both, why, store, note.id, "annat", note.audience)
        written.write(CEM, why, store, Place(entity=krog), "cems", Audience.OWN)
        events = [record.event.owners for record in store.ledger.last(5)][::-1]
        assert events == [(OWNER, "Polisen"), ("Polisen",), (OWNER, "Polisen"), ("Polisen",), (OWNER,)]

    def test_a_protected_person_is_covered_in_what_others_wrote(self, store: Store) -> None:
        id = put(store, "a.txt")
        store.notes.add(ANNA, Place(id, 1), "Ring Bo Ek om köket", Audience.OWNER)
        protect(store)
        assert texts(store, CEM, id) == ["Ring █████ om köket"]
        assert texts(store, OFFICER, id) == ["Ring Bo Ek om köket"]

    def test_a_note_that_is_sent_back_as_it_is_shown_keeps_what_is_covered(self, store: Store) -> None:
        id = put(store, "a.txt")
        note = store.notes.add(ANNA, Place(id, 1), "Ring Bo Ek", Audience.OWN)
        protect(store)
        store.notes.change(ANNA, note.id, store.notes.get(ANNA, note.id).text, Audience.OWNER)
        assert texts(store, OFFICER, id) == ["Ring Bo Ek"]
        store.notes.change(ANNA, note.id, "Ring inte", Audience.OWNER)
        assert texts(store, OFFICER, id) == ["Ring inte"]

    def test_a_quotation_outlives_a_second_reading(self, store: Store) -> None:
        id = put(store, "a.txt")
        words = quoted(PAGES[1], 22, 28)
        assert words is not None
        store.notes.add(ANNA, Place(id, 2, words), "frysen", Audience.OWN)
        store.notes.add(ANNA, Place(id, 2), "sidan", Audience.OWN)
        assert texts(store, ANNA, id) == ["sidan", "frysen"]
        read(store, id, (PAGES[0], f"Sidan två. {PAGES[1]}", PAGES[2]))
        _, note = store.notes.of_document(ANNA, id)
        assert note.place.quotation == words
