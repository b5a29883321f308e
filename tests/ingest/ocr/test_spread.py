"""Two pages scanned together: each half is read for itself, and what was read is one page, left before right."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from ingest.layout.page import laid_page
from ingest.ocr.engine import OcrEngine, OcrText, PageOcr
from ingest.ocr.page import OcrPage, read_page
from ingest.ocr.recognised import recognised_page
from ingest.ocr.spread import halves, laid
from ingest.page_choice import Choice
from ingest.pictures.fold import Fold
from ingest.raw_page import Line, PlacedWord
from models.document import PageMethod
from models.layout import BlockKind
from tests.ingest.ocr.test_page import on_ink, read, text
from tests.ingest.pictures.test_fold import LONG, book

MIDDLE = Fold(290.0, 310.0, 0.0, 400.0)


def line(texts: str, x: float, y: float, step: float = 40.0) -> Line:
    return tuple(
        PlacedWord(each, x + step * at, y, x + step * at + 30, y + 10) for at, each in enumerate(texts.split())
    )


@pytest.mark.parametrize("shadow", [0.0, 0.5])
def test_halves_that_lean_differently_are_read_left_then_right(engine: OcrEngine, shadow: float) -> None:
    picture = book((1.6, -1.2), shadow)
    page = read(engine, picture, 150.0)
    said = recognised_page(1, Choice(PageMethod.OCR, "picture"), page, 842.0, 595.0, None).text
    assert [row for row in said.split("\n") if row] == [*LONG, *LONG[::-1]]
    assert on_ink(page, picture, 150.0) > 0.97
    assert page.between is not None


def test_a_spread_on_its_side_is_turned_then_parted(engine: OcrEngine) -> None:
    page = read(engine, book().transpose(Image.Transpose.ROTATE_90), 150.0)
    assert (page.turns, page.between is not None) == (1, True)
    assert text(page).index(LONG[-1]) < text(page).rindex(LONG[0])


def test_the_halves_hold_what_stands_on_their_side_and_no_fold() -> None:
    picture = book((0.0, 0.0), shadow=0.5, line=True)
    sides, between = halves(picture, 150.0)
    assert between is not None
    assert [each.sheet.page.width for each in sides] == pytest.approx([picture.width / 2] * 2, abs=12)
    assert sides[1].x == pytest.approx(421.0, abs=6)
    for side, inner in zip(sides, (slice(-6, None), slice(0, 6)), strict=True):
        assert np.asarray(side.sheet.page)[:, inner].min() > 200


class Narrow:
    """Reads one line in the middle of each page, none of those it leaves out, and remembers how wide pages were."""

    def __init__(self) -> None:
        self.widths: list[int] = []

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        if single_line:
            return OcrText((), 0.0)
        self.widths.append(picture.width)
        x, y = picture.width / 2, picture.height / 2
        words = tuple(PlacedWord("beslutet", x + 90 * at, y, x + 90 * at + 80, y + 20, 0.99) for at in range(5))
        return OcrText((words,), 0.99)


def test_words_of_the_right_page_stand_on_the_right_of_the_picture() -> None:
    fake = Narrow()
    page = read_page(PageOcr(lambda: fake, 60.0), book(), 150.0)
    assert len(fake.widths) == 2
    left, right = (each[0].x0 for each in page.lines if each)
    assert (left, right) == pytest.approx((210.0, 630.0), abs=12)


def test_lines_of_both_pages_at_one_height_are_not_made_one_table() -> None:
    rows = [line("Avgift 100 kr", 40, 100 + 20 * row, 80.0) for row in range(6)]
    lines = (*rows, (), *(tuple(word.moved(300, 0) for word in row) for row in rows))
    places = [block.place for block in laid(lines, MIDDLE).layout.blocks if block.kind is BlockKind.ROW]
    assert places == [f"tabell {table}, rad {row}" for table in (1, 2) for row in range(1, 7)]


def test_spans_of_the_right_page_lie_where_its_text_does() -> None:
    right = (PlacedWord("12", 320, 60, 335, 70), PlacedWord("§", 340, 60, 350, 70, 0.9, "8", "section_sign"))
    found = laid((line("Om avgift", 40, 50), (), right), MIDDLE)
    assert found.text == "Om avgift\n\n12 §"
    (correction,) = found.layout.corrections
    assert (found.text[correction.start : correction.end], correction.original) == ("§", "8")
    assert len(found.boxes) == 4


@pytest.mark.parametrize("between", [None, MIDDLE])
def test_a_page_with_words_on_one_side_is_laid_out_as_any(between: Fold | None) -> None:
    lines = (line("Om avgift", 40, 50), line("i vissa fall", 40, 70))
    assert laid(lines, between) == laid_page(lines)


def test_a_page_without_words_has_no_text() -> None:
    assert OcrPage((), 0.0, 0).between is None
    assert laid((), MIDDLE).text == ""
