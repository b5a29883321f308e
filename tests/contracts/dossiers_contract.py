"""Case folders: whose they are, who they are shared with, and that each sees in them what they may read today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from models.access import Viewer
from models.dossier import Dossier, ItemKind, Section, Thing
from models.errors import AccessDeniedError
from models.mention import Label
from models.note import Audience
from models.quotation import quoted
from models.store.schema import dossier_items, dossiers
from models.store.store import Store
from models.store.written import KEPT_REMOVED
from models.swedish import now
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
)


def document(id: str) -> Thing:
    return Thing(ItemKind.DOCUMENT, id)


def page(id: str, number: int) -> Thing:
    return Thing(ItemKind.PAGE, id, number)


def made(store: Store, things: Iterable[Thing] = (), audience: Audience = Audience.OWNER, **more: bool) -> Dossier:
    """One of anna's, shared."""
    new = store.dossiers.make(ANNA, OWNER, "Krogen")
    store.dossiers.share(ANNA, new.id, audience, "krog" if audience is Audience.GROUP else "", **more)
    store.dossier_items.add(ANNA, new, things)
    return store.dossiers.get(ANNA, new.id)


def inside(store: Store, viewer: Viewer, id: str) -> list[tuple[str, str, int]]:
    found = store.dossier_items.all(viewer, store.dossiers.get(viewer, id))
    return [(item.thing.kind.value, item.thing.document, item.thing.page) for item in found]


