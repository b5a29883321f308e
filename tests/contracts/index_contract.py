"""The contract of :class:`search.index.Index`, to inherit: a back end's test class gives an ``index`` fixture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from search.index import FacetCounts, Filter, Index, IndexUnit
from search.page_counts import page_counts
from search.query import (
    Alternative,
    And,
    Everything,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
)
from tests.contracts.asking import BOTH, ONLY_A, A, B, ask, document, found, ids, word
from tests.contracts.order_contract import OrderContract
from tests.contracts.query_language_contract import QueryLanguageContract
from tests.contracts.versions_contract import VersionsContract


class ChangesContract:
    """Putting in and taking out."""

    def test_nothing_is_found_before_anything_is_put_in(self, index: Index) -> None:
        answer = ask(index, Everything(), facets=("kind",))
        assert (answer.total, answer.hits, answer.facets["kind"].values) == (0, (), ())
        assert (index.documents(A), index.version(A)) == (frozenset(), 0)
        assert index.pages(word("lås"), BOTH, ["d1"]) == {}

    def test_a_put_is_searchable_at_once(self, index: Index) -> None:
        index.put([document("d1", "ett lås"), document("d2", "två lås", owner=B)])
        assert found(index, word("lås")) == {"d1", "d2"}
        assert index.documents(A) == {"d1"}
        assert (index.version(A), index.version(B)) == (1, 1)

    def test_a_second_put_replaces_the_whole_document(self, index: Index) -> None:
        index.put([document("d1", "gammal", "lås", kind=("pm",), name="före")])
        index.put([document("d1", "ny", kind=("tips",), name="efter")])
        assert not found(index, Or((word("gammal"), word("lås"), word("före"))))
        assert found(index, And((word("ny"), word("efter")))) == {"d1"}
        assert ask(index, Everything(), facets=("kind",)).facets["kind"].values == (("tips", 1),)
        assert index.pages(Or((word("lås"), word("ny"))), BOTH, ["d1"]) == {"d1": (1,)}

    def test_a_deleted_document_is_gone_and_unknown_ones_are_no_error(self, index: Index) -> None:
        index.delete(A, ["never"])
        index.put([document("d1", "lås"), document("d2", "lås")])
        index.delete(A, ["d1", "never"])
        assert found(index, word("lås")) == {"d2"}
        assert index.documents(A) == {"d2"}
        assert index.pages(word("lås"), BOTH, ["d1", "d2"]) == {"d2": (1,)}

    def test_scrubbing_leaves_what_stays_as_it_is(self, index: Index) -> None:
        index.put([document("d1", "lås"), document("d2", "lås")])
        index.delete(A, ["d1"])
        for owner in (A, "never"):
            index.scrub(owner)
        assert found(index, word("lås")) == {"d2"}
        assert index.pages(word("lås"), BOTH, ["d2"]) == {"d2": (1,)}

    @pytest.mark.parametrize("portion", [2, 10_000])
    def test_pages_are_counted_by_document(self, index: Index, monkeypatch: pytest.MonkeyPatch, portion: int) -> None:
        for module in ("search.embedded.page_counts", "search.opensearch.index"):
            monkeypatch.setattr(f"{module}.PORTION", portion)
        index.put([document("d1", "lås", "", "dörr"), document("d2", "lås"), document("d3")])
        index.put([document("d4", "", owner=B)])
        index.put([document("d2", "lås", "ort"), document("d5", "lås")])
        assert _pages(index, A) == {"d1": 3, "d2": 2, "d5": 1}
        index.put([document("d1", "lås", "dörr")])
        index.delete(A, ["d5"])
        assert [_pages(index, owner) for owner in (A, B, "Okänd")] == [{"d1": 2, "d2": 2}, {"d4": 1}, {}]

    def test_a_document_without_words_is_held(self, index: Index) -> None:
        index.put([document("d1"), document("d2", "")])
        assert found(index, Everything()) == {"d1", "d2"}


def _pages(index: Index, owner: str) -> dict[str, int]:
    told = page_counts(index, owner)
    assert told is not None
    return {id: number for id, number in told if number}


class MatchingContract:
    """What a tree finds."""

    def test_words_are_joined_over_the_whole_document(self, index: Index) -> None:
        index.put([document("d1", "lås", "dörr"), document("d2", "lås")])
        assert found(index, And((word("lås"), word("dörr")))) == {"d1"}
        assert found(index, Not(word("dörr"))) == {"d2"}
        assert found(index, And(())) == {"d1", "d2"}
        assert found(index, Or(())) == set()

    def test_words_like_another_are_told_of_the_owners_asked_for(self, index: Index) -> None:
        index.put([document("d1", "krogen lås", name="krogar"), document("d2", "kroken", owner=B)])
        index.put([document("d3", "tillstånd")])
        assert {"krogen", "kroken"} <= index.words_like("krogem", BOTH) <= {"krogen", "kroken", "krogar"}
        assert "krogen" in index.words_like("krogem", ONLY_A)
        assert "kroken" not in index.words_like("krogem", ONLY_A)
        assert "tillstånd" in index.words_like("tilstånd", ONLY_A)
        assert "krogar" in index.words_like("krogaar", ONLY_A)
        assert index.words_like("krogem", Filter(frozenset())) == frozenset()

    def test_a_name_is_found_by_its_sound(self, index: Index) -> None:
        index.put([document("d1", "xKarl"), document("d2", "Karl")])
        assert found(index, word("arl", TokenField.SOUND)) == {"d2"}

    def test_letters_are_never_folded(self, index: Index) -> None:
        index.put([document("d1", "las"), document("d2", "lås"), document("d3", "Lås")])
        assert found(index, word("lås")) == {"d2"}

    def test_a_phrase_stands_in_order_on_one_page(self, index: Index) -> None:
        index.put([document("d1", "röd bil"), document("d2", "bil röd"), document("d3", "röd", "bil")])
        assert found(index, Phrase("röd bil", ("röd", "bil"))) == {"d1"}

    def test_the_name_is_looked_in_like_a_page(self, index: Index) -> None:
        index.put([document("d1", "tom", name="röd bil"), document("d2", "röd", name="bil")])
        assert found(index, word("bil")) == {"d1", "d2"}
        assert found(index, Prefix("bi")) == {"d1", "d2"}
        assert found(index, Phrase("röd bil", ("röd", "bil"))) == {"d1"}
        assert found(index, word("bil", TokenField.LEMMA)) == set()

    def test_what_has_no_keys_finds_nothing(self, index: Index) -> None:
        index.put([document("d1", "lås")])
        empty = (Term("x", ()), Term("x", (Alternative(TokenField.EXACT, ()),)), Phrase("", ()))
        assert found(index, Or(empty)) == set()

    def test_deep_and_wide_trees_are_answered(self, index: Index) -> None:
        index.put([document("d1", "lås"), document("d2", "bil")])
        tree: Node = word("lås")
        for _ in range(30):
            tree = Or((And((tree, Everything())), word("nej")))
        assert found(index, tree) == {"d1"}
        fields = (TokenField.EXACT, TokenField.LEMMA, TokenField.SKELETON)
        wide = tuple(Term(str(n), tuple(Alternative(field, (str(n),)) for field in fields)) for n in range(600))
        assert found(index, Or((*wide, word("bil")))) == {"d2"}


class WallContract:
    """What the filter lets through."""

    def test_no_owner_no_hits(self, index: Index) -> None:
        index.put([document("d1", "lås", kind=("pm",))])
        for owners in (frozenset[str](), frozenset({"Okänd"})):
            answer = ask(index, Everything(), Filter(owners), facets=("kind",))
            assert (answer.total, answer.hits, answer.facets["kind"].values) == (0, (), ())
            assert index.pages(word("lås"), Filter(owners), ["d1"]) == {}

    def test_another_owners_documents_show_nowhere(self, index: Index) -> None:
        index.put([document("d1", "lås", kind=("pm",)), document("d2", "lås", owner=B, kind=("tips",))])
        answer = ask(index, word("lås"), ONLY_A, facets=("kind", "owner"))
        assert ([(hit.document, hit.owner) for hit in answer.hits], answer.total) == ([("d1", A)], 1)
        assert answer.facets["kind"].values == (("pm", 1),)
        assert index.pages(word("lås"), ONLY_A, ["d1", "d2"]) == {"d1": (1,)}

    def test_owners_whose_names_look_alike_are_kept_apart(self, index: Index) -> None:
        owners = ("Polisen", "polisen", "Polisen ", "pölisen", "polisen-docs")
        index.put([document(f"d{at}", "lås", owner=owner) for at, owner in enumerate(owners)])
        for at, owner in enumerate(owners):
            assert found(index, word("lås"), Filter(frozenset({owner}))) == {f"d{at}"}

    def test_dates_are_inclusive_and_let_nothing_undated_through(self, index: Index) -> None:
        days = [date(2024, 5, day) for day in (1, 2, 3)]
        index.put([*(document(f"d{day.day}", day=day) for day in days), document("undated")])
        assert found(index, Everything(), replace(BOTH, since=days[1])) == {"d2", "d3"}
        assert found(index, Everything(), replace(BOTH, until=days[1])) == {"d1", "d2"}
        assert found(index, Everything(), replace(BOTH, since=days[1], until=days[1])) == {"d2"}


class FacetsContract:
    """What is counted."""

    def counted(self) -> list[IndexUnit]:
        return [
            document("d1", "lås", kind=("pm",), PERSON=("p1", "p2")),
            document("d2", "lås", kind=("pm",), PERSON=("p2",)),
            document("d3", "lås", kind=("tips",), PERSON=("p3",), owner=B),
            document("d4", "bil", kind=("pm",), PERSON=("p1",)),
        ]

    def test_counts_fall_then_ids_rise(self, index: Index) -> None:
        index.put(self.counted())
        answer = ask(index, word("lås"), facets=("kind", "PERSON", "ORG"))
        assert answer.facets["kind"].values == (("pm", 2), ("tips", 1))
        assert answer.facets["PERSON"].values == (("p2", 2), ("p1", 1), ("p3", 1))
        assert answer.facets["ORG"].values == ()
        assert all(facet.exact for facet in answer.facets.values())

    def test_a_facet_heeds_every_choice_but_its_own(self, index: Index) -> None:
        index.put(self.counted())
        chosen = replace(BOTH, include={"kind": ("tips",)}, exclude={"PERSON": ("p1",)})
        answer = ask(index, word("lås"), chosen, facets=("kind", "PERSON"))
        assert ids(answer) == ["d3"]
        assert answer.facets["kind"].values == (("pm", 1), ("tips", 1))
        assert answer.facets["PERSON"].values == (("p3", 1),)

    def test_values_of_one_type_are_or_and_types_are_and(self, index: Index) -> None:
        index.put(self.counted())
        assert found(index, Everything(), replace(BOTH, include={"PERSON": ("p1", "p3")})) == {"d1", "d3", "d4"}
        both = replace(BOTH, include={"PERSON": ("p1", "p3"), "kind": ("pm",)})
        assert found(index, Everything(), both) == {"d1", "d4"}
        assert found(index, Everything(), replace(BOTH, include={"PERSON": ("unknown",)})) == set()

    def test_the_limit_cuts_after_all_owners_are_added_up(self, index: Index) -> None:
        mine = [document(f"a{at}", ORG=(f"o{at % 7}",)) for at in range(21)]
        theirs = [document(f"b{at}", ORG=("o6", f"x{at}"), owner=B) for at in range(3)]
        index.put([*mine, *theirs])
        answer = ask(index, Everything(), facets=("ORG",), facet_limit=2)
        assert answer.facets["ORG"].values == (("o6", 6), ("o0", 3))

    def test_no_values_may_be_asked_for(self, index: Index) -> None:
        index.put(self.counted())
        answer = ask(index, word("lås"), facets=("kind",), facet_limit=0)
        assert (answer.total, answer.facets) == (3, {"kind": FacetCounts(())})


class PagesContract:
    """On which pages the words stand."""

    def test_the_page_with_most_of_the_words_comes_first(self, index: Index) -> None:
        index.put([document("d1", "lås och annat", "lås bil", "tom"), document("d2", "tom", name="lås")])
        tree = And((word("lås"), word("bil"), Not(word("tom"))))
        assert index.pages(tree, BOTH, ["d2", "d1", "nothing"]) == {"d1": (2, 1)}

    def test_a_page_that_holds_all_the_words_comes_before_one_that_holds_one_of_them_often(self, index: Index) -> None:
        others = " ".join(f"ord{at}" for at in range(300))
        index.put([document("d1", "lås " * 40, f"{others} lås bil", "bil bil bil"), document("d2", "bil")])
        assert index.pages(And((word("lås"), word("bil"))), BOTH, ["d1"])["d1"][0] == 2

    def test_choices_and_dates_hold_here_too(self, index: Index) -> None:
        index.put([document("d1", "lås", kind=("pm",), day=date(2024, 1, 1)), document("d2", "lås")])
        for narrowed in (replace(BOTH, include={"kind": ("pm",)}), replace(BOTH, since=date(2024, 1, 1))):
            assert index.pages(word("lås"), narrowed, ["d1", "d2"]) == {"d1": (1,)}
        assert index.pages(Everything(), BOTH, ["d1"]) == {}


class IndexContract(
    ChangesContract,
    MatchingContract,
    QueryLanguageContract,
    WallContract,
    FacetsContract,
    OrderContract,
    PagesContract,
    VersionsContract,
):
    """All of it."""
