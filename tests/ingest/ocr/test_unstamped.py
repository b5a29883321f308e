"""A stamp in black over the lines is taken out where that reads better, and nothing is done where it does not."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr.engine import OcrEngine, OcrText, OcrTimeoutError, PageOcr
from ingest.ocr.looks import Sheet, made_ready
from ingest.ocr.unstamped import unstamped
from ingest.raw_page import PlacedWord
from tests.ingest.ocr.test_page import on_ink, read, text
from tests.ingest.pictures.test_black_stamps import PAGE, stamp, stamped
from tests.ingest.readers.made import A4, LINES, lines

ROWS = [f"{text} {number}" for number, text in enumerate(LINES * 8, 11)]
STAMPED = stamped(stamp((560, 220)), 6.0)


def reading(confidences: Sequence[float], word: str = "beslutet", quality: float = 0.9) -> OcrText:
    """Words side by side where the stamp of ``STAMPED`` is."""
    words = (PlacedWord(word, 420 + 60 * at, 400, 470 + 60 * at, 425, sure) for at, sure in enumerate(confidences))
    return OcrText((tuple(words),), quality)


GARBLED = reading([0.5, 0.4, 0.3, 0.95], "bxslqtet")
WELL = reading([0.9] * 4)


class Reads:
    """Gives the readings one after the other; then the time is up."""

    def __init__(self, *readings: OcrText) -> None:
        self.left = list(readings)

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        if not self.left:
            raise OcrTimeoutError
        return self.left.pop(0)


def outcome(fake: Reads, first: OcrText, page: Image.Image = STAMPED) -> tuple[bool, OcrText]:
    """Whether the stamp was taken out, and what was read."""
    sheet: Sheet = made_ready(page, 200.0)
    found = unstamped(PageOcr(lambda: fake, 60.0), sheet, first)
    return found.sheet is not sheet, found.text


def test_what_reads_better_without_the_stamp_is_kept() -> None:
    taken, seen = outcome(Reads(WELL, reading([])), GARBLED)
    assert (taken, seen.words) == (True, 4)
    assert {word.text for line in seen.lines for word in line} == {"beslutet"}


@pytest.mark.parametrize("second", [GARBLED, reading([0.9], "qxzwtk"), reading([])])
def test_what_reads_no_better_is_left(second: OcrText) -> None:
    assert outcome(Reads(second), GARBLED) == (False, GARBLED)


@pytest.mark.parametrize(
    "first",
    [reading([0.5, 0.4, 0.3], quality=0.98), reading([0.5, 0.4, 0.95, 0.95]), reading([0.5, 0.4, 0.3], quality=0.4)],
    ids=["reads well", "no crowd of doubt", "no page of text"],
)
def test_such_a_page_is_not_looked_at_again(first: OcrText) -> None:
    fake = Reads(WELL, WELL)
    assert outcome(fake, first) == (False, first)
    assert len(fake.left) == 2


def test_a_page_without_a_frame_is_not_looked_at_again() -> None:
    fake = Reads(WELL)
    assert outcome(fake, GARBLED, PAGE) == (False, GARBLED)
    assert len(fake.left) == 1


def test_the_first_reading_stands_when_time_is_up() -> None:
    assert outcome(Reads(), GARBLED) == (False, GARBLED)


def small_print() -> Image.Image:
    """A page of 40 lines of 11 points."""
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    lines(*ROWS, size=11.0)(canvas)
    canvas.save()
    with pypdfium2.PdfDocument(buffer.getvalue()) as pdf:
        picture: Image.Image = pdf[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    return picture


@pytest.mark.parametrize(("size", "shape"), [((560, 220), "rectangle"), ((300, 300), "ellipse")])
def test_lines_under_a_stamp_are_read(engine: OcrEngine, size: tuple[int, int], shape: str) -> None:
    picture = stamped(stamp(size, shape), -5.0, (300, 420), small_print())
    page = read(engine, picture)
    found = Counter(text(page).split()) & Counter(word for row in ROWS for word in row.split())
    assert found.total() >= 355  # of 384; with the stamp in its place 347 and 343
    assert on_ink(page, picture) > 0.97
    assert "INKOM" in text(page).rpartition(ROWS[-1])[2] or shape == "ellipse"