class DossiersContract(Written):
    def test_it_is_its_makers_until_it_is_shared(self, store: Store) -> None:
        new = store.dossiers.make(ANNA, OWNER, " Krogen 850412-2391 ", "MBN 2024-0112")
        assert (new.title, new.reference, new.mine) == ("Krogen 850412-XXXX", "MBN 2024-0112", True)
        assert store.dossiers.all(ANNA) == [store.dossiers.get(ANNA, new.id)]
        assert store.dossiers.all(BO) == []
        store.dossiers.share(ANNA, new.id, Audience.GROUP, "krog")
        assert [each.id for each in store.dossiers.all(BO)] == [new.id]
        assert store.dossiers.all(CEM) == store.dossiers.all(PAL) == store.dossiers.all(BORROWER) == []
        assert store.dossiers.all(replace(BO, groups=frozenset())) == []
        assert store.dossiers.all(replace(ANNA, owners=frozenset({"Polisen"}))) == []
        with store.database.read() as connection:
            assert "Krogen" not in repr(connection.execute(select(dossiers)).all())

    def test_readers_read_and_the_maker_alone_rules(self, store: Store) -> None:
        id = made(store).id
        for refused in (
            lambda: store.dossiers.describe(BO, id, "Annan", "", ""),
            lambda: store.dossiers.arrange(BO, id, [Section("s", "Ett")]),
            lambda: store.dossiers.share(BO, id, Audience.OWN),
            lambda: store.dossiers.close(BO, id, True),
            lambda: store.dossiers.remove(BO, id),
            lambda: store.dossiers.get(PAL, id),
            lambda: store.dossiers.make(BORROWER, OWNER, "Lånad"),
            lambda: store.dossiers.share(ANNA, id, Audience.GROUP, "annan"),
        ):
            with pytest.raises(AccessDeniedError):
                refused()
        store.dossiers.share(ANNA, id, Audience.OWNER, writes=True)
        store.dossiers.describe(BO, id, "Krogen 2", "K-1", "ord")
        assert store.dossiers.get(CEM, id).words == "ord"
        store.dossiers.close(ANNA, id, True)
        for viewer in (ANNA, BO):
            with pytest.raises(AccessDeniedError):
                store.dossiers.writable(viewer, id)
        store.dossiers.close(ANNA, id, False)
        assert store.dossiers.writable(BO, id)
        with pytest.raises(ValueError, match="title"):
            store.dossiers.describe(ANNA, id, " ", "", "")

    def test_removed_is_brought_back_and_erased_in_the_end(self, store: Store) -> None:
        id = made(store, [document(put(store, "a.txt"))]).id
        store.dossiers.remove(ANNA, id)
        assert store.dossiers.all(ANNA) == store.dossiers.all(BO) == store.dossiers.all(BO, removed=True) == []
        store.dossiers.restore(ANNA, id)
        assert len(inside(store, ANNA, id)) == 1
        store.dossiers.remove(ANNA, id)
        with store.database.write() as connection:
            connection.execute(update(dossiers).values(removed=now() - KEPT_REMOVED * 2))
        assert store.dossiers.all(ANNA, removed=True) == []
        store.dossiers.remove(ANNA, made(store).id)
        with store.database.read() as connection:
            assert connection.execute(select(dossier_items)).all() == []

    def test_what_a_reader_may_not_read_is_not_there(self, store: Store) -> None:
        first, second = put(store, "a.txt"), put(store, "b.txt")
        things = [document(first), page(second, 2), document(second), page(first, 1), page(first, 2)]
        id = made(store, things).id
        every = [(thing.kind.value, thing.document, thing.page) for thing in things]
        assert inside(store, BO, id) == every
        marking = mark(store, second)
        assert inside(store, ANNA, id) == inside(store, OFFICER, id) == every
        assert inside(store, BO, id) == [each for each in every if each[1] == first]
        hidden = store.dossier_items.all(ANNA, store.dossiers.get(ANNA, id))[1].id
        with pytest.raises(AccessDeniedError, match="finns inte"):
            store.dossier_items.get(BO, store.dossiers.get(BO, id), hidden)
        store.markings.lower(OFFICER, marking, "prövad")
        mark(store, first, 2)
        assert inside(store, BO, id) == every[:4]

    def test_nothing_that_may_not_be_read_or_is_lent_is_put_in(self, store: Store) -> None:
        first, theirs = put(store, "a.txt"), put(store, "pm.txt", source="pm")
        of = made(store)
        mine = store.dossiers.make(BORROWER, "Polisen", "Egen")
        for viewer, into, thing in (
            (ANNA, of, document(theirs)),
            (ANNA, of, page(first, 9)),
            (ANNA, of, Thing(ItemKind.ENTITY, entities=("0" * 32,))),
            (ANNA, of, Thing(ItemKind.NETWORK)),
            (BORROWER, mine, document(first)),
        ):
            with pytest.raises(AccessDeniedError):
                store.dossier_items.add(
                    viewer, into, [document(theirs) if viewer is BORROWER else page(first, 1), thing]
                )
            assert store.dossier_items.all(viewer, into) == []
        assert store.dossier_items.add(ANNA, of, [page(first, 1), page(first, 1), document(first)]) == 2
        assert store.dossier_items.add(ANNA, of, [page(first, 1)]) == 0

    def test_words_of_an_item_tell_no_more_than_their_reader_reads(self, store: Store) -> None:
        first = put(store, "a.txt")
        of = made(store)
        store.dossier_items.add(ANNA, of, [document(first), page(first, 1)], "om Bo Ek på sidan två")
        mark(store, first, 2)
        told = [item.words for item in store.dossier_items.all(BO, of)]
        assert told == ["", "om Bo Ek på sidan två"]
        protect(store)
        assert [item.words for item in store.dossier_items.all(CEM, of)] == ["", "om █████ på sidan två"]

    def test_nobody_writes_over_words_that_they_are_not_told(self, store: Store) -> None:
        first = put(store, "a.txt")
        of = made(store, writes=True)
        store.dossier_items.add(ANNA, of, [document(first), page(first, 1)], "Bo Ek")
        whole, one = store.dossier_items.all(ANNA, of)
        mark(store, first, 2)
        assert [item.told for item in store.dossier_items.all(BO, of)] == [False, True]
        with pytest.raises(AccessDeniedError):
            store.dossier_items.describe(BO, of, whole.id, "mitt")
        protect(store)
        store.dossier_items.describe(CEM, of, one.id, "█████")  # as it is shown, sent back
        assert [item.words for item in store.dossier_items.all(OFFICER, of)] == ["Bo Ek", "Bo Ek"]

    def test_what_is_covered_for_whoever_changes_something_else_stays(self, store: Store) -> None:
        of = made(store, writes=True)
        store.dossiers.describe(ANNA, of.id, "Bo Ek på krogen", "K-1", "Bo Ek igen")
        store.dossiers.arrange(ANNA, of.id, [Section("e" * 32, "Bo Eks besök"), Section("f" * 32, "Resten")])
        protect(store)
        shown = store.dossiers.get(CEM, of.id)
        assert (shown.title, shown.words) == ("█████ på krogen", "█████ igen")
        store.dossiers.describe(CEM, of.id, shown.title, "K-2", shown.words)
        store.dossiers.arrange(CEM, of.id, [*reversed(shown.sections), Section("s" * 32, "Nytt")])
        after = store.dossiers.get(OFFICER, of.id)
        assert (after.title, after.reference, after.words) == ("Bo Ek på krogen", "K-2", "Bo Ek igen")
        assert [each.title for each in after.sections] == ["Resten", "Bo Eks besök", "Nytt"]
        store.dossiers.arrange(CEM, of.id, [Section("e" * 32, "Första")])
        assert [each.title for each in store.dossiers.get(OFFICER, of.id).sections] == ["Första"]

    def test_entities_follow_what_names_them_and_are_there_for_who_may_know_them(self, store: Store) -> None:
        first = put(store, "a.txt")
        bo = entity(store, ANNA, Label.PERSON, "Bo Ek")
        krog = entity(store, ANNA, Label.ORG, "Åkes Krog")
        of = made(store)
        store.dossier_items.add(ANNA, of, [Thing(ItemKind.ENTITY, entities=(bo,))], "misstänkt")
        store.dossier_items.add(ANNA, of, [Thing(ItemKind.NETWORK, entities=(krog, bo), state={"x": 1})])
        assert [item.thing.entities for item in store.dossier_items.all(BO, of)] == [(bo,), (krog, bo)]
        mark(store, first, 2)
        (left,) = store.dossier_items.all(BO, of)
        assert (left.thing.kind, left.thing.entities) == (ItemKind.NETWORK, (krog,))
        store.dossiers.share(ANNA, of.id, Audience.OWNER, writes=True)
        with pytest.raises(AccessDeniedError):  # he is not told what was said before
            store.dossier_items.describe(BO, store.dossiers.writable(BO, of.id), left.id, "sett")
        store.dossier_items.describe(ANNA, of, left.id, "sett")
        whole = store.dossier_items.all(ANNA, of)[1]
        assert (whole.thing.entities, whole.thing.state, whole.words) == ((krog, bo), {"x": 1}, "sett")

    def test_order_and_sections(self, store: Store) -> None:
        ids = [put(store, f"{name}.txt") for name in "abcd"]
        of = made(store, map(document, ids))
        store.dossiers.arrange(ANNA, of.id, [Section("s" * 32, "Ett")])
        of, items = store.dossiers.get(ANNA, of.id), store.dossier_items
        a, b, c, d = [item.id for item in items.all(ANNA, of)]

        def order(viewer: Viewer = ANNA) -> list[str]:
            return [item.id for item in items.all(viewer, of)]

        items.move(ANNA, of, d, section="", after=a)
        assert order() == [a, d, b, c]
        items.move(ANNA, of, c, section="")
        assert order() == [c, a, d, b]
        mark(store, ids[0])
        store.dossiers.share(ANNA, of.id, Audience.OWNER, writes=True)
        items.move(BO, of, b, section="", after=c)  # a stays where it is among the rest
        assert order(BO) == [c, b, d]
        assert order() == [c, b, a, d]
        items.move(ANNA, of, b, section="s" * 32)
        assert [item.section for item in items.all(ANNA, of) if item.id == b] == ["s" * 32]
        store.dossiers.arrange(ANNA, of.id, [])
        assert {item.section for item in items.all(ANNA, store.dossiers.get(ANNA, of.id))} == {""}
        items.remove(ANNA, of, d)
        assert d not in order()
        assert [item.id for item in items.all(ANNA, of, removed=True)] == [d]
        items.remove(ANNA, of, d, removed=False)
        assert order() == [c, a, d, b]

    def test_the_one_that_was_used_last(self, store: Store) -> None:
        first = put(store, "a.txt")
        assert store.dossiers.last_used(ANNA) == ""
        one, two = made(store), made(store)
        store.dossier_items.add(ANNA, one, [document(first)])
        assert store.dossiers.last_used(ANNA) == one.id
        store.dossiers.close(ANNA, one.id, True)
        assert store.dossiers.last_used(ANNA) == two.id
        assert store.dossiers.last_used(BO) == ""

    def test_a_fragment_points_at_its_words(self, store: Store) -> None:
        first = put(store, "a.txt")
        words = quoted(PAGES[1], 0, 5)
        of = made(store, [Thing(ItemKind.FRAGMENT, first, 2, words)])
        (item,) = store.dossier_items.all(BO, of)
        assert item.thing.quotation == words
        longer = Thing(ItemKind.FRAGMENT, first, 2, quoted(PAGES[1], 0, 28))
        assert store.dossier_items.add(ANNA, of, [longer, Thing(ItemKind.FRAGMENT, first, 2, words), longer]) == 1
        protect(store)
        assert store.dossier_items.all(CEM, of) == []
