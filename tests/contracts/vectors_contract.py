"""What every place for vectors promises: the suite that a new one inherits. ``vectors`` is the place under test."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from search.meaning.embedder import of_length_one
from search.meaning.passages import Place
from search.meaning.vectors import WHOLE, Allowed, Matrix, Vector, Vectors, Withheld

A, B = "Miljönämnden", "Polisen"
ONE, OTHER = "prov-1", "prov-2"  # embedders
DIMENSIONS = 8


def along(axis: int, aside: float = 0.0, towards: int = DIMENSIONS - 1) -> Vector:
    """A vector along an axis, a little to the side."""
    row = np.zeros((1, DIMENSIONS), dtype=np.float32)
    row[0, axis], row[0, towards] = 1.0, row[0, towards] + aside
    found: Vector = of_length_one(row)[0]
    return found


def place(page: int = 1, start: int = 0, digest: str = "aa") -> Place:
    return Place(page, start, start + 10, digest)


def put(vectors: Vectors, owner: str, document: str, *rows: Vector, whole: str = "w", embedder: str = ONE) -> None:
    """A finished document of a passage for each row, on pages from 1 on."""
    vectors.begin(owner, embedder, DIMENSIONS)
    if rows:
        matrix: Matrix = np.stack(rows)
        vectors.add(owner, document, [place(page) for page in range(1, len(rows) + 1)], matrix)
    vectors.finish(owner, document, whole)


def found(vectors: Vectors, query: Vector, allowed: Allowed, limit: int = 10) -> list[str]:
    return [each.document for each in vectors.nearest(query, allowed, limit)]


class VectorsContract:
    def test_nothing_is_there_to_begin_with(self, vectors: Vectors) -> None:
        assert (vectors.embedder(A), vectors.finished(A), vectors.held(A, "d1")) == ("", {}, frozenset())
        assert vectors.nearest(along(0), {A: None}, 5) == ()
        vectors.delete(A, ["d1"])
        vectors.keep(A, "d1", [], "w")
        assert vectors.embedder(A) == ""

    def test_what_is_withheld_is_as_if_it_were_not_there(self, vectors: Vectors) -> None:
        put(vectors, A, "d1", along(0), along(0, 0.2))
        put(vectors, A, "d2", along(0, 0.1), along(2))
        put(vectors, B, "d3", along(0, 0.3))
        put(vectors, B, "d4", along(0, 0.4))

        def told(withheld: Withheld, limit: int = 10) -> list[tuple[str, int]]:
            found = vectors.nearest(along(0), {A: None, B: frozenset({"d3", "d4"})}, limit, withheld)
            return [(each.document, each.place.page) for each in found]

        def pages(*numbers: int) -> frozenset[int]:
            return frozenset(numbers)

        every = [("d1", 1), ("d2", 1), ("d3", 1), ("d4", 1)]
        assert told({}) == told({"unknown": pages(WHOLE)}) == every
        assert told({"d1": pages(1)}) == [("d2", 1), ("d1", 2), ("d3", 1), ("d4", 1)]
        assert told({"d1": pages(1, 2), "d2": pages(1)}, 2) == [("d3", 1), ("d4", 1)]
        assert told({"d1": pages(WHOLE), "d3": pages(WHOLE, 7)}, 2) == [("d2", 1), ("d4", 1)]
        assert told({id: pages(WHOLE) for id, _ in every}) == []
        many = {f"x{page}": pages(page) for page in range(2, 500)}  # more pages than an engine takes clauses
        assert told(many | {"d4": pages(1)}) == every[:3]
        assert told({"x": pages(*range(1, 3_000)), "d4": pages(1)}) == every[:3]

    def test_the_nearest_passage_tells_for_its_document(self, vectors: Vectors) -> None:
        put(vectors, A, "d1", along(1), along(0, 0.2))
        put(vectors, A, "d2", along(0, 0.1), along(2))
        put(vectors, A, "d3", along(3))
        first, second, third = vectors.nearest(along(0), {A: None}, 10)
        assert [(each.document, each.owner, each.place.page) for each in (first, second)] == [
            ("d2", A, 1),
            ("d1", A, 2),
        ]
        assert first.likeness == pytest.approx(float(along(0) @ along(0, 0.1)), abs=0.01)
        assert (third.document, third.likeness) == ("d3", pytest.approx(0.0, abs=0.01))
        assert found(vectors, along(0), {A: None}, 1) == ["d2"]
        assert found(vectors, along(0), {A: None}, 0) == []

    def test_those_as_near_as_each_other_go_by_id(self, vectors: Vectors) -> None:
        for id in ("d2", "d3", "d1"):
            put(vectors, A, id, along(0))
        assert found(vectors, along(0), {A: None}) == ["d1", "d2", "d3"]
        assert found(vectors, along(0), {A: None}, 2) == ["d1", "d2"]

    def test_only_what_may_be_found_is_ranked(self, vectors: Vectors) -> None:
        for at, id in enumerate(("d1", "d2", "d3", "d4")):
            put(vectors, A, id, along(0, 0.1 * at))
        assert found(vectors, along(0), {A: frozenset({"d2", "d4", "unknown"})}, 2) == ["d2", "d4"]
        assert found(vectors, along(0), {A: frozenset()}) == []
        assert found(vectors, along(0), {}) == []

    def test_an_owner_that_is_not_asked_changes_nothing(self, vectors: Vectors) -> None:
        put(vectors, A, "a1", along(0, 0.3))
        put(vectors, A, "a2", along(0, 0.2))
        alone = vectors.nearest(along(0), {A: None}, 10)
        for at in range(5):
            put(vectors, B, f"b{at}", along(0, 0.05 * at))
        assert vectors.nearest(along(0), {A: None}, 10) == alone
        both = vectors.nearest(along(0), {A: None, B: frozenset({"b1", "b4"})}, 10)
        assert [each.document for each in both] == ["b1", "a2", "b4", "a1"]
        assert {each for each in both if each.owner == A} == set(alone)

    def test_what_is_deleted_is_not_found(self, vectors: Vectors) -> None:
        put(vectors, A, "d1", along(0), along(1))
        put(vectors, A, "d2", along(0))
        vectors.delete(A, ["d1", "unknown"])
        assert found(vectors, along(0), {A: None}) == ["d2"]
        assert (vectors.held(A, "d1"), set(vectors.finished(A))) == (frozenset(), {"d2"})
        for owner in (A, "never"):
            vectors.scrub(owner)
        assert found(vectors, along(0), {A: None}) == ["d2"]

    def test_a_document_is_finished_when_it_is_said(self, vectors: Vectors) -> None:
        vectors.begin(A, ONE, DIMENSIONS)
        vectors.add(A, "d1", [place(1)], along(0)[None])
        assert (vectors.finished(A), vectors.held(A, "d1")) == ({}, {place(1)})
        vectors.add(A, "d1", [place(2)], along(1)[None])
        vectors.finish(A, "d1", "whole")
        vectors.finish(A, "blank", "none")
        assert vectors.finished(A) == {"d1": "whole", "blank": "none"}
        assert vectors.finished(A, ["d1", "unknown"]) == {"d1": "whole"}
        assert vectors.finished(A, []) == {}
        assert vectors.held(A, "d1") == {place(1), place(2)}

    def test_what_reads_otherwise_is_dropped_and_unfinished(self, vectors: Vectors) -> None:
        put(vectors, A, "d1", along(0), along(1), whole="before")
        vectors.keep(A, "d1", [place(1), place(2)], "before")
        assert vectors.finished(A) == {"d1": "before"}
        vectors.keep(A, "d1", [place(1), place(2, digest="bb")], "after")
        assert (vectors.finished(A), vectors.held(A, "d1")) == ({}, {place(1)})
        assert [each.place for each in vectors.nearest(along(1), {A: None}, 5)] == [place(1)]

    def test_another_embedders_vectors_give_way(self, vectors: Vectors) -> None:
        put(vectors, A, "d1", along(0))
        put(vectors, B, "d2", along(0))
        put(vectors, A, "d3", along(1), embedder=OTHER)
        assert (vectors.embedder(A), vectors.embedder(B)) == (OTHER, ONE)
        assert (set(vectors.finished(A)), set(vectors.finished(B))) == ({"d3"}, {"d2"})
        assert found(vectors, along(0), {A: None, B: None}) == ["d2", "d3"]

    def test_exact_among_many(self, vectors: Vectors) -> None:
        random = np.random.default_rng(7)
        rows: Matrix = of_length_one(random.normal(size=(300, DIMENSIONS)).astype(np.float32))
        vectors.begin(A, ONE, DIMENSIONS)
        vectors.add(A, "first", [place(at) for at in range(1, 5)], rows[:4])
        for at in range(4, 300, 37):
            some = rows[at : at + 37]
            vectors.add(A, f"d{at:03}", [place(page) for page in range(1, len(some) + 1)], some)
        query: Vector = of_length_one(random.normal(size=(1, DIMENSIONS)).astype(np.float32))[0]
        best = _by_hand(rows, query)
        assert found(vectors, query, {A: None}, 20) == best


def _by_hand(rows: Matrix, query: Vector) -> Sequence[str]:
    likeness: dict[str, float] = {}
    for at, row in enumerate(rows):
        id = "first" if at < 4 else f"d{4 + (at - 4) // 37 * 37:03}"
        likeness[id] = max(likeness.get(id, -1.0), float(row @ query))
    return sorted(likeness, key=lambda each: -likeness[each])
