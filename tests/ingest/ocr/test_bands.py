"""A line of print that no word covers is found; rules, frames, dots, a signature and a stamp's letters are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from ingest.ocr.bands import bands
from ingest.raw_page import Line, PlacedWord
from sample.carriers.scans.wear import COPY, FAX, OFFICE, TYPEWRITER, Wear
from tests.ingest.drawn import drawn
from tests.ingest.pictures.test_black_stamps import stamp

PRINT = (
    ("Nämnden", "beslutar", "att", "avslå", "ansökan", "om", "bidrag"),
    ("enligt", "11", "kap.", "socialtjänstlagen", "i", "dess"),
    ("lydelse", "före", "den", "1", "juli", "2025"),
)  # fmt: skip
HEIGHT = 24.0  # pixels of a word of 12 points at 200 dpi


def words(lines: Sequence[Line]) -> list[PlacedWord]:
    return [word for line in lines for word in line]


@pytest.mark.parametrize("face", ["Times-Roman", "Helvetica", "Courier"])
@pytest.mark.parametrize("wear", [None, OFFICE, COPY, FAX, TYPEWRITER])
@pytest.mark.parametrize("lost", [0, 1, 2])
def test_the_line_that_has_no_words_is_found(lost: int, wear: Wear | None, face: str) -> None:
    lines, picture = drawn(*PRINT, face=face, dpi=200, wear=wear)
    missing = lines[lost]
    (band,) = bands(picture, words(lines[:lost] + lines[lost + 1 :]), HEIGHT)
    assert missing[0].x0 - 50 <= band[0] <= missing[0].x0 + 14  # specks of a fax lie beside the line
    assert missing[-1].x1 - 14 <= band[2] <= missing[-1].x1 + 50
    assert missing[0].y0 - 8 <= band[1] < band[3] <= missing[0].y1 + 14


def test_lines_that_touch_are_told_apart() -> None:
    _, picture = drawn(*PRINT, dpi=200)
    squeezed = picture.resize((picture.width, round(picture.height * 0.75))).filter(ImageFilter.GaussianBlur(1.5))
    assert len(bands(squeezed, [], 0.75 * HEIGHT)) == 3


def test_a_line_half_of_which_was_read_is_found_from_there() -> None:
    lines, picture = drawn(*PRINT, dpi=200)
    (band,) = bands(picture, words(((lines[0][:3]), *lines[1:])), HEIGHT)
    assert band[0] == pytest.approx(lines[0][3].x0, abs=6)


@pytest.mark.parametrize("wear", [None, OFFICE, COPY, FAX, TYPEWRITER])
def test_a_page_whose_print_all_has_words_has_none(wear: Wear | None) -> None:
    lines, picture = drawn(*PRINT, dpi=200, wear=wear)
    assert bands(picture, words(lines), HEIGHT) == []


def rule(draw: ImageDraw.ImageDraw) -> None:
    draw.line((100, 500, 1400, 500), fill=0, width=5)
    draw.line((100, 540, 1400, 540), fill=0, width=14)


def table(draw: ImageDraw.ImageDraw) -> None:
    for y in range(400, 700, 30):
        draw.line((100, y, 1400, y), fill=0, width=3)
    for x in range(100, 1401, 60):
        draw.line((x, 400, x, 670), fill=0, width=3)


def leaders(draw: ImageDraw.ImageDraw) -> None:
    for x in range(100, 1400, 12):
        draw.ellipse((x, 500, x + 3, 503), fill=0)


def signature(draw: ImageDraw.ImageDraw) -> None:
    x = np.linspace(0, 1, 300)
    y = 560 + 70 * np.sin(23 * x) * np.cos(7 * x) - 30 * x
    draw.line(list(zip((300 + 380 * x + 25 * np.sin(31 * x)).tolist(), y.tolist(), strict=True)), fill=20, width=4)


def boxes(draw: ImageDraw.ImageDraw) -> None:
    for x in range(100, 1400, 160):
        draw.rectangle((x, 500, x + 24, 524), outline=0, width=2)


@pytest.mark.parametrize("drawing", [rule, table, leaders, signature, boxes])
def test_what_is_drawn_is_no_print(drawing: Callable[[ImageDraw.ImageDraw], None]) -> None:
    page = Image.new("L", (1654, 900), 255)
    drawing(ImageDraw.Draw(page))
    assert bands(page, [], HEIGHT) == []


@pytest.mark.parametrize("shape", ["rectangle", "ellipse"])
def test_a_stamp_with_letters_of_its_own_size_is_no_print(shape: str) -> None:
    page = Image.new("L", (1654, 900), 255)
    page.paste(stamp((560, 300), shape), (300, 300))
    assert bands(page, [], HEIGHT) == []


def test_tiny_pictures_are_no_trouble() -> None:
    for size in ((1, 1), (3, 200), (40, 9)):
        assert bands(Image.new("L", size, 0), [], HEIGHT) == []
