"""A line that was read by itself comes where it stands on the page."""

from __future__ import annotations

import pytest

from ingest.ocr.placing import with_line
from ingest.raw_page import Line, PlacedWord


def line(text: str, x: float, y: float) -> Line:
    """Words of 50 pixels, 10 apart and 20 high."""
    return tuple(PlacedWord(word, x + 60 * at, y, x + 60 * at + 50, y + 20) for at, word in enumerate(text.split()))


def said(lines: tuple[Line, ...]) -> list[str]:
    return [" ".join(word.text for word in each) for each in lines]


PAGE = (line("a b c", 100, 100), line("d e f", 100, 130), (), line("g h i", 100, 190), line("j k", 100, 220))


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        (70, ["X Y", "a b c", "d e f", "", "g h i", "j k"]),
        (158, ["a b c", "d e f", "X Y", "", "g h i", "j k"]),
        (163, ["a b c", "d e f", "", "X Y", "g h i", "j k"]),
        (250, ["a b c", "d e f", "", "g h i", "j k", "X Y"]),
    ],
)
def test_between_the_lines_of_its_column(y: float, expected: list[str]) -> None:
    assert said(with_line(PAGE, line("X Y", 100, y))) == expected


def test_beside_the_words_of_its_line() -> None:
    assert said(with_line(PAGE, line("X Y", 290, 102)))[0] == "a b c X Y"
    assert said(with_line(PAGE, line("X", 40, 130)))[1] == "X d e f"


def test_after_a_shorter_line_that_ends_the_paragraph_above() -> None:
    page = (line("a b c d e f", 100, 100), line("g h", 100, 130), (), line("i", 100, 400))
    assert said(with_line(page, line("X Y", 340, 170))) == ["a b c d e f", "g h", "X Y", "", "i"]


def test_in_its_own_of_two_columns() -> None:
    left = tuple(line("a b", 100, y) for y in (100, 130, 160))
    right = tuple(line("c d", 400, y) for y in (130, 160))
    head = line("k l m n o p q", 100, 20)
    found = said(with_line((head, (), *left, (), *right), line("X Y", 400, 100)))
    assert found == ["k l m n o p q", "", "a b", "a b", "a b", "", "X Y", "c d", "c d"]


def test_at_the_foot_or_the_head_where_nothing_shares_its_column() -> None:
    assert said(with_line(PAGE, line("X", 900, 600)))[-1] == "X"
    assert said(with_line(PAGE, line("X", 900, 20)))[0] == "X"
    assert said(with_line((), line("X", 100, 100))) == ["X"]
