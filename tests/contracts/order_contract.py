"""In what order an index answers, and how it goes on from a page of hits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.errors import InvalidQueryError
from search.index import Index, IndexUnit, Sort
from search.query import (
    Alternative,
    Everything,
    Node,
    Term,
    TokenField,
)
from tests.contracts.asking import A, B, ask, document, ids, word


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

    def test_a_word_is_worth_its_best_form(self, index: Index) -> None:
        """Else a document that repeats other forms of some of the words comes before one with all as typed."""
        filler = [document(f"f{at}", "annat helt") for at in range(5)]
        index.put([document("d1", "lasen lase"), *filler])
        typed, base = Alternative(TokenField.EXACT, ("lasen",)), Alternative(TokenField.LEMMA, ("lase",))
        (once,), (both,) = (ask(index, Term("lasen", ways)).hits for ways in ((typed,), (typed, base)))
        assert both.score == pytest.approx(once.score)
