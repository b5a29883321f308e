"""A note in the margin is left out of the text and its place is known; print, however worn, stays."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from PIL import Image

from ingest.ocr.handwriting import handwriting
from ingest.raw_page import Line, PlacedWord
from sample.carriers.pdf import draw
from sample.carriers.scans.hand import Box, scribble
from sample.carriers.scans.wear import COPY, COPY_OF_COPY, FAX, OFFICE, TYPEWRITER, Wear, worn
from sample.carriers.sheet import Sheet
from tests.ingest.drawn import drawn

SCALE = 200 / 72
PRINT = (
    ("Nämnden", "beslutar", "att", "avslå", "ansökan"),
    ("enligt", "11", "kap.", "socialtjänstlagen", "i", "dess"),
    ("lydelse", "före", "den", "1", "juli", "2025"),
)  # fmt: skip


@cache
def scribbled(seed: int) -> tuple[Image.Image, tuple[Box, ...]]:
    """A clean page of 200 dpi with only a handwritten note, and the boxes of its lines in pixels."""
    from pypdfium2 import PdfDocument

    sheet = Sheet()
    boxes = scribble(sheet, Random(seed))
    with PdfDocument(draw([sheet], "", "")) as document:
        picture = document[0].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    return picture, tuple(tuple(side * SCALE for side in box) for box in boxes)  # type: ignore[misc]


def said(boxes: tuple[Box, ...]) -> tuple[Line, ...]:
    """What Tesseract makes of a note: short words that it is unsure of."""
    return tuple((PlacedWord("fr,", *box, 0.3),) for box in boxes)


@pytest.mark.parametrize("wear", [OFFICE, COPY, COPY_OF_COPY, FAX])
def test_notes_are_left_out_and_their_place_is_known(wear: Wear) -> None:
    found, all_notes = 0, 0
    for seed in range(12):
        picture, boxes = scribbled(seed)
        page = worn(picture, replace(wear, skew=0.0), Random(seed)).convert("L")
        far = PlacedWord("beslutar", 300, 100, 400, 122, 0.96)
        kept, places = handwriting(((far,) * 24, *said(boxes)), page)
        assert kept[0] == (far,) * 24
        found += sum(any(_covers(place, box) for place in places) for box in boxes)
        all_notes += len(boxes)
    assert found >= 0.7 * all_notes


def _covers(place: Box, box: Box) -> bool:
    return place[0] <= (box[0] + box[2]) / 2 <= place[2] and place[1] <= (box[1] + box[3]) / 2 <= place[3]


@pytest.mark.parametrize("face", ["Times-Roman", "Times-Italic", "Helvetica", "Helvetica-Bold", "Courier"])
@pytest.mark.parametrize("wear", [OFFICE, COPY, COPY_OF_COPY, FAX, TYPEWRITER])
def test_print_that_tesseract_is_unsure_of_stays(face: str, wear: Wear) -> None:
    lines, picture = drawn(*PRINT, face=face, dpi=200, wear=wear)
    unsure = tuple(tuple(replace(word, confidence=0.4) for word in line) for line in lines)
    kept, boxes = handwriting(unsure, picture)
    assert sum(map(len, kept)) >= sum(map(len, lines)) - 1, boxes


def test_print_that_is_sure_is_not_looked_at() -> None:
    lines, picture = drawn(*PRINT)
    assert handwriting(lines, Image.new("L", picture.size, 255)) == (lines, ())


def test_a_word_among_print_is_print() -> None:
    lines, picture = drawn(*PRINT)
    note, boxes = scribbled(3)
    x0, y0, x1, y1 = boxes[0]
    written = note.crop((round(x0), round(y0), round(x1), round(y1))).resize((110, 40))
    picture.paste(written, (round(lines[0][1].x0), round(lines[0][1].y0)))
    unsure = (lines[0][0], replace(lines[0][1], confidence=0.2), *lines[0][2:])
    assert handwriting((unsure, *lines[1:]), picture) == ((unsure, *lines[1:]), ())


def test_paragraphs_stay_apart_and_an_empty_page_is_empty() -> None:
    lines, picture = drawn(*PRINT)
    assert handwriting((lines[0], (), lines[1]), picture)[0] == (lines[0], (), lines[1])
    assert handwriting((), picture) == ((), ())
