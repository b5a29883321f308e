"""Tags: whose they are in common, and that they are there and counted only while what they are on is open; on words
as notes are."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError
from models.note import Place
from models.quotation import Quotation, quoted
from models.store.schema import tags
from models.store.store import Store
from models.store.written import KEPT_REMOVED
from models.swedish import now
from search import tags as put_on
from search.chosen_words import Standing
from tests.contracts.writing import (
    ANNA,
    BO,
    BORROWER,
    CEM,
    OFFICER,
    PAGES,
    PAL,
    Written,
    mark,
    protect,
    put,
    read,
)


def where(store: Store, viewer: Viewer, word: str) -> dict[str, list[int]]:
    """The documents with the word, and on which of their pages it is (0: on the whole)."""
    return {id: [tag.place.page for tag in found] for id, found in store.tags.of_word(viewer, word).items()}


def words(start: int, end: int, page: int = 2) -> Quotation:
    found = quoted(PAGES[page - 1], start, end)
    assert found is not None
    return found


def counted(store: Store, viewer: Viewer) -> list[tuple[str, int]]:
    return [(word, count) for word, _, count in store.tags.in_use(viewer)]


FREEZER = words(19, 25)


class TagsContract(Written):
    def test_a_protected_person_is_in_no_tag_that_others_see(self, store: Store) -> None:
        id = put(store, "a.txt")
        store.tags.add(ANNA, Place(id, 1), "Bo Ek")
        protect(store)
        assert [each[0] for each in store.tags.in_use(OFFICER)] == ["bo ek"]
        assert store.tags.in_use(CEM) == store.tags.of_document(CEM, id) == []

    def test_a_tag_with_a_part_of_a_protected_name_is_left_out_where_the_document_names_the_person(
        self, store: Store
    ) -> None:
        named, other = put(store, "a.txt"), put(store, "b.txt", ("En ek i parken.",))
        store.tags.add(ANNA, Place(named, 2), "ek")
        store.tags.add(ANNA, Place(other, 1), "ek")
        protect(store)
        assert store.tags.of_document(CEM, named) == []
        assert [(word, count) for word, _, count in store.tags.in_use(CEM)] == [("ek", 1)]
        assert where(store, CEM, "ek") == {other: [1]}
        assert [(word, count) for word, _, count in store.tags.in_use(OFFICER)] == [("ek", 2)]

    def test_tags_and_their_counts_are_of_what_may_be_read(self, store: Store) -> None:
        first, second = put(store, "a.txt"), put(store, "b.txt")
        assert store.tags.add(ANNA, Place(first), "  Öppet  ÄRENDE ") == "öppet ärende"
        assert store.tags.add(BO, Place(first), "o\u0308ppet ärende") == "öppet ärende"
        store.tags.add(ANNA, Place(second), "öppet ärende")
        store.tags.add(ANNA, Place(second, 2), "frysen")
        (freezer,) = store.tags.of_word(ANNA, "frysen")[second]
        both = [("frysen", 1), ("öppet ärende", 2)]
        assert [(word, count) for word, _, count in store.tags.in_use(BO)] == both
        marking = mark(store, second, 2)
        assert [(word, count) for word, _, count in store.tags.in_use(BO)] == [("öppet ärende", 1)]
        assert [(word, count) for word, _, count in store.tags.in_use(ANNA)] == both
        assert where(store, BO, "frysen") == {}
        assert store.tags.word(BO, store.tags.id("frysen")) == ""
        assert where(store, BO, "öppet ärende") == {first: [0]}
        assert store.tags.in_use(PAL) == store.tags.in_use(BORROWER) == store.tags.of_document(BORROWER, first) == []
        for who, page in ((PAL, 0), (BORROWER, 0), (BO, 2), (BO, 0)):
            with pytest.raises(AccessDeniedError):
                store.tags.add(who, Place(second, page), "ord")
            with pytest.raises(AccessDeniedError):
                store.tags.remove(who, freezer.id)
        store.markings.lower(OFFICER, marking, "prövad")
        store.tags.remove(BO, freezer.id)
        assert [each[0] for each in store.tags.in_use(ANNA)] == ["öppet ärende"]
        with pytest.raises(ValueError, match="word"):
            store.tags.add(ANNA, Place(first), " ")

    def test_on_words_a_document_has_it_once_and_each_place_is_told(self, store: Store) -> None:
        id = put(store, "a.txt")
        for quotation in (FREEZER, FREEZER, words(0, 5), None):
            store.tags.add(ANNA, Place(id, 2, quotation), "kyla")
        store.tags.add(BO, Place(id, 2, words(19, 29)), "kyla")
        assert counted(store, CEM) == [("kyla", 1)]
        told = store.tags.of_word(CEM, "kyla")[id]
        assert [(tag.by, tag.place.quotation) for tag in told] == [
            ("anna", None), ("anna", words(0, 5)), ("anna", FREEZER), ("bo", words(19, 29)),
        ]  # fmt: skip
        assert store.tags.of_document(CEM, id) == told
        store.tags.remove(BO, told[0].id)
        store.tags.remove(BO, told[2].id)
        assert [tag.id for tag in store.tags.of_document(CEM, id)] == [told[1].id, told[3].id]
        assert counted(store, CEM) == [("kyla", 1)]
        assert store.tags.of_document(PAL, id) == store.tags.of_document(BORROWER, id) == []
        for who in (PAL, BORROWER):
            with pytest.raises(AccessDeniedError):
                store.tags.add(who, Place(id, 2, FREEZER), "kyla")
            for act in (store.tags.get, store.tags.remove, store.tags.restore):
                with pytest.raises(AccessDeniedError):
                    act(who, told[1].id)

    def test_on_words_it_is_there_while_the_page_may_be_read(self, store: Store) -> None:
        id = put(store, "a.txt")
        store.tags.add(ANNA, Place(id, 2, FREEZER), "kyla")
        (tag,) = store.tags.of_document(BO, id)
        marking = mark(store, id, 2)
        assert store.tags.of_document(BO, id) == counted(store, BO) == []
        assert where(store, BO, "kyla") == {}
        assert store.tags.word(BO, store.tags.id("kyla")) == ""
        for act in (store.tags.get, store.tags.remove, store.tags.restore):
            with pytest.raises(AccessDeniedError):
                act(BO, tag.id)
        with pytest.raises(AccessDeniedError):
            store.tags.add(BO, Place(id, 2, FREEZER), "kyla")
        assert counted(store, ANNA) == [("kyla", 1)]
        store.markings.lower(OFFICER, marking, "prövad")
        assert store.tags.of_document(BO, id) == [tag]

    def test_on_the_words_of_a_protected_person_it_is_told_to_nobody_else(self, store: Store) -> None:
        id = put(store, "a.txt")
        store.tags.add(ANNA, Place(id, 2, words(0, 5)), "vittne")
        store.tags.add(ANNA, Place(id, 2, words(6, 15)), "berättar")
        protect(store)
        assert [word for word, _, _ in store.tags.in_use(OFFICER)] == ["berättar", "vittne"]
        assert counted(store, CEM) == [("berättar", 1)]
        assert [tag.word for tag in store.tags.of_document(CEM, id)] == ["berättar"]

    def test_the_words_lie_sealed(self, store: Store) -> None:
        id = put(store, "a.txt")
        store.tags.add(ANNA, Place(id, 2, FREEZER), "kyla")
        with store.database.read() as connection:
            kept = repr(connection.execute(select(tags)).all())
        assert "frysen" not in kept
        assert "berättade" not in kept

    def test_taken_away_it_is_put_back_for_a_while(self, store: Store) -> None:
        id, why = put(store, "a.txt"), Purpose("prov")
        put_on.put(ANNA, why, store, Place(id, 2, FREEZER), "kyla")
        (tag,) = store.tags.of_document(ANNA, id)
        put_on.take_away(BO, why, store, tag.id)
        put_on.take_away(BO, why, store, tag.id)
        assert store.tags.of_document(ANNA, id) == counted(store, ANNA) == []
        assert store.tags.get(CEM, tag.id) == tag
        put_on.put_back(CEM, why, store, tag.id)
        assert store.tags.of_document(ANNA, id) == [tag]
        acts = [record.event.details for record in store.ledger.last(4)][::-1]
        assert acts == [{"act": act, "page": 2} for act in ("tag", "untag", "untag", "tag")]
        store.tags.remove(BO, tag.id)
        store.tags.add(BO, Place(id, 2, FREEZER), "kyla")
        (again,) = store.tags.of_document(ANNA, id)
        assert (again.id, again.by, again.place) == (tag.id, "bo", tag.place), "put on anew it is the same"
        store.tags.remove(BO, tag.id)
        with store.database.write() as connection:
            connection.execute(update(tags).values(removed=now() - KEPT_REMOVED * 2))
        with pytest.raises(AccessDeniedError):
            store.tags.restore(BO, tag.id)
        store.tags.add(ANNA, Place(id, 1), "kort")
        store.tags.remove(ANNA, store.tags.of_document(ANNA, id)[0].id)
        with store.database.read() as connection:
            assert connection.execute(select(func.count()).select_from(tags)).scalar_one() == 1

    def test_its_words_are_found_again_where_the_page_is_read_anew(self, store: Store) -> None:
        id = put(store, "a.txt")
        store.tags.add(ANNA, Place(id, 2, FREEZER), "kyla")

        def standing() -> list[Standing]:
            return [each.words for each in put_on.shown(CEM, store, store.tags.of_document(CEM, id))]

        assert standing() == [Standing("frysen", (19, 25))]
        read(store, id, (PAGES[0], f"Sidan två. {PAGES[1]}", PAGES[2]))
        assert standing() == [Standing("frysen", (30, 36))]
        read(store, id, (PAGES[0], "Ingenting kvar.", PAGES[2]))
        assert standing() == [Standing(lost=True)]
        assert counted(store, CEM) == [("kyla", 1)]
