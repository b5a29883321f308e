"""How the paper lies under the glass or before the lens: one projective map for the picture and for every box on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from sample.gold import Word

if TYPE_CHECKING:
    from PIL.Image import Image

Matrix = tuple[float, float, float, float, float, float, float, float]
"""``a … h`` of x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1)."""
STRAIGHT: Matrix = (1, 0, 0, 0, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Warp:
    """``there`` maps a point of the paper to one of the picture, ``back`` the other way; both in points."""

    there: Matrix = STRAIGHT
    back: Matrix = STRAIGHT

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the paper lies on the picture."""
        a, b, c, d, e, f, g, h = self.there
        below = g * x + h * y + 1
        return (a * x + b * y + c) / below, (d * x + e * y + f) / below

    def word(self, word: Word) -> Word:
        """The upright box around where a word lies on the picture."""
        corners = [self.point(x, y) for x in (word.x0, word.x1) for y in (word.y0, word.y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Word(word.start, word.end, round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))

    def image(self, image: Image, scale: float, fill: int) -> Image:
        """The picture of the warped paper, as large; ``scale`` is pixels a point, ``fill`` the grey outside it."""
        from PIL import Image as Pictures

        if self.there == STRAIGHT:
            return image
        a, b, c, d, e, f, g, h = self.back
        pixels = (a, b, c * scale, d, e, f * scale, g / scale, h / scale)
        if g or h:
            return image.transform(
                image.size, Pictures.Transform.PERSPECTIVE, pixels, Pictures.Resampling.BILINEAR, fillcolor=fill
            )
        return image.transform(
            image.size, Pictures.Transform.AFFINE, pixels[:6], Pictures.Resampling.BILINEAR, fillcolor=fill
        )


def turned(degrees: float, width: float, height: float, shift: tuple[float, float] = (0.0, 0.0)) -> Warp:
    """The paper turned about its middle and moved by ``shift`` points."""
    angle = math.radians(degrees)
    cos, sin = round(math.cos(angle), 9), round(math.sin(angle), 9)
    mx, my, sx, sy = width / 2, height / 2, *shift
    there = (cos, -sin, mx - cos * mx + sin * my + sx, sin, cos, my - sin * mx - cos * my + sy, 0.0, 0.0)
    ox, oy = mx + sx, my + sy
    back = (cos, sin, mx - cos * ox - sin * oy, -sin, cos, my + sin * ox - cos * oy, 0.0, 0.0)
    return Warp(there, back)


def photographed(rng: Random, width: float, height: float, most: float = 0.05) -> Warp:
    """The paper as a hand-held telephone sees it: each corner moved inwards by up to ``most`` of the page."""
    ways = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    seen = tuple(
        (x + sx * rng.uniform(0.005, most) * width, y + sy * rng.uniform(0.005, most) * height)
        for (x, y), (sx, sy) in zip(corners, ways, strict=True)
    )
    return Warp(_through(corners, seen), _through(seen, corners))


def _through(before: tuple[tuple[float, float], ...], after: tuple[tuple[float, float], ...]) -> Matrix:
    """The projective map that takes four points to four others: eight equations, solved by Gaussian elimination.

    In plain floats, not in numpy's LAPACK, whose last digit differs from one processor to another.
    """
    rows = list[list[float]]()
    for (x, y), (u, v) in zip(before, after, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda at: abs(rows[at][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for at in range(8):
            if at != column:
                factor = rows[at][column] / rows[column][column]
                rows[at] = [one - factor * other for one, other in zip(rows[at], rows[column], strict=True)]
    a, b, c, d, e, f, g, h = (rows[at][8] / rows[at][at] for at in range(8))
    return (a, b, c, d, e, f, g, h)
