"""Stamps in black: their frames found, and those of tables, forms and drawings left; the print under them stays."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from ingest.pictures.black_stamps import without_stamps
from ingest.pictures.frames import frames
from ingest.pictures.outlines import Frame, Ring, Slanted
from tests.ingest.readers.made import LINES, scan

DPI = 200.0
PAGE = scan(LINES * 4)
HEIGHT = 30.0  # pixels of a word of 14 points


def stamp(size: tuple[int, int], shape: str = "rectangle", width: int = 7) -> Image.Image:
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    getattr(draw, shape)((5, 5, size[0] - 6, size[1] - 6), outline=20, width=width)
    draw.text((size[0] // 6, size[1] // 3), "INKOM", fill=20, font=ImageFont.load_default(size[0] // 6))
    return picture


def stamped(
    picture: Image.Image, degrees: float, corner: tuple[int, int] = (400, 300), page: Image.Image = PAGE
) -> Image.Image:
    """The ``page`` with the ``picture`` turned counter-clockwise and put over its lines."""
    turned = picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    page = page.copy()
    under = page.crop((*corner, corner[0] + turned.width, corner[1] + turned.height))
    page.paste(ImageChops.multiply(under, turned), corner)
    return page


def found_on(page: Image.Image) -> list[Frame]:
    return frames(page, DPI, (0, 0, *page.size))


@pytest.mark.parametrize("degrees", [-12.0, -4.0, 3.0, 8.0])
def test_a_frame_askew_over_lines_is_found(degrees: float) -> None:
    page = stamped(stamp((560, 220)), degrees)
    (frame,) = found_on(page)
    assert isinstance(frame, Slanted)
    assert frame.degrees == pytest.approx(-degrees, abs=0.6)
    assert (2 * frame.across, 2 * frame.down) == pytest.approx((545, 205), abs=8)
    assert math.dist(((frame.box[0] + frame.box[2]) / 2, frame.box[1]), (400 + 300, 300)) < 60


def test_a_ring_over_lines_is_found() -> None:
    (frame,) = found_on(stamped(stamp((300, 300), "ellipse"), 6.0))
    assert isinstance(frame, Ring)
    assert frame.radius == pytest.approx(142, abs=4)


def test_a_level_frame_may_be_a_form_and_is_left() -> None:
    assert found_on(stamped(stamp((560, 220)), 0.0)) == []


Draw = Callable[[ImageDraw.ImageDraw], None]


def table(draw: ImageDraw.ImageDraw) -> None:
    for row in range(20):
        for column in range(5):
            x, y = 150 + 250 * column, 200 + 60 * row
            draw.rectangle((x, y, x + 250, y + 60), outline=0, width=3)
            draw.text((x + 10, y + 15), str(1000 * row + column), fill=0, font=ImageFont.load_default(28))


def arrows(draw: ImageDraw.ImageDraw) -> None:
    for number in range(12):
        x, y = 150 + 100 * number, 300 + 90 * number
        draw.line((x, y, x + 300, y + 40 * number), fill=0, width=4)
        draw.polygon((x, y, x + 200, y - 60, x + 120, y + 150), outline=0, width=4)


def headline(draw: ImageDraw.ImageDraw) -> None:
    draw.text((150, 200), "BESLUT OM ÅR 2000", fill=0, font=ImageFont.load_default(100))


@pytest.mark.parametrize("draw", [table, arrows, headline])
@pytest.mark.parametrize("lean", [0.0, 1.0])
def test_tables_drawings_and_headlines_have_no_such_frame(draw: Draw, lean: float) -> None:
    page = Image.new("L", (1654, 2339), 255)
    draw(ImageDraw.Draw(page))
    assert found_on(page.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)) == []


def test_dark_patches_are_no_frames() -> None:
    patches = 128 + 60 * np.random.default_rng(0).normal(0, 1, (40, 28))
    picture = Image.fromarray(patches.clip(0, 255).astype(np.uint8)).resize((1654, 2339), Image.Resampling.BICUBIC)
    assert found_on(picture) == []


@pytest.mark.parametrize(("size", "shape"), [((560, 220), "rectangle"), ((300, 300), "ellipse")])
def test_the_stamp_goes_and_the_print_stays(size: tuple[int, int], shape: str) -> None:
    page = stamped(stamp(size, shape), 5.0)
    clean, stamps = without_stamps(page, DPI, found_on(page), HEIGHT)
    ink, was, now = (np.asarray(each) < 128 for each in (PAGE, page, clean))
    assert (now & ~ink).sum() < 0.25 * (was & ~ink).sum()  # of the stamp alone
    assert (now & ink).sum() > 0.97 * ink.sum()
    (layer,) = stamps
    words = np.asarray(layer.picture) < 128
    assert 0.3 * np.asarray(stamp(size, shape)).size * 0.02 < words.sum() < (was & ~ink).sum()
    assert clean.crop((0, 1200, 1654, 2339)).tobytes() == page.crop((0, 1200, 1654, 2339)).tobytes()
