"""What an index finds of the query language: words that are near, alike or named, values and dates."""

from __future__ import annotations

from datetime import date

from search.index import Index
from search.query import (
    Alternative,
    And,
    AtLeast,
    Dated,
    Fuzzy,
    HasValue,
    Near,
    Not,
    OneOf,
    Or,
    Prefix,
    Term,
    TokenField,
)
from tests.contracts.asking import BOTH, A, B, document, found, word


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
