"""A line that the page's layout left out is read by itself; what is no print adds nothing, and unread print is told."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from ingest.ocr.engine import OcrEngine, OcrText, OcrTimeoutError, PageOcr, weighted
from ingest.ocr.looks import made_ready
from ingest.ocr.uncovered import covered
from ingest.raw_page import PlacedWord
from sample.carriers.scans.wear import COPY_OF_COPY, FAX, OFFICE, Wear, worn
from tests.ingest.ocr.test_bands import signature
from tests.ingest.ocr.test_handwriting import scribbled
from tests.ingest.ocr.test_page import on_ink, read, text
from tests.ingest.pictures.test_black_stamps import stamp
from tests.ingest.readers.made import LINES, scan

ROWS = [f"{text} {number}" for number, text in enumerate(LINES * 3, 11)]
PAGE = scan(ROWS)


class LeavesOut:
    """Reads as the engine does, but its page layout makes no line of one; counts the lines read by themselves."""

    def __init__(self, engine: OcrEngine, number: str) -> None:
        self.engine, self.number, self.looks = engine, number, 0

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        found = self.engine.recognise(picture, dpi, seconds, single_line=single_line)
        self.looks += single_line
        if single_line:
            return found
        return weighted(tuple(line for line in found.lines if not line or line[-1].text != self.number))


def rows(picture: Image.Image, engine: OcrEngine, dpi: float = 200.0) -> list[str]:
    return [row for row in text(read(engine, picture, dpi)).split("\n") if row]


@pytest.mark.parametrize("number", ["11", "17", "25"])
def test_a_line_that_was_left_out_is_read_in_its_place(engine: OcrEngine, number: str) -> None:
    fake = LeavesOut(engine, number)
    assert rows(PAGE, fake) == ROWS
    assert fake.looks == 1
    assert on_ink(read(fake, PAGE), PAGE) == 1.0


@pytest.mark.parametrize("radius", [1.5, 2.5])
def test_on_a_blurred_page_too(engine: OcrEngine, radius: float) -> None:
    blurred = PAGE.filter(ImageFilter.GaussianBlur(radius))
    assert rows(blurred, LeavesOut(engine, "18")) == ROWS


@pytest.mark.parametrize("wear", [OFFICE, COPY_OF_COPY, FAX])
def test_on_a_worn_page_too(engine: OcrEngine, wear: Wear) -> None:
    from random import Random

    picture = worn(PAGE, wear, Random(3)).convert("L")
    found = rows(picture, LeavesOut(engine, "18"), float(wear.dpi))
    assert len(set(ROWS[7].split()) - set(" ".join(found).split())) <= 1


def test_a_page_whose_print_was_all_read_costs_no_look(engine: OcrEngine) -> None:
    fake = LeavesOut(engine, "")
    assert rows(PAGE, fake) == ROWS
    assert fake.looks == 0


def photographed(seed: int) -> Image.Image:
    """A picture with light and dark of every size, from clouds to grass."""
    random = np.random.default_rng(seed)
    shades = np.zeros((600, 900))
    for size in (4, 12, 40, 150, 450):
        coarse = Image.fromarray(random.normal(0, 1, (size * 2 // 3, size)).astype(np.float32))
        shades += np.asarray(coarse.resize((900, 600), Image.Resampling.BICUBIC)) * 60 / size**0.35
    return Image.fromarray(np.clip(120 + shades, 0, 255).astype(np.uint8))


def drawings() -> dict[str, Image.Image]:
    ruled, signed = Image.new("L", (900, 600), 255), Image.new("L", (900, 600), 255)
    for y in (100, 140, 300):
        ImageDraw.Draw(ruled).line((40, y, 860, y), fill=0, width=4 + y // 40)
    signature(ImageDraw.Draw(signed))
    note = scribbled(3)[0]
    photos = {f"photograph {seed}": photographed(seed) for seed in range(5)}
    return {"rules": ruled, "stamp": stamp((560, 300)), "signature": signed, "note": note, **photos}


@pytest.mark.parametrize(
    ("name", "drawing"), drawings().items(), ids=lambda value: value if str(value) == value else ""
)
def test_nothing_is_read_out_of_what_is_no_print(engine: OcrEngine, name: str, drawing: Image.Image) -> None:
    page = PAGE.copy()
    page.paste(drawing.crop(drawing.convert("1").point(lambda level: 255 - level).getbbox()), (300, 1250))
    sheet = made_ready(page, 200.0)
    seen = engine.recognise(PAGE, 200.0, 60.0)
    found = covered(PageOcr(lambda: engine, 60.0), sheet, seen)
    assert (found.text.lines, found.unread) == (seen.lines, ())


class Mute:
    """Reads no line by itself, or has no time left for it."""

    def __init__(self, *, late: bool) -> None:
        self.late, self.looks = late, 0

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        self.looks += 1
        if self.late:
            raise OcrTimeoutError
        return OcrText((), 0.0)


@pytest.mark.parametrize(("late", "looks"), [(True, 1), (False, 4)])
def test_print_that_cannot_be_read_is_told(engine: OcrEngine, late: bool, looks: int) -> None:
    seen, fake = engine.recognise(PAGE, 200.0, 60.0), Mute(late=late)
    lines = [line for line in seen.lines if line]
    kept = weighted((*lines[:3], *lines[4:9], *lines[10:]))
    found = covered(PageOcr(lambda: fake, 60.0), made_ready(PAGE, 200.0), kept)
    assert (found.text, fake.looks) == (kept, looks)
    for box, lost in zip(found.unread, (lines[3], lines[9]), strict=True):
        assert box == pytest.approx((lost[0].x0, lost[0].y0, lost[-1].x1, lost[0].y1), abs=20)


@pytest.mark.parametrize(
    ("texts", "sure", "taken"),
    [
        (("Kylen", "var", "trasig"), 0.75, True),
        (("Kylen", "var", "trasig"), 0.6, False),
        (("Xqvw", "Zrtx", "4711"), 0.9, True),
        (("Xqvw", "Zrtx", "Wqk"), 0.8, False),
        (("A)",), 0.95, False),
    ],
)
def test_only_what_reads_well_enough_is_taken_in(
    engine: OcrEngine, texts: tuple[str, ...], sure: float, taken: bool
) -> None:
    class Says:
        def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
            line = tuple(PlacedWord(each, 90 * at, 5, 90 * at + 80, 30, sure) for at, each in enumerate(texts))
            return weighted((line,))

    lines = [line for line in engine.recognise(PAGE, 200.0, 60.0).lines if line]
    found = covered(PageOcr(Says, 60.0), made_ready(PAGE, 200.0), weighted((*lines[:3], *lines[4:])))
    assert len(found.text.lines) == len(lines) - 1 + taken
    assert bool(found.unread) is not taken


@pytest.mark.parametrize("radius", [0.0, 1.0])
def test_lines_are_read_where_the_layout_found_none(engine: OcrEngine, radius: float) -> None:
    sheet = made_ready(scan().filter(ImageFilter.GaussianBlur(radius)), 200.0)
    found = covered(PageOcr(lambda: engine, 60.0), sheet, OcrText((), 0.0))
    assert [" ".join(word.text for word in line) for line in found.text.lines] == list(LINES)
