"""How the strokes of a word run: what tells a hand from a printer, whatever the size of the writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy

from ingest.ocr.glyphs import Box, darkness
from ingest.ocr.ink_parts import Part, parts

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

_ANGLES: Final = 8
FEATURES: Final = 13 + _ANGLES
_SPECK: Final = 0.004  # of the squared height of the box
_RULE: Final = 6  # width by height from which a low part is a rule
_TALL: Final = 0.4  # of the tallest part: lower ones are dots and punctuation


def strokes(picture: Image.Image, box: Box) -> NDArray[numpy.float32] | None:
    """FEATURES numbers for the word within ``box`` (pixels of the grey ``picture``), None where there is no ink."""
    around, left, top = darkness(picture, box)
    if around is None:
        return None
    height = box[3] - box[1]
    rows = slice(max(0, round(box[1]) - top - 1), max(0, round(box[3]) - top + 1))
    dark = around[rows, max(0, round(box[0]) - left - 1) : max(0, round(box[2]) - left + 1)].copy()
    found = []
    for part in parts(dark > 0.5):
        if part.width > _RULE * max(part.height, 3) and part.height < _TALL * height:
            _rubbed_out(dark, part)
        elif part.area >= max(4.0, _SPECK * height * height):
            found.append(part)
    if not found:
        return None
    return numpy.array([*_joins(found, box), *_thickness(dark > 0.5, found), *_angles(dark)], dtype=numpy.float32)


def _rubbed_out(dark: NDArray[numpy.float32], part: Part) -> None:
    """Takes a rule above or below the word out of the picture: it would look like one long stroke."""
    for row, start, end in part.runs:
        dark[max(0, row - 1) : row + 2, max(0, start - 1) : end + 1] = 0.0


def _joins(found: list[Part], box: Box) -> list[float]:
    """A hand joins its letters, and sets them at odd heights."""
    width, height = box[2] - box[0], max(1.0, box[3] - box[1])
    tallest = max(part.height for part in found)
    tall = [part for part in found if part.height >= _TALL * tallest]
    total = sum(part.area for part in found)
    heights = numpy.array([part.height for part in tall], dtype=float)
    return [
        len(tall) / max(1.0, width / tallest),
        max(part.width / part.height for part in tall),
        float(numpy.median([part.width / part.height for part in tall])),
        max(part.area for part in found) / total,
        float(heights.std() / heights.mean()),
        float(numpy.std([part.y1 for part in tall])) / tallest,
        float(numpy.std([part.y0 for part in tall])) / tallest,
        min(4.0, width / height) / 4,
        len(found) / max(1, len(tall)) / 4,
    ]


def _thickness(mask: NDArray[numpy.bool_], found: list[Part]) -> list[float]:
    """A pen's stroke is thin for its height and even; type has stems and hairlines."""
    inner = numpy.zeros_like(mask)
    inner[1:-1, 1:-1] = mask[1:-1, 1:-1] & mask[:-2, 1:-1] & mask[2:, 1:-1] & mask[1:-1, :-2] & mask[1:-1, 2:]
    area, rim = int(mask.sum()), int(mask.sum() - inner.sum())
    tallest = max(part.height for part in found)
    runs = numpy.array([end - start for part in found for _, start, end in part.runs], dtype=float)
    across = float(numpy.median(runs))
    return [
        2.0 * area / max(1, rim) / tallest * 4,
        across / tallest * 4,
        min(2.0, float(runs.std() / runs.mean())),
        area / max(1, sum(part.width * part.height for part in found)),
    ]


def _angles(dark: NDArray[numpy.float32]) -> list[float]:
    """How much of the edges runs each way, of half a turn: type stands upright or leans all alike."""
    down, across = numpy.gradient(dark)
    weight = numpy.hypot(down, across)
    turn = numpy.mod(numpy.arctan2(down, across), numpy.pi) * (_ANGLES / numpy.pi)
    sums = numpy.bincount(numpy.minimum(turn.astype(int), _ANGLES - 1).ravel(), weight.ravel(), _ANGLES)
    return [float(one) for one in sums / max(1e-6, float(sums.sum()))]
