"""The fold of two pages scanned together: found whatever lies in it, not seen where something crosses the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.pictures.fold import Fold, fold
from tests.ingest.readers.made import LINES, scan

LEAF = (420.0, 595.0)  # points: two of them lie side by side on an A4 sheet
LONG = [f"{first[:34].strip()} {number}" for number, first in enumerate(LINES * 4, 11)]
Draw = Callable[[ImageDraw.ImageDraw], None]


def leaf(texts: Sequence[str] = LONG) -> Image.Image:
    return scan(texts, dpi=150.0, size=LEAF, top=540.0)


def book(
    leans: tuple[float, float] = (0.0, 0.0), shadow: float = 0.0, line: bool = False, right: Image.Image | None = None
) -> Image.Image:
    """Two leaves, each leaning its own way, with a shadow or a line where they meet."""
    left, other = leaf(), right or leaf(LONG[::-1])
    picture = Image.new("L", (2 * left.width, left.height), 250)
    for at, (each, lean) in enumerate(zip((left, other), leans, strict=True)):
        picture.paste(each.rotate(lean, Image.Resampling.BICUBIC, fillcolor=250), (at * left.width, 0))
    if shadow:
        shade = 1 - shadow * np.exp(-(((np.arange(picture.width) - left.width) / (0.03 * left.width)) ** 2))
        picture = Image.fromarray((np.asarray(picture) * shade).astype(np.uint8))
    if line:
        ImageDraw.Draw(picture).line((left.width + 6, 0, left.width - 6, left.height), fill=60, width=3)
    return picture


def drawn(draw: Draw, size: tuple[int, int] = (1754, 1240)) -> Image.Image:
    picture = Image.new("L", size, 250)
    draw(ImageDraw.Draw(picture))
    return picture


def written(draw: ImageDraw.ImageDraw, x: int, y: int, text: str, size: int = 22) -> None:
    draw.text((x, y), text, fill=0, font=ImageFont.load_default(size))


def columns(draw: ImageDraw.ImageDraw, left: int = 110, right: int = 930) -> None:
    for row, text in enumerate(LINES * 5):
        written(draw, left, 160 + row * 36, text[:60])
        written(draw, right, 160 + row * 36, text[::-1][:60])


def headed(draw: ImageDraw.ImageDraw) -> None:
    columns(draw)
    written(draw, 300, 60, "Protokoll från miljönämndens sammanträde den 14 mars i Ängsbacka", 36)


def footed(draw: ImageDraw.ImageDraw) -> None:
    columns(draw)
    written(draw, 500, 1180, "Miljönämnden, Storgatan 12, 123 45 Ängsbacka, telefon 0123-45 67 89", 18)


def listed(draw: ImageDraw.ImageDraw, across: int = 4) -> None:
    for row in range(24):
        for column in range(across):
            x = 120 + column * (1560 // across)
            written(draw, x, 150 + row * 40, "Ängsbacka" if column % 2 else str(1000 * row + column))


def described(draw: ImageDraw.ImageDraw) -> None:
    """Running text on the left, and the figures that belong to each line on the right."""
    for row, text in enumerate(LINES * 5):
        written(draw, 110, 150 + row * 40, text[:60])
        for column in range(4):
            written(draw, 950 + column * 180, 150 + row * 40, str(12_345 * (row + column + 1)))


def boxed(draw: ImageDraw.ImageDraw) -> None:
    for row in range(12):
        for x in (100, 890):
            draw.rectangle((x, 90 + row * 90, x + 760, 170 + row * 90), outline=0, width=3)
            written(draw, x + 12, 94 + row * 90, "Sökandens namn och adress", 14)
            written(draw, x + 20, 126 + row * 90, "Exempel Exempelsson, Storgatan 12")


def planned(draw: ImageDraw.ImageDraw) -> None:
    """A drawing in two parts, with nothing between them."""
    for x in (100, 960):
        for step in range(10):
            draw.rectangle((x + 20 * step, 100 + 30 * step, x + 700 - 15 * step, 1100 - 35 * step), outline=0, width=2)


def photo() -> Image.Image:
    """Light and dark patches with a dark stripe down the middle."""
    patches = 128 + 50 * np.random.default_rng(0).normal(0, 1, (40, 57))
    picture = Image.fromarray(patches.clip(0, 255).astype(np.uint8)).resize((1754, 1240), Image.Resampling.BICUBIC)
    stripe = 1 - 0.7 * np.exp(-(((np.arange(1754) - 877) / 40.0) ** 2))
    return Image.fromarray((np.asarray(picture) * stripe).astype(np.uint8))


def middle(found: Fold | None, picture: Image.Image) -> float | None:
    return None if found is None else found.at(picture.height / 2) / picture.width


@pytest.mark.parametrize("leans", [(0.0, 0.0), (1.2, -0.8), (-2.0, 1.5)])
@pytest.mark.parametrize(("shadow", "line"), [(0.0, False), (0.5, False), (0.0, True), (0.3, True)])
def test_the_fold_of_an_open_book(leans: tuple[float, float], shadow: float, line: bool) -> None:
    picture = book(leans, shadow, line)
    assert middle(fold(picture), picture) == pytest.approx(0.5, abs=0.01 if shadow or line else 0.04)


def test_a_table_on_one_page_is_parted_where_a_binding_shows() -> None:
    table = drawn(lambda draw: listed(draw, 3), leaf().size)
    assert fold(book(shadow=0.5, right=table)) is not None
    assert fold(book(right=table)) is None


@pytest.mark.parametrize("draw", [headed, footed, listed, described, boxed, planned])
def test_what_crosses_the_middle_or_belongs_together_is_one_page(draw: Draw) -> None:
    assert fold(drawn(draw)) is None


@pytest.mark.parametrize(
    "picture",
    [photo(), scan(LINES * 4).rotate(90, expand=True), scan(LINES * 4), Image.new("L", (1754, 1240), 255)],
    ids=["photo", "on its side", "upright", "blank"],
)
def test_one_page_has_no_fold(picture: Image.Image) -> None:
    assert fold(picture) is None
