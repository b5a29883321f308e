"""Which page is which: by number, by words, in order."""

from __future__ import annotations

import pytest

from ingest.existing.pairing import as_ranges, from_ranges, paired
from tests.ingest.existing.made import FIRST, SECOND, THIRD

ONE, TWO, THREE = (" ".join(texts) for texts in (FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "4"), ([1, 2, 3], "1-3"), ([1, 2, 3, 7, 9, 10], "1-3,7,9-10"), ([0, 1], "0-1")],
)
def test_numbers_come_back(numbers: list[int], text: str) -> None:
    assert as_ranges(numbers) == text
    assert from_ranges(text, 10) == tuple(numbers)


@pytest.mark.parametrize("untrusted", ["1-999999", "3-1", "1,1", "x", "1-", "-1", "1,,2", "2,1", "1-4,5-9"])
def test_numbers_that_do_not_hold_together_are_none(untrusted: str) -> None:
    assert from_ranges(untrusted, 8) == ()


@pytest.mark.parametrize("numbers", [[2, 1], [1, 1]])
def test_numbers_that_do_not_rise_are_not_told(numbers: list[int]) -> None:
    assert as_ranges(numbers) == ""


def test_as_many_pages_go_in_order() -> None:
    assert paired([ONE, TWO], [TWO, ONE], [1, 2]) == {1: 1, 2: 2}


def test_by_number() -> None:
    assert paired([ONE, "", THREE], ["x", "y"], [2, 3]) == {2: 1, 3: 2}
    assert paired(["", "", ""], ["x"], [7]) == {1: 1}
    assert paired(["", "", ""], ["x"], [3]) == {3: 1}
    assert paired([str(number) for number in range(3_000)], ["x"] * 90, range(11, 101))[100] == 90


def test_words_outweigh_numbers_and_numbers_tell_what_lies_between() -> None:
    assert paired([ONE, TWO, THREE], [ONE, THREE], [1, 2]) == {1: 1, 3: 2}
    assert paired([ONE, "", "", THREE], [ONE, "x", THREE], [1, 3, 4]) == {1: 1, 3: 2, 4: 3}
    assert paired([ONE, "", "", THREE], [ONE, "x", THREE], []) == {1: 1, 4: 3}
    assert paired([ONE, "", THREE, TWO], [ONE, "x", THREE], []) == {1: 1, 2: 2, 3: 3}


def test_by_words_where_pages_are_missing_on_either_side() -> None:
    assert paired([ONE, TWO, THREE], [ONE, THREE], []) == {1: 1, 3: 2}
    assert paired([ONE, TWO, THREE], [THREE], [7]) == {3: 1}
    assert paired([ONE, THREE], [ONE, TWO, THREE], [1, 2, 3]) == {1: 1, 2: 3}


def test_in_order_where_nothing_tells() -> None:
    assert paired(["", "", ""], ["a", "b"], []) == {1: 1, 2: 2}


def test_long_files_are_paired_in_no_time() -> None:
    pages = [f"ord{'abcdefghij'[number % 10]}{number}" for number in range(3_000)]
    assert len(paired(pages, pages[:2_900], [])) == 2_900
