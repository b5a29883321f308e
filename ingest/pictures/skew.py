"""How far a scan leans, and the way back: words found on the straightened picture are placed on the one that is shown.

The lean is that at which the ink gathers in rows: the sum of the squared differences between neighbouring rows of the
projection is greatest when lines of text lie level (Postl, 1986). Rows are counted from the places of the ink alone,
so that an angle costs a fraction of a millisecond.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.raw_page import Line, PlacedWord

MOST: Final = 6.0  # degrees: sheets feed askew by up to 5
LEAST: Final = 0.35  # degrees: Tesseract follows such lines by itself, and turning blurs
_WIDTH: Final = 800  # pixels to which the picture is reduced for the search
_COARSE, _FINE = 0.5, 0.1  # degrees
_CLEARLY: Final = 1.1  # how much better than level: a page without lines leans nowhere
_FEWEST: Final = 400  # dark pixels of the reduced picture


@dataclass(frozen=True, slots=True)
class Straightening:
    """A turn by ``degrees`` counter-clockwise about the middle of a picture of ``size`` pixels, which stay."""

    degrees: float
    size: tuple[int, int]

    def apply(self, picture: Image.Image) -> Image.Image:
        if not self.degrees:
            return picture
        return picture.rotate(self.degrees, Image.Resampling.BICUBIC, fillcolor=255)

    def back(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """``lines`` of the straightened picture where they stand on the picture given. A box keeps its size."""
        if not self.degrees:
            return lines
        return tuple(tuple(self._word(word) for word in line) for line in lines)

    def _word(self, word: PlacedWord) -> PlacedWord:
        width, height = self.size
        sine, cosine = math.sin(math.radians(self.degrees)), math.cos(math.radians(self.degrees))
        across, down = (word.x0 + word.x1 - width) / 2, (word.y0 + word.y1 - height) / 2
        x, y = width / 2 + across * cosine - down * sine, height / 2 + across * sine + down * cosine
        half_width, half_height = (word.x1 - word.x0) / 2, (word.y1 - word.y0) / 2
        x = min(max(x, half_width), width - half_width)
        y = min(max(y, half_height), height - half_height)
        return replace(word, x0=x - half_width, x1=x + half_width, y0=y - half_height, y1=y + half_height)


def straightening(picture: Image.Image) -> Straightening:
    """What makes the lines of a grey ``picture`` level; no turn where it leans by less than :data:`LEAST`."""
    degrees = skew(picture)
    return Straightening(degrees if abs(degrees) >= LEAST else 0.0, picture.size)


def skew(picture: Image.Image) -> float:
    """The degrees, within ±:data:`MOST`, by which a grey ``picture`` must be turned counter-clockwise; 0.0 in doubt."""
    small = picture.reduce(max(1, round(picture.width / _WIDTH)))
    grey = np.asarray(small, dtype=np.uint8)
    margin = max(2, min(grey.shape) // 40)  # a scanner's own edge is straight, whatever the sheet does
    inner = grey[margin:-margin, margin:-margin]
    rows, columns = np.nonzero(inner < int(np.median(inner)) * 0.7)
    if rows.size < _FEWEST:
        return 0.0
    coarse = max(np.arange(-MOST, MOST + _FINE, _COARSE), key=lambda angle: _level(rows, columns, angle))
    fine = max(np.arange(coarse - 0.4, coarse + 0.45, _FINE), key=lambda angle: _level(rows, columns, angle))
    if _level(rows, columns, fine) < _CLEARLY * _level(rows, columns, 0.0):
        return 0.0
    return round(float(fine), 2)


def _level(rows: NDArray[np.intp], columns: NDArray[np.intp], degrees: float) -> float:
    """How sharply the ink gathers in rows when turned by ``degrees``."""
    turned = rows - columns * math.tan(math.radians(degrees))
    counts = np.bincount((turned - turned.min()).astype(np.intp))
    return float(np.square(np.diff(counts.astype(np.float64))).sum())
