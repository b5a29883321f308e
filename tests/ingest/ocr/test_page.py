"""A whole page by OCR: whichever way up, leaning, stamped or doubtful, its words are read and stand where they are."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from ingest.ocr.engine import OcrEngine, OcrText, OcrTimeoutError, PageOcr
from ingest.ocr.page import OcrPage, read_page, turned
from ingest.raw_page import PlacedWord
from tests.ingest.readers.made import LINES, scan

PAGE = scan(LINES * 4)


def read(engine: OcrEngine, picture: Image.Image, dpi: float = 200.0) -> OcrPage:
    return read_page(PageOcr(lambda: engine, 120.0), picture, dpi)


def text(page: OcrPage) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in page.lines)


def on_ink(page: OcrPage, picture: Image.Image, dpi: float = 200.0) -> float:
    """The share of the words whose box holds ink in its middle on the picture turned as the page says."""
    ink = np.asarray(turned(picture.convert("L"), page.turns)) < 120
    boxes = [[round(value * dpi / 72) for value in (w.x0, w.y0, w.x1, w.y1)] for line in page.lines for w in line]
    return sum(bool(ink[(y0 + y1) // 2 - 3 : (y0 + y1) // 2 + 4, x0:x1].any()) for x0, y0, x1, y1 in boxes) / len(boxes)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_on_its_side_or_head(engine: OcrEngine, turns: int) -> None:
    laid = turned(PAGE, turns)
    page = read(engine, laid)
    assert page.turns == 4 - turns
    assert "förelägga bolaget om åtgärder" in text(page)
    assert on_ink(page, laid) == 1.0


@pytest.mark.parametrize("degrees", [-4.5, 2.5])
def test_a_leaning_page(engine: OcrEngine, degrees: float) -> None:
    leaning = PAGE.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    page = read(engine, leaning)
    assert text(page).count("Köket var inte rengjort och kylen höll för hög temperatur.") == 4
    assert on_ink(page, leaning) > 0.97


def test_a_large_scan_is_read_smaller_and_its_boxes_fit(engine: OcrEngine) -> None:
    large = scan(dpi=300.0)
    page = read(engine, large, 300.0)
    assert page.lines[0][0].x0 == pytest.approx(72, abs=2)
    assert on_ink(page, large, 300.0) == 1.0


def test_a_stamp_over_the_text_is_read_apart(engine: OcrEngine) -> None:
    seal = scan(["INKOM 2024-05-19", "Miljönämnden i Ängsbacka"], size=(300.0, 120.0), top=90.0)
    red = Image.composite(Image.new("RGB", seal.size, "white"), Image.new("RGB", seal.size, (205, 25, 35)), seal)
    stamped = PAGE.convert("RGB")
    corner = (250, 200)
    under = stamped.crop((*corner, corner[0] + red.width, corner[1] + red.height))
    stamped.paste(ImageChops.multiply(under, red), corner)
    ImageDraw.Draw(stamped).rectangle((*corner, 950, 480), outline=(205, 25, 35), width=5)
    page = read(engine, stamped)
    assert all(line in text(page) for line in LINES)
    assert "INKOM" in text(page)


def test_two_pages_on_one_sheet_are_read_left_then_right(engine: OcrEngine) -> None:
    spread = Image.new("L", (2 * PAGE.width, PAGE.height), 255)
    spread.paste(PAGE, (0, 0))
    spread.paste(scan(LINES[::-1] * 4), (PAGE.width, 0))
    said = text(read(engine, spread))
    assert said.count(LINES[0]) == 8
    assert said.index("överklagas") < said.rindex("Miljönämnden")
    assert said.split("\n")[0] == LINES[0]


class Doubtful:
    """Reads worse each time, and the last time not at all."""

    def __init__(self) -> None:
        self.looks = 0

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        self.looks += 1
        if self.looks > 2:
            raise OcrTimeoutError
        step = picture.width / 10
        words = [PlacedWord(f"ord{n}", step * n, 10, step * (n + 0.8), 30, 0.8) for n in range(8)]
        return OcrText((tuple(words),), 0.8 - 0.05 * self.looks)


def test_what_was_read_stands_when_time_runs_out_on_a_further_look() -> None:
    engine = Doubtful()
    page = read(engine, Image.new("L", PAGE.size, 255))
    assert engine.looks == 3
    assert sum(map(len, page.lines)) == 8
