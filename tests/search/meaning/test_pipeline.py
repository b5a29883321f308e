"""The recipe: which list weighs what, and that each is given what it should be."""

from __future__ import annotations

import numpy as np
import pytest

from models.errors import IndexUnavailableError
from search.meaning.passages import Place
from search.meaning.vectors import Closest, Vector


def near(*ids: str) -> list[Closest]:
    return [Closest(id, "Nämnden", Place(1, 0, 1, "aa"), 0.9 - at / 100) for at, id in enumerate(ids)]


def fused(whole: list[str], closest: list[Closest], ranked: list[str], most: tuple[str, ...] = ()) -> list[str]:
    from search.components import Asked
    from search.pipeline import fused, make_pipeline

    given: list[tuple[str, ...]] = []

    def vector(text: str) -> Vector:
        assert text == "krog"
        return np.ones(3, dtype=np.float32)

    def having_any(ids: object) -> list[str]:
        given.append(tuple(ids))  # type: ignore[arg-type]
        return ranked

    order, passages = fused(make_pipeline(Asked(whole, most, vector, lambda _: closest, having_any)), "krog")
    assert passages == {each.document: each for each in closest}
    both = dict.fromkeys((*whole, *(each.document for each in closest), *most))
    assert given == ([tuple(both)] if both else [])
    return order


def test_all_the_words_come_first() -> None:
    assert fused(["a1", "a2"], near("n1", "n2"), ["a1", "a2", "n2", "n1"])[:2] == ["a1", "a2"]


def test_the_first_ten_with_all_the_words_stand_before_meaning_alone() -> None:
    whole = [f"a{at:02}" for at in range(30)]
    order = fused(whole, near("n1", "n2"), whole)
    assert order[:10] == whole[:10]
    assert order.index("n1") < order.index("a29")


def test_meaning_weighs_more_than_any_of_the_words() -> None:
    assert fused([], near("n1", "n2", "n3"), ["n3", "n2", "n1"]) == ["n1", "n3", "n2"]
    assert fused([], near("n1", "n2", "n3"), ["n3"]) == ["n3", "n1", "n2"], "near and with a word"


def test_what_has_most_of_the_words_is_ordered_and_not_lost() -> None:
    assert fused([], near("n1"), ["m1"], most=("m1", "m2")) == ["n1", "m1"]


def test_places_alike_go_by_id() -> None:
    assert fused(["b"], [], []) == ["b"]
    assert fused([], [], []) == []


def test_what_a_step_raises_is_raised() -> None:
    from search.components import Asked
    from search.pipeline import fused, make_pipeline

    def gone(_: str) -> Vector:
        raise IndexUnavailableError("borta")

    with pytest.raises(IndexUnavailableError):
        fused(make_pipeline(Asked([], (), gone, lambda _: [], lambda _: [])), "krog")
