"""What an index with compartments promises besides: an ``index`` (with ``compartments``) as fixtures, to inherit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.store.compartments import Compartment, Compartments
from models.store.database import Database
from models.store.schema import compartments as table
from search.compartments import CompartmentIndex
from search.index import Filter, IndexQuery, IndexUnit
from search.key_counts import Key
from search.query import And, Everything, Or, TokenField
from tests.contracts.asking import BOTH, A, B, ask, document, found, ids, word

G, H = "grupp G", "grupp H"
OF_G, OF_BOTH = replace(BOTH, groups=frozenset({G})), replace(BOTH, groups=frozenset({G, H}))
OFFICER = replace(BOTH, officer_of=frozenset({A}))
_GROUP = frozenset({G})


def register_at(path: Path) -> Compartments:
    """A register of compartments and nothing else."""
    database = Database(f"sqlite:///{path}")
    table.create(database.engine)
    database.close()
    return Compartments(database.url)


def kept(unit: IndexUnit, *needs: str, lacks: tuple[str, ...] = ()) -> IndexUnit:
    return replace(unit, needs=frozenset(needs), lacks=frozenset(lacks))


def parted(id: str, open_text: str, secret: str, owner: str = A) -> list[IndexUnit]:
    """A document of two pages, the second kept for the group."""
    return [
        kept(document(id, open_text, owner=owner), lacks=(G,)),
        kept(document(id, open_text, secret, owner=owner), G),
    ]


def shown(unit: IndexUnit, *numbers: int) -> IndexUnit:
    """The unit with these of its pages alone."""
    return replace(unit, pages=tuple(page for page in unit.pages if page.number in numbers))


class CompartmentsContract:
    def test_a_document_with_a_kept_page_is_found_by_what_each_may_read(self, index: CompartmentIndex) -> None:
        index.put([*parted("d1", "lås", "dörr"), document("d2", "lås", "ort")])
        both = And((word("lås"), word("dörr")))
        assert found(index, both) == set()
        assert found(index, both, OF_G) == found(index, both, OFFICER) == {"d1"}
        assert found(index, both, replace(OF_G, shared=frozenset({A}))) == set()
        assert found(index, word("lås")) == found(index, word("lås"), OF_G) == {"d1", "d2"}
        hits = ask(index, Everything(), OF_G).hits
        assert {hit.owner for hit in hits} == {A}
        assert index.pages(Or((word("lås"), word("dörr"))), BOTH, ["d1"]) == {"d1": (1,)}
        assert set(index.pages(Or((word("lås"), word("dörr"))), OF_G, ["d1"])["d1"]) == {1, 2}

    def test_what_stands_on_a_page_is_counted_for_those_who_read_it(self, index: CompartmentIndex) -> None:
        index.put([*parted("d1", "lås", "dörr"), document("d2", "lås")])
        keys, places = frozenset({Key(TokenField.EXACT, "dörr")}), [("d1", 1), ("d1", 2), ("d2", 1)]
        told, of_g = index.key_counts(keys, BOTH, places), index.key_counts(keys, OF_G, places)
        assert set(told) in (set(), {("d1", 1), ("d2", 1)})  # nothing at all where the back end does not count
        assert not any(counts.times for counts in told.values())
        assert set(of_g) == ({*told, ("d1", 2)} if told else set())
        assert [place for place, counts in of_g.items() if counts.times] == ([("d1", 2)] if told else [])

    def test_words_like_are_of_what_each_may_read(self, index: CompartmentIndex) -> None:
        index.put([*parted("d1", "annat", "krogen"), document("d2", "stad")])
        assert "krogen" not in index.words_like("krogem", BOTH)
        assert "krogen" in index.words_like("krogem", OF_G)

    def test_what_moves_leaves_nothing_behind(self, index: CompartmentIndex) -> None:
        index.put([document("d1", "lås", "dörr")])
        index.put(parted("d1", "lås", "dörr"))
        assert found(index, word("dörr")) == set()
        assert len(ask(index, Everything(), OF_G).hits) == 1
        index.put([kept(document("d1", "lås"), G, H)])
        assert [found(index, word("lås"), each) for each in (BOTH, OF_G, OF_BOTH)] == [set(), set(), {"d1"}]
        index.put([document("d1", "lås")])
        assert [ids(ask(index, Everything(), each)) for each in (BOTH, OF_G, OF_BOTH)] == [["d1"]] * 3

    def test_a_page_that_is_withheld_later_is_told_no_more_where_others_are(self, index: CompartmentIndex) -> None:
        whole = document("d1", *["lås"] * 5)
        for open_pages in ((1, 2, 3, 4, 5), (1, 3, 4, 5), (1, 4, 5), (1, 4), (4,)):
            index.put([kept(shown(whole, *open_pages), lacks=(G,)), kept(whole, G)])
            assert set(index.pages(word("lås"), BOTH, ["d1"])["d1"]) == set(open_pages)
            assert set(index.pages(word("lås"), OF_G, ["d1"])["d1"]) == {1, 2, 3, 4, 5}
        index.put([kept(shown(whole), lacks=(G,)), kept(whole, G)])
        assert index.pages(word("lås"), BOTH, ["d1"]) == {}

    def test_a_page_that_was_withheld_meanwhile_does_not_come_back_with_a_new_version(
        self, index: CompartmentIndex
    ) -> None:
        whole = document("d1", *["lås"] * 5)
        index.put([whole])
        version = index.new_version(A)
        index.put([shown(whole, 1, 4, 5)])
        version.put([whole, document("d2", "lås")])  # as it was read before
        assert version.count() == 2
        version.swap()
        assert set(index.pages(word("lås"), BOTH, ["d1"])["d1"]) == {1, 4, 5}

    def test_a_deleted_document_is_gone_from_all(self, index: CompartmentIndex) -> None:
        index.put([*parted("d1", "lås", "dörr"), document("d2", "lås")])
        assert index.documents(A) == {"d1", "d2"}
        index.delete(A, ["d1", "never"])
        assert found(index, Everything()) == found(index, Everything(), OFFICER) == {"d2"}
        assert index.documents(A) == {"d2"}

    def test_one_owners_group_reads_another_owners_by_the_grant_alone(self, index: CompartmentIndex) -> None:
        index.put([kept(document("d1", "lås", owner=B), G), kept(document("d2", "lås"), G)])
        assert found(index, word("lås"), OF_G) == {"d1", "d2"}
        assert found(index, word("lås"), Filter(frozenset({A}), groups=_GROUP)) == {"d2"}
        assert found(index, word("lås"), OFFICER) == {"d2"}

    def test_a_new_version_is_of_all_compartments(self, index: CompartmentIndex) -> None:
        units = [*parted("d1", "lås", "dörr"), document("d2", "lås")]
        index.put(units)
        before, version = index.version(A), index.new_version(A)
        version.put(units)
        version.put([kept(document("d3", "ort"), H)])  # a compartment that there was not when it was begun
        index.put(parted("d4", "tak", "orm"))
        assert version.count() == 4
        version.swap()
        assert index.version(A) > before
        assert index.documents(A) == {"d1", "d2", "d3", "d4"}
        assert found(index, word("dörr"), OF_G) == {"d1"}
        assert found(index, Everything(), OF_BOTH) == {"d1", "d2", "d3", "d4"}
        assert found(index, Everything()) == {"d1", "d2", "d4"}

    def test_what_is_drained_meanwhile_is_moved_in_the_new_version_too(self, index: CompartmentIndex) -> None:
        index.put([document("d1", "lås", "dörr"), kept(document("d0", "ort"), G), *parted("d9", "x", "y")])
        version = index.new_version(A)
        version.put([document("d1", "lås", "dörr"), kept(document("d0", "ort"), G), *parted("d9", "x", "y")])
        index.put(parted("d1", "lås", "dörr"))
        assert version.count() == 3
        version.swap()
        assert found(index, word("dörr")) == set()
        assert found(index, word("dörr"), OF_G) == {"d1"}

    def test_a_compartment_that_is_opened_meanwhile_is_in_use_with_the_others(self, index: CompartmentIndex) -> None:
        index.put([document("d1", "lås", "dörr")])
        version = index.new_version(A)
        version.put(parted("d1", "lås", "dörr"))  # marked, and not drained yet
        for each in (BOTH, OF_G, OFFICER):
            assert ids(ask(index, word("lås"), each)) == ["d1"]
        index.put([*parted("d1", "lås", "dörr"), *parted("d2", "tak", "orm")])
        assert version.count() == 2
        version.swap()
        assert [found(index, Everything(), each) for each in (BOTH, OF_G)] == [{"d1", "d2"}] * 2
        assert [found(index, word("dörr"), each) for each in (BOTH, OF_G)] == [set(), {"d1"}]

    def test_what_belongs_where_a_drain_was_first_is_left_to_the_drain(self, index: CompartmentIndex) -> None:
        index.put([document("d1", "lås", "dörr"), document("d2", "tak", "orm")])
        version = index.new_version(A)
        index.put(parted("d2", "tak", "orm"))
        version.put(parted("d1", "lås", "dörr"))
        assert ids(ask(index, word("lås"), OF_G)) == ["d1"]
        assert version.count() != 2
        index.put(parted("d1", "lås", "dörr"))
        assert version.count() == 2
        version.swap()
        assert [found(index, Everything(), each) for each in (BOTH, OF_G)] == [{"d1", "d2"}] * 2

    def test_a_version_in_which_somebody_would_find_a_document_twice_has_another_count(
        self, index: CompartmentIndex
    ) -> None:
        index.put([kept(document("d1", "lås"), G)])
        version = index.new_version(A)
        version.put([document("d1", "lås")])
        version.put([kept(document("d1", "lås"), G)])
        assert version.count() == 2
        version.discard()
        assert index.documents(A) == {"d1"}
        assert found(index, Everything()) == set()

    def test_standing_questions_are_held_against_the_unit_of_their_user(self, index: CompartmentIndex) -> None:
        standing = {str(at): IndexQuery(word("dörr"), each) for at, each in enumerate((BOTH, OF_G, OFFICER))}
        told = index.candidates(standing, [*parted("d1", "lås", "dörr"), *parted("d2", "lås", "ort")])
        assert [told.get(each, frozenset()) for each in "012"] == [frozenset(), {"d1"}, {"d1"}]
        assert index.documents(A) == set()

    def test_a_compartment_is_known_before_anything_lies_in_it(
        self, index: CompartmentIndex, compartments: Compartments, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(type(index._back_end), "put", killed)
        with pytest.raises(KeyboardInterrupt):
            index.put(parted("d1", "lås", "dörr"))
        assert set(compartments.all()) == {Compartment(A, _GROUP), Compartment(A, lacks=_GROUP)}
