"""Printed letters stand on a line, however worn; dirt, loops and crowns do not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest.ocr.baseline import stands_on_a_line
from sample.carriers.scans.wear import COPY, FAX, OFFICE, Wear
from tests.ingest.drawn import drawn

ROW = ("Nämnden", "beslutar", "att", "avslå", "ansökan", "om", "bidrag")


@pytest.mark.parametrize("face", ["Times-Roman", "Helvetica", "Courier"])
@pytest.mark.parametrize("wear", [None, OFFICE, COPY, FAX])
def test_print_does(wear: Wear | None, face: str) -> None:
    (line,), picture = drawn(ROW, face=face, dpi=200, wear=wear)
    assert stands_on_a_line(picture, (line[0].x0, line[0].y0 + 7, line[-1].x1, line[2].y1))


@pytest.mark.parametrize("seed", range(5))
def test_a_streak_of_dirt_does_not(seed: int) -> None:
    random = np.random.default_rng(seed)
    page = np.full((120, 500), 245, np.uint8)
    for x, y in zip(random.integers(0, 500, 3_000), random.normal(60, 9, 3_000).astype(int), strict=True):
        page[np.clip(y, 0, 119), x] = 40
    assert not stands_on_a_line(Image.fromarray(page), (10, 48, 490, 72))


def test_what_goes_up_and_down_does_not() -> None:
    page = Image.new("L", (500, 120), 255)
    draw = ImageDraw.Draw(page)
    for at in range(12):
        y = 50 + 14 * (at % 3 - 1)
        draw.arc((20 + 38 * at, y, 48 + 38 * at, y + 26), 0, 300, fill=0, width=4)
    assert not stands_on_a_line(page, (10, 48, 490, 76))


def test_empty_paper_does_not() -> None:
    assert not stands_on_a_line(Image.new("L", (500, 120), 230), (10, 48, 490, 72))
