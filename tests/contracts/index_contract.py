"""The contract of :class:`search.index.Index`, to inherit: a back end's test class gives an ``index`` fixture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.errors import InvalidQueryError
from search.index import FacetCounts, Filter, Index, IndexUnit, Sort
from search.query import (
    Alternative,
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    HasValue,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
)
from tests.contracts.asking import BOTH, ONLY_A, A, B, ask, document, found, ids, word
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

    def test_a_document_without_words_is_held(self, index: Index) -> None:
        index.put([document("d1"), document("d2", "")])
        assert found(index, Everything()) == {"d1", "d2"}


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


class QueryLanguageContract:
    """What words that are near, alike or named find, and what values and dates do."""

    def test_near_counts_the_words_between_on_one_page_in_either_order(self, index: Index) -> None:
        index.put([document("d1", "krog a b c lås"), document("d2", "lås krog"), document("d3", "krog", "lås")])
        for distance, expected in ((0, {"d2"}), (2, {"d2"}), (3, {"d1", "d2"}), (99, {"d1", "d2"})):
            assert found(index, Near(word("krog"), word("lås"), distance)) == expected
            assert found(index, Near(word("lås"), word("krog"), distance)) == expected
        assert index.pages(Near(word("krog"), word("lås"), 2), BOTH, ["d1", "d2", "d3"]) == {"d2": (1,)}

    def test_near_compares_fields_in_which_a_word_has_the_same_place(self, index: Index) -> None:
        index.put([document("d1", "tillståndet a b krog hus"), document("d2", "a", name="krog hus tillståndet")])
        phrase = Term("", (Alternative(TokenField.EXACT, ("krog", "hus")),))
        base = word("till", TokenField.LEMMA)
        assert found(index, Near(base, phrase, 2)) == {"d1"}
        assert found(index, Near(base, phrase, 1)) == set()
        assert found(index, Near(word("tillståndet"), phrase, 0)) == {"d2"}
        assert found(index, Near(phrase, word("krog"), 0)) == {"d1", "d2"}  # what overlaps is near
        assert found(index, Near(word("til", TokenField.STEM), phrase, 5)) == set()  # a stem has no place

    def test_fuzzy_words_are_within_so_many_edits(self, index: Index) -> None:
        texts = ("andersson", "anderson", "adnersson", "anderssons", "andersen", "KGT42R", "kgt42r", "ab", "𝔰tad")
        index.put([document(text, text) for text in texts])
        one = {"andersson", "anderson", "adnersson", "anderssons"}
        assert found(index, Fuzzy("andersson")) == one
        assert found(index, Fuzzy("andersson", 2)) == one | {"andersen"}
        assert found(index, Fuzzy("KGT42r")) == {"KGT42R"}
        assert found(index, Fuzzy("stad")) == {"𝔰tad"}
        assert index.pages(Fuzzy("andersson"), BOTH, ["anderson", "andersen"]) == {"anderson": (1,)}

    def test_every_word_alike_is_found_however_many_there_are(self, index: Index) -> None:
        letters = "abcdefghijklmnopqrstuvwxyzåäö"
        some = [document(f"d{one}{other}", f"ord{one}{other}") for one in letters for other in letters]
        index.put([*some, document("name", "tom", name="ordaö")])
        assert len(found(index, Fuzzy("orda"))) == 2 * len(letters)
        assert len(found(index, Fuzzy("orda", 2))) == len(letters) ** 2 + 1

    def test_a_field_looks_among_what_is_named_and_no_further(self, index: Index) -> None:
        index.put([document("d1", "anna östen"), document("d2", "östen", name="org:östen")])
        named = TokenField.NAMED
        assert found(index, word("org:anna", named)) == {"d1"}
        assert found(index, Prefix("org:ös", named)) == {"d1", "d2"}
        assert found(index, Fuzzy("org:ösen", 1, named, kept=4)) == {"d1", "d2"}
        assert found(index, Fuzzy("orf:östen", 1, named, kept=4)) == set()
        assert found(index, Term("", (Alternative(named, ("org:anna", "org:östen")),))) == set()  # of two mentions
        assert index.pages(word("org:anna", named), BOTH, ["d1", "d2"]) == {"d1": (1,)}

    def test_values_and_dates_are_part_of_the_tree(self, index: Index) -> None:
        day = date(2024, 5, 2)
        index.put([document("d1", "lås", kind=("pm",), day=day), document("d2", "lås", kind=("tips",))])
        assert found(index, HasValue("kind", ("pm", "annat"))) == {"d1"}
        assert found(index, Not(HasValue("kind", ("pm",)))) == {"d2"}
        assert found(index, HasValue("kind", ())) == set()
        assert found(index, Or((HasValue("kind", ("tips",)), Dated(day, day)))) == {"d1", "d2"}
        for dated in (Dated(), Dated(since=day), Dated(until=day)):
            assert found(index, dated) == {"d1"}
            assert found(index, Not(dated)) == {"d2"}
        assert found(index, Dated(since=date(2024, 5, 3))) == found(index, Dated(until=date(2024, 5, 1))) == set()
        assert index.pages(And((HasValue("kind", ("pm",)), Dated(day))), BOTH, ["d1"]) == {}

    def test_at_least_so_many_of_the_words_hold_and_a_document_is_one_of_some(self, index: Index) -> None:
        index.put([document("d1", "lås bil hus"), document("d2", "lås", "bil", owner=B), document("d3", "hus")])
        some = (word("lås"), word("bil"), word("hus"))
        for least, expected in ((1, {"d1", "d2", "d3"}), (2, {"d1", "d2"}), (3, {"d1"}), (4, set())):
            assert found(index, AtLeast(some, least)) == expected
        assert found(index, AtLeast((*some, word("hus")), 2)) == {"d1", "d2", "d3"}  # given twice, it counts as two
        assert found(index, AtLeast((*some, word("hus")), 3)) == {"d1"}
        assert found(index, And((AtLeast(some, 2), Not(OneOf(("d1", "nothing")))))) == {"d2"}
        assert found(index, OneOf(("d3", "nothing"))) == {"d3"}
        assert index.pages(AtLeast(some, 2), BOTH, ["d2"]) == {"d2": (1, 2)}

    def test_a_document_taken_out_leaves_no_word_that_is_alike(self, index: Index) -> None:
        index.put([document("d1", "andersson"), document("d2", "andersson")])
        index.delete(A, ["d1"])
        assert found(index, Fuzzy("anderson")) == {"d2"}
        index.put([document("d2", "annan")])
        assert found(index, Fuzzy("anderson")) == set()


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


class OrderContract:
    """Sorting and going on from where a page of hits ended."""

    def dated(self) -> list[IndexUnit]:
        days = [date(2024, 1, 1), None, date(2025, 1, 1), date(2024, 1, 1), None, date(1999, 12, 31)]
        return [document(f"d{at}", "lås " * (at + 1), day=day, owner=(A, B)[at % 2]) for at, day in enumerate(days)]

    def test_newest_first_undated_last_then_by_id(self, index: Index) -> None:
        index.put(self.dated())
        assert ids(ask(index, word("lås"), sort=Sort.DATE)) == ["d2", "d0", "d3", "d5", "d1", "d4"]

    def test_oldest_first_undated_last_then_by_id(self, index: Index) -> None:
        index.put(self.dated())
        assert ids(ask(index, word("lås"), sort=Sort.OLDEST)) == ["d5", "d0", "d3", "d2", "d1", "d4"]

    def test_by_source_then_newest_first_across_owners(self, index: Index) -> None:
        sources = (("Ä",), ("Z",), ("z", "Ö"), (), ("Ö", "Å"), ("Z",))
        units = [replace(unit, facets={"source": source}) for unit, source in zip(self.dated(), sources, strict=True)]
        index.put(units)
        in_order = ["d5", "d1", "d2", "d4", "d0", "d3"]  # Z, z, Å, Ä
        assert ids(ask(index, word("lås"), sort=Sort.SOURCE)) == in_order
        assert self.walked(index, word("lås"), Sort.SOURCE) == in_order

    @pytest.mark.parametrize("sort", Sort)
    def test_no_hit_comes_twice_or_is_missed_while_documents_are_added(self, index: Index, sort: Sort) -> None:
        """By relevance where what is added changes every score, but not which of two documents has the higher."""
        days = (date(2024, 1, 1), None, date(2025, 1, 1))
        texts = [" ".join(["lås"] * (at + 1) + ["bil"] * (9 - at)) for at in range(9)]
        index.put([document(f"d{at}", text, day=days[at % 3], source=("ab"[at % 2],)) for at, text in enumerate(texts)])
        seen: list[str] = []
        after: tuple[str, ...] | None = None
        for turn in range(20):
            answer = ask(index, word("lås"), sort=sort, limit=2, after=after)
            if not answer.hits:
                break
            seen += ids(answer)
            after = answer.hits[-1].key
            more = [document(f"n{turn}{at}", "lås" if at == 0 else "annat", day=days[at % 3]) for at in range(6)]
            index.put(more if turn < 3 else [])
        assert len(seen) == len(set(seen))
        assert {f"d{at}" for at in range(9)} <= set(seen)

    def test_pages_of_hits_join_to_the_whole(self, index: Index) -> None:
        index.put(self.dated())
        for sort in Sort:
            for tree in (word("lås"), Everything()):
                assert self.walked(index, tree, sort) == ids(ask(index, tree, sort=sort))

    @pytest.mark.parametrize("sort", Sort)
    @pytest.mark.parametrize("key", [(), ("1",), ("x", "y"), ("NaN", '"d1"'), ("[" * 100_000, "d1"), ("1", '"d1"', "")])
    def test_a_key_that_no_hit_has_is_refused(self, index: Index, sort: Sort, key: tuple[str, ...]) -> None:
        index.put(self.dated())
        with pytest.raises(InvalidQueryError):
            ask(index, word("lås"), sort=sort, after=key)

    def walked(self, index: Index, tree: Node, sort: Sort) -> list[str]:
        after: tuple[str, ...] | None = None
        seen: list[str] = []
        for _ in range(10):
            answer = ask(index, tree, sort=sort, limit=2, after=after)
            assert answer.total == 6
            if not answer.hits:
                return seen
            seen += ids(answer)
            after = answer.hits[-1].key
        raise AssertionError("the pages of hits never end")

    def test_surer_forms_rank_higher(self, index: Index) -> None:
        filler = [document(f"f{at}", "annat helt", owner=A) for at in range(5)]
        index.put([document("d1", "lase"), document("d2", "lasen"), *filler])
        tree = Term("lasen", (Alternative(TokenField.EXACT, ("lasen",)), Alternative(TokenField.LEMMA, ("lase",))))
        assert ids(ask(index, tree)) == ["d2", "d1"]


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
