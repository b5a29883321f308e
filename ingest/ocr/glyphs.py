"""The letters of a word, cut out of the page's picture and brought to one size, for a second look at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy
from PIL import Image

from ingest.ocr.ink_parts import Part, parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEIGHT = 20, 28
"""Pixels of a glyph brought to size."""
FEATURES: Final = WIDTH * HEIGHT + 4

_LEAST_CONTRAST: Final = 40  # grey levels between paper and ink; below this there is no letter
_PAPER, _INK = 90, 3  # percentiles of a word's box that are surely paper, and surely ink
_ABOVE, _BESIDE = 0.2, 0.5  # of the box's height, around it: "§" reaches out of the box of what was taken for an 8
_LEAN: Final = 0.12  # of the box's height: how far outside the box the middle of a letter may lie
_SPECK: Final = 0.005  # of the squared height of the box: smaller parts are dirt (a full stop has 0.015)
_LOOSE_SPECK: Final = 0.25  # of the height of the tallest part: full stops and dirt, once parts above each other join


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: its box in pixels of the page, and its ink, a pixel of the page each (rows × columns, 0–1)."""

    x0: float
    y0: float
    x1: float
    y1: float
    ink: NDArray[numpy.float32]

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


Box = tuple[float, float, float, float]


def glyphs(picture: Image.Image, box: Box) -> list[Glyph]:
    """The letters within ``box`` (x0, y0, x1, y1 in pixels) of a grey picture, from left to right."""
    return cut(picture, box)[0]


def cut(picture: Image.Image, box: Box) -> tuple[list[Glyph], Glyph | None]:
    """The letters within ``box``, and all of them as one: a "%" may fall apart into three."""
    dark, left, top = darkness(picture, box)
    if dark is None:
        return [], None
    x0, y0, x1, y1 = box
    inside = [part for part in parts(dark > 0.5) if _is_within(part, (x0 - left, y0 - top, x1 - left, y1 - top))]
    groups = _stacked(inside)
    found = [_glyph(dark, group, left, top) for group in groups]
    return found, _glyph(dark, [part for group in groups for part in group], left, top) if len(groups) > 1 else None


def darkness(picture: Image.Image, box: Box) -> tuple[NDArray[numpy.float32] | None, int, int]:
    """How dark the picture is around ``box`` (0–1), and where its corner lies; None where nothing stands out."""
    x0, y0, x1, y1 = box
    above, beside = _ABOVE * (y1 - y0), _BESIDE * (y1 - y0)
    left, top = max(0, round(x0 - beside)), max(0, round(y0 - above))
    area = (left, top, min(picture.width, round(x1 + beside)), min(picture.height, round(y1 + above)))
    if area[2] - area[0] < 3 or area[3] - area[1] < 5:
        return None, left, top
    grey = numpy.asarray(picture.crop(area), dtype=numpy.float32)
    paper, ink = (float(level) for level in numpy.percentile(grey, (_PAPER, _INK)))
    if paper - ink < _LEAST_CONTRAST:
        return None, left, top
    return numpy.clip((paper - grey) / (paper - ink), 0.0, 1.0), left, top


def _is_within(part: Part, box: Box) -> bool:
    """Whether a part belongs to the word: not a speck, a rule, or a neighbour's."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    if part.area < max(4.0, _SPECK * height * height) or part.width > 6 * max(part.height, 3):
        return False
    across, down = (part.x0 + part.x1) / 2, (part.y0 + part.y1) / 2
    return x0 - _LEAN * height <= across <= x1 + _LEAN * height and y0 <= down <= y1


def _stacked(found: list[Part]) -> list[list[Part]]:
    """Parts that stand above each other make one letter: å, %, and a § broken by a bad copy."""
    groups: list[list[Part]] = []
    for part in found:
        if groups and _overlap(groups[-1], part) >= 0.5:
            groups[-1].append(part)
        else:
            groups.append([part])
    tallest = max((_height(group) for group in groups), default=0)
    return [group for group in groups if _height(group) >= _LOOSE_SPECK * tallest]


def _overlap(group: list[Part], part: Part) -> float:
    """How much of the narrower lies above or below the other, 0–1."""
    x0, x1 = min(one.x0 for one in group), max(one.x1 for one in group)
    shared = min(x1, part.x1) - max(x0, part.x0)
    return shared / max(1, min(x1 - x0, part.width))


def _height(group: list[Part]) -> int:
    return max(part.y1 for part in group) - min(part.y0 for part in group)


def _glyph(dark: NDArray[numpy.float32], group: list[Part], left: int, top: int) -> Glyph:
    x0, x1 = min(part.x0 for part in group), max(part.x1 for part in group)
    y0, y1 = min(part.y0 for part in group), max(part.y1 for part in group)
    own = numpy.zeros((y1 - y0, x1 - x0), dtype=numpy.float32)
    for part in group:
        for row, start, end in part.runs:  # with the grey rim of each run, without the neighbours' ink
            first, after = max(x0, start - 1), min(x1, end + 1)
            own[row - y0, first - x0 : after - x0] = dark[row, first:after]
    return Glyph(left + x0, top + y0, left + x1, top + y1, own)


def to_size(ink: NDArray[numpy.float32]) -> NDArray[numpy.float32]:
    """Ink of any size as HEIGHT × WIDTH."""
    resized = Image.fromarray(ink).resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
    return numpy.asarray(resized, dtype=numpy.float32)


def halves(glyph: Glyph) -> tuple[Glyph, Glyph]:
    """A glyph cut where its middle is thinnest: two letters that touch, such as "§§" in bold."""
    columns = glyph.ink.sum(axis=0)
    first, last = len(columns) * 35 // 100, max(len(columns) * 65 // 100, len(columns) * 35 // 100 + 1)
    at = max(1, first + int(numpy.argmin(columns[first:last])))
    left = Glyph(glyph.x0, glyph.y0, glyph.x0 + at, glyph.y1, glyph.ink[:, :at])
    return left, Glyph(glyph.x0 + at, glyph.y0, glyph.x1, glyph.y1, glyph.ink[:, at:])


def features(glyph: Glyph, top: float, bottom: float) -> NDArray[numpy.float32]:
    """FEATURES numbers: the ink, and where the glyph stands beside a figure that reaches from ``top`` to ``bottom``."""
    height = max(bottom - top, 1.0)
    shape = ((glyph.y0 - top) / height, (glyph.y1 - bottom) / height, glyph.height / height, glyph.width / height)
    place = numpy.clip(numpy.array(shape, dtype=numpy.float32), -1.5, 2.5) * 2.0
    return numpy.concatenate([to_size(glyph.ink).ravel(), place])
