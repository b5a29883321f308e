"""Boxes of a reading on the scan's page, whatever they were measured in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ingest.existing.placing import placed
from models.document import Page, PageMethod, Word
from models.words import Box, Words
from tests.ingest.existing.made import FIRST, PAPER, page

Move = Callable[[float, float], tuple[float, float]]


def boxes(words: Sequence[Word] | None) -> list[Box]:
    assert words is not None
    return [(word.x0 or 0, word.y0 or 0, word.x1 or 0, word.y1 or 0) for word in words]


MOVES: dict[str, tuple[Move, tuple[float, float]]] = {
    "the same": (lambda x, y: (x, y), PAPER),
    "twice as large": (lambda x, y: (2 * x, 2 * y), (2 * PAPER[0], 2 * PAPER[1])),
    "a fax's dots": (lambda x, y: (x, y / 2), (PAPER[0], PAPER[1] / 2)),
    "cut": (lambda x, y: (x - 40, y - 60), (PAPER[0] - 80, PAPER[1] - 90)),
    "no size but the words'": (lambda x, y: (3 * x, 3 * y), (1500.0, 540.0)),
}


@pytest.mark.parametrize("name", MOVES)
def test_each_box_lies_on_its_word(name: str) -> None:
    move, size = MOVES[name]
    ours, theirs = page(FIRST), page(FIRST, move=move, size=size)
    for found, wanted in zip(boxes(placed(theirs, ours)), boxes(placed(ours, ours)), strict=True):
        assert found == pytest.approx(wanted, abs=0.5)


def test_one_word_misplaced_does_not_move_the_others() -> None:
    ours, theirs = page(FIRST), page(FIRST, move=MOVES["cut"][0], size=(300.0, 300.0))
    rows = [
        (word.start, word.end, (9.0, 9.0, 10.0, 10.0) if n % 5 == 0 else box, 1.0)
        for n, (word, box) in enumerate(zip(theirs.words, boxes(theirs.words), strict=True))
    ]
    mixed = Page(1, PageMethod.OCR, "alto", theirs.text, 1.0, 300.0, 300.0, Words(theirs.text, rows))
    found = boxes(placed(mixed, ours))
    wanted = boxes(placed(ours, ours))
    assert found[1] == pytest.approx(wanted[1], abs=0.5)


def test_words_strewn_about_have_no_place() -> None:
    theirs = page(FIRST, move=lambda x, y: ((x * 7919) % 595, (y * x * 104729) % 842))
    assert placed(theirs, page(FIRST)) is None


def test_on_its_side_has_no_place() -> None:
    assert placed(page(FIRST, move=lambda x, y: (y, 595 - x), size=PAPER[::-1]), page(FIRST)) is None


def test_where_we_read_nothing_the_proportions_decide() -> None:
    blank = Page(1, PageMethod.UNREAD, "ocr_timeout", "", 0.0, *PAPER)
    theirs = page(FIRST, move=lambda x, y: (2 * x, 2 * y), size=(1190.0, 480.0))
    assert boxes(placed(theirs, blank)) == [
        pytest.approx(box, abs=0.5) for box in boxes(placed(page(FIRST), page(FIRST)))
    ]
    odd = placed(page(FIRST, size=(600.0, 600.0)), blank)
    assert odd is not None
    assert {word.x0 for word in odd} == {None}


def test_a_page_of_which_not_even_the_size_is_known_takes_that_of_the_reading() -> None:
    lost = Page(1, PageMethod.UNREAD, "corrupt_page", "", 0.0)
    assert boxes(placed(page(FIRST), lost)) == boxes(page(FIRST).words)


def test_no_box_leaves_the_page() -> None:
    theirs = page(FIRST, move=lambda x, y: (x + 400 * (y > 150), y), size=PAPER)
    for x0, y0, x1, y1 in boxes(placed(theirs, Page(1, PageMethod.UNREAD, "memory", "", 0.0, *PAPER))):
        assert 0 <= x0 <= x1 <= PAPER[0]
        assert 0 <= y0 <= y1 <= PAPER[1]
