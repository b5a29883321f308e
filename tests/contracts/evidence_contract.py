"""The part of the register's contract that is about what counts as evidence of who is who, and what id follows."""

from __future__ import annotations

from itertools import permutations

import pytest

from models.identity import entity_id
from models.judgement import Act
from models.mention import Label
from models.reference import Key, Mark, Reference
from models.source import Source
from models.store.namesakes import told_apart
from models.store.resolution import call_also, references_of, uncall
from models.store.store import Store
from models.withdrawal import Scope
from tests.conftest import viewer_of
from tests.contracts import judgements_contract
from tests.contracts.resolution_contract import (
    BOTH,
    FIRST,
    OTHER,
    OWNER,
    SECOND,
    drained,
    entities_of,
    entity_of,
    person,
    rare,
    told,
)

BARE, FULL = "Provkvarnen Mat & Bar", "Provkvarnen Mat & Bar AB"


def firm(name: str) -> Reference:
    """A reference to a company that is tied by what all of its names have in common."""
    return Reference(Label.ORG, name, ((1, 0),), (), (Key("name", "name:provkvarnen", 0.98),))


class EvidenceContract:
    """Each test gets an empty ``store``."""

    @pytest.fixture(autouse=True)
    def _sources_of_evidence(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", OWNER))
        store.sources.add(Source("pm", OTHER, "police"))

    # --- ids by the fullest name --------------------------------------------------------------------------------------

    def test_the_fullest_name_gives_the_id_whatever_came_first(self, store: Store) -> None:
        for at, order in enumerate(permutations([BARE, FULL, BARE, "Provkvarnen"])):
            source, owner = f"s{at}", f"Nämnd {at}"
            store.sources.add(Source(source, owner))
            some = [told(store, f"{at} {turn}".encode(), [firm(name)], source) for turn, name in enumerate(order)]
            viewer = viewer_of(owner)
            named = {id for one in some for _, id in store.documents.mentions(viewer, one)}
            assert named == {entity_id(store.key, "ORG", FULL)}
            assert [each.name for each, _ in store.entities.list(viewer)] == [FULL]

    def test_who_reads_two_owners_sees_it_once(self, store: Store) -> None:
        one = [told(store, b"1", [firm(BARE)]), told(store, b"2", [firm(FULL)])]
        other = [told(store, b"3", [firm(FULL)], "pm"), told(store, b"4", [firm(BARE)], "pm")]
        assert len({entity_of(store, each) for each in (*one, *other)}) == 1

    def test_the_index_follows_a_new_id(self, store: Store) -> None:
        some = [told(store, bytes([at]), [firm(BARE)]) for at in range(3)]
        drained(store)
        last = told(store, b"9", [firm(FULL)])
        assert drained(store) == sorted([*some, last])
        told(store, b"10", [firm(BARE)])
        assert len(drained(store)) == 1

    def test_what_was_judged_goes_by_the_new_id(self, store: Store) -> None:
        left, right = told(store, b"1", [firm(BARE)]), told(store, b"2", [person("Anna Berg")])
        said = judgements_contract.judgement(Act.DISMISS, entity_of(store, left), entity_of(store, right))
        store.judgements.add(said)
        told(store, b"3", [firm(FULL)])
        assert store.judgements.all(BOTH, about=entity_id(store.key, "ORG", FULL)) != []

    def test_an_id_does_not_pass_from_one_to_another_of_the_name(self, store: Store) -> None:
        one = told(store, b"1", [person("Johan Andersson", number=FIRST)])
        two = told(store, b"2", [person("Johan Andersson", number=SECOND)])
        own = entity_id(store.key, "PERSON", "Johan Andersson")
        assert (entity_of(store, one), entity_of(store, two) == own) == (own, False)
        told(store, b"3", [person("Johan Emil Andersson", number=FIRST)])  # the first has a fuller name now
        assert entity_of(store, one) == entity_id(store.key, "PERSON", "Johan Emil Andersson")
        assert entity_of(store, two) == own  # the only one of the name that is left
        told(store, b"2", [person("Johan Erik Andersson", number=SECOND)])
        last = told(store, b"4", [person("Johan Andersson")])
        assert (entity_of(store, last), store.entities.get(BOTH, own).name) == (own, "Johan Andersson")

    # --- documents that count no more ---------------------------------------------------------------------------------

    def test_a_withdrawn_document_is_no_bridge(self, store: Store) -> None:
        case, phone = Key("name+case", "a|case:1", 0.99), Key("name+phone", "a|phone:2", 0.99)
        one, two = told(store, b"1", [person("Anna Berg", case)]), told(store, b"2", [person("Anna Berg", phone)])
        bridge = told(store, b"3", [person("Anna Berg", case, phone)])
        assert len({entity_of(store, each) for each in (one, two, bridge)}) == 1
        drained(store)
        withdrawal, _ = store.withdrawals.take(BOTH, Scope.DOCUMENT, bridge, "fel")
        assert entity_of(store, one) != entity_of(store, two)
        assert set(drained(store)) & {one, two}
        store.withdrawals.undo(BOTH, withdrawal.id)
        assert len({entity_of(store, each) for each in (one, two, bridge)}) == 1

    def test_a_withdrawn_number_no_longer_says_that_two_bear_the_name(self, store: Store) -> None:
        one = told(store, b"1", [person("Magnus Provic", rare("mp"), number=FIRST)])
        bare = told(store, b"2", [person("Magnus Provic", rare("mp"))])
        two = told(store, b"3", [person("Magnus Provic", rare("mp"), number=SECOND)])
        assert len({entity_of(store, each) for each in (one, bare, two)}) == 3
        withdrawal, _ = store.withdrawals.take(BOTH, Scope.DOCUMENT, two, "fel")
        assert entity_of(store, bare) == entity_of(store, one)
        store.withdrawals.undo(BOTH, withdrawal.id)
        assert len({entity_of(store, each) for each in (one, bare, two)}) == 3

    def test_a_withdrawn_document_finds_nobody_and_gives_no_name(self, store: Store) -> None:
        one, full = told(store, b"1", [firm(BARE)]), told(store, b"2", [firm(FULL)])
        store.withdrawals.take(BOTH, Scope.DOCUMENT, full, "fel")
        assert entity_of(store, one) == entity_id(store.key, "ORG", BARE)
        assert store.entities.get(BOTH, entity_of(store, one)).name == BARE
        told(store, b"2", [firm(FULL)])  # read again, it counts as little
        assert entity_of(store, one) == entity_id(store.key, "ORG", BARE)
        store.withdrawals.take(BOTH, Scope.SOURCE, "tillsyn", "fel")
        with store.database.read() as connection:
            for name in (BARE, FULL):
                assert references_of(connection, OWNER, entity_id(store.key, "ORG", name)) == []

    def test_a_newer_version_takes_the_place_of_the_older(self, store: Store) -> None:
        case, phone = Key("name+case", "a|case:1", 0.99), Key("name+phone", "a|phone:2", 0.99)
        one, two = told(store, b"1", [person("Anna Berg", case)]), told(store, b"2", [person("Anna Berg", phone)])
        bridge = told(store, b"3", [person("Anna Berg", case, phone)])
        known = store.sources.get("tillsyn")
        newer = store.arrivals.arrive(known, store.vault.put(b"new"), 3, path=f"/in/{b'3'!r}", name="a.txt").document
        assert entity_of(store, one) == entity_of(store, two)  # until the newer one is read
        assert told(store, b"new", [person("Anna Berg", case)]) == newer
        assert entity_of(store, one) != entity_of(store, two)
        store.withdrawals.take(BOTH, Scope.DOCUMENT, newer, "fel")  # what lay there before is found again
        assert store.documents.get(BOTH, bridge).is_searchable
        assert entity_of(store, one) == entity_of(store, two)

    def test_an_alias_that_is_taken_back_leaves_those_who_are_called_so(self, store: Store) -> None:
        one = told(store, b"1", [person("Margareta Provsköld")])
        others = [
            told(store, bytes([at]), [person("Maggan", number=number)]) for at, number in ((2, FIRST), (3, SECOND))
        ]
        with store.database.write() as connection:
            call_also(connection, store.key, OWNER, entity_of(store, one), "Maggan", "j1")
        called = {entity_of(store, each) for each in others}
        assert set(store.entities.find(BOTH, "PERSON", "Maggan")) == {*called, entity_of(store, one)}
        with store.database.write() as connection:
            uncall(connection, store.key, OWNER, "j1")
        assert set(store.entities.find(BOTH, "PERSON", "Maggan")) == called
        third = told(store, b"4", [Reference(Label.PERSON, "Margareta Lo", ((1, 0),), ("Maggan",))])
        with store.database.write() as connection:
            call_also(connection, store.key, OWNER, entity_of(store, third), "Maggan", "j2")
            uncall(connection, store.key, OWNER, "j2")
        assert entity_of(store, third) in store.entities.find(BOTH, "PERSON", "Maggan")  # its own document says so

    # --- who is which of those who are called alike ------------------------------------------------------------------

    def test_namesakes_are_told_apart_by_what_is_their_own(self, store: Store) -> None:
        def born(number: str) -> Reference:
            marks = (Mark("number", number), Mark("birth", number[:8]))
            key = Key("personnummer", f"number:{number}", 1.0)
            return Reference(Label.PERSON, "Johan Andersson", ((1, 0),), (), (key,), marks)

        number, stranger = (Reference(Label.PERSONNUMMER, n, ((1, at),)) for n, at in ((FIRST, 5), (SECOND, 7)))
        case = Reference(Label.CASE, "MN 2024-77", ((1, 9),))
        one = told(store, b"1", [born(FIRST), number, stranger, case])
        two = told(store, b"2", [person("Johan Andersson")])
        other = told(store, b"3", [person("Johan Andersson"), Reference(Label.CASE, "K 12-24", ((1, 9),))], "pm")
        ids = [entities_of(store, each)[0] for each in (one, two)]
        notes = told_apart(store.database, store.key, viewer_of(OWNER), ids)
        assert notes == {ids[0]: "född 1985-03-12, MN 2024-77, tillsyn", ids[1]: "tillsyn"}
        assert FIRST[8:] not in notes[ids[0]]
        assert told_apart(store.database, store.key, viewer_of(OWNER), ids[:1]) == {}  # nobody to tell it from
        assert list(told_apart(store.database, store.key, viewer_of(OWNER), ids[:1], every=True)) == ids[:1]
        assert told_apart(store.database, store.key, viewer_of("Annan"), ids, every=True) == {}
        assert entities_of(store, other)[0] == ids[0]  # the other owner's first of the name has the name's own id too
        assert "K 12-24" not in notes[ids[0]]

    def test_a_samordningsnummer_is_told_by_the_day_of_birth_that_it_says(self, store: Store) -> None:
        for at, (number, mark) in enumerate(
            {"198503729805": Mark("number", "198503729805"), "19850372-XXXX": Mark("birth", "19850312")}.items()
        ):
            one = Reference(Label.PERSON, f"Johan Ek {at}", ((1, 0),), (), (Key("name", f"name:{at}", 1.0),), (mark,))
            paper = told(store, number.encode(), [one, Reference(Label.PERSONNUMMER, number, ((1, 5),))])
            id = entities_of(store, paper)[0]
            notes = told_apart(store.database, store.key, viewer_of(OWNER), [id], every=True)
            assert notes == {id: "född 1985-03-12, tillsyn"}
