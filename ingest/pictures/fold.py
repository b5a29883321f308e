"""The fold of two pages scanned together (*uppslag*): an upright band near the middle that nothing is printed across.

A wide gap alone proves nothing: tables, forms and columns have gaps too. So no line may cross it anywhere, a heading at
the top as little as a page number below; and both sides hold running text, or the shadow of the binding lies in it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.pictures.halves import is_prose, is_text

_SHAPE: Final = (1.15, 1.75)  # width by height of an open book or binder, with what lies around it
_WIDTH: Final = 1000  # pixels to which the picture is reduced: a letter of print is three to five high
_MIDDLE: Final = (0.40, 0.60)  # of the width between the outermost print
_BAND, _BAND_SHADED = 0.04, 0.025  # of the width: two inner margins; columns stand nearer, unless a binding says more
_SLANTS: Final = (0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 2.0, -2.0, 2.5, -2.5, 3.0, -3.0)  # degrees
_UPRIGHT: Final = 0.05  # of the band's width, for each degree: by how much a slant must be the better
_STRAY: Final = 0.004  # of the height, of a column's pixels: specks in the band, not one line's letters
_PRINT: Final = (1, 1, 2)  # pixels, together: print is thinner than twice this, a shadow wider
_HALF_TALL: Final = (1, 2, 4, 8)  # pixels, together half of what no letter is as high as: lines are
_ACROSS: Final = 0.35  # of the band's width with ink in one row: something printed or drawn across
_FAINT: Final = 40  # grey levels between paper and print
_SHADE: Final = 14.0  # grey levels: how much darker than the paper on both sides the band is on the whole height
_THROUGHOUT: Final = 0.9  # of the height that a shadow must lie on
_MARGIN: Final = 0.015  # of the width: what is whitened on both sides of a fold that is dark

Mask = NDArray[np.bool_]
Grey = NDArray[np.uint8]
_Pixel = TypeVar("_Pixel", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Fold:
    """An empty band from ``left`` to ``right`` at half the ``height`` of the picture, leaning by ``slope``.

    ``slope`` is how far it moves to the left for each step down, ``dark`` whether a shadow or a line lies in it; all
    in pixels of the picture, or in points.
    """

    left: float
    right: float
    slope: float
    height: float
    dark: bool = False

    def at(self, y: float) -> float:
        """The x of the band's middle at ``y``."""
        return (self.left + self.right) / 2 - (y - self.height / 2) * self.slope

    def scaled(self, scale: float) -> Fold:
        return Fold(self.left * scale, self.right * scale, self.slope, self.height * scale, self.dark)


def fold(picture: Image.Image) -> Fold | None:
    """The fold of a grey ``picture`` of two pages side by side, None where it is one page or in doubt."""
    if not _SHAPE[0] <= picture.width / picture.height <= _SHAPE[1]:
        return None
    step = max(1, round(picture.width / _WIDTH))
    grey = np.asarray(picture.reduce(step))
    paper = _paper(grey)
    drawn = paper.astype(np.int16) - grey > _FAINT
    upright = _upright_lines(drawn)
    ink = drawn & ~upright
    found = _widest(ink)
    if found is None or _is_crossed(found, ink):
        return None
    shadow = _shadow(found, paper)
    width = (found.right - found.left) / grey.shape[1]
    if width < (_BAND if shadow is None else _BAND_SHADED):
        return None
    sides = _side(ink, found, right=False), _side(ink, found, right=True)
    holds = is_prose if shadow is None else is_text
    if not all(map(holds, sides)):
        return None
    return _about(found, shadow if shadow is not None else _line(found, upright), grey.shape[1]).scaled(step)


def _about(found: Fold, dark: float | None, width: int) -> Fold:
    """The band, or what of it lies beside a ``dark`` line in it."""
    if dark is None:
        return found
    margin = _MARGIN * width
    return Fold(max(found.left, dark - margin), min(found.right, dark + margin), found.slope, found.height, dark=True)


def _paper(grey: Grey) -> Grey:
    """The picture without its print: what closing leaves."""
    closed = grey
    for pick in (np.maximum, np.minimum):
        for axis in (0, 1):
            closed = _spread(closed, axis, pick, _PRINT)
    return closed


def _spread(grey: Grey, axis: int, pick: np.ufunc, shifts: tuple[int, ...]) -> Grey:
    """What ``pick`` makes of each pixel and those around it, as far each way as the ``shifts`` together."""
    moved = np.moveaxis(grey, axis, 0).copy()
    for shift in shifts:
        before = moved.copy()
        pick(moved[shift:], before[:-shift], out=moved[shift:])
        pick(moved[:-shift], before[shift:], out=moved[:-shift])
    return np.moveaxis(moved, 0, axis)


def _upright_lines(ink: Mask) -> Mask:
    """What hangs together upright for longer than letters do, with a pixel to each side."""
    lines = _spread(ink.view(np.uint8), 1, np.maximum, (1,))
    for pick in (np.minimum, np.maximum):
        lines = _spread(lines, 0, pick, _HALF_TALL)
    return _spread(lines, 1, np.maximum, (1,)) > 0


def _widest(ink: Mask) -> Fold | None:
    """The widest empty band near the middle, at the slant that makes it widest."""
    height, width = ink.shape
    columns = np.flatnonzero(ink.sum(axis=0) > _STRAY * height)
    if columns.size < width // 4:
        return None
    first, last = columns[0], columns[-1]
    low, high = (round(first + share * (last - first)) for share in _MIDDLE)
    rows, places = np.nonzero(ink)
    best, most = None, 0.0
    for degrees in _SLANTS:
        slope = math.tan(math.radians(degrees))
        counts = np.bincount(_levelled(rows, places, slope, height, width), minlength=width)
        start, end = _longest_run(counts <= _STRAY * height, low, high)
        worth = (end - start) * (1 - _UPRIGHT * abs(degrees))
        if worth > most:
            best, most = Fold(float(start), float(end), slope, float(height)), worth
    return best


def _levelled(
    rows: NDArray[np.intp], places: NDArray[np.intp], slope: float, height: int, width: int
) -> NDArray[np.intp]:
    """The columns of the ink once a band that leans by ``slope`` stands upright."""
    return np.clip(np.rint(places + (rows - height / 2) * slope), 0, width - 1).astype(np.intp)


def _longest_run(free: Mask, low: int, high: int) -> tuple[int, int]:
    """The start and end of the longest run of ``free`` whose middle lies between ``low`` and ``high``."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    runs = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if low <= (a + b) / 2 <= high]
    return max(runs, key=lambda run: run[1] - run[0], default=(low, low))


def _band(pixels: NDArray[_Pixel], found: Fold) -> NDArray[_Pixel]:
    """The pixels of the band, row by row, upright."""
    height, width = pixels.shape
    rows = np.arange(height)[:, None]
    shift = np.rint((rows - height / 2) * found.slope).astype(np.intp)
    columns = np.arange(round(found.left), max(round(found.left) + 1, round(found.right)))[None, :] - shift
    band: NDArray[_Pixel] = pixels[rows, np.clip(columns, 0, width - 1)]
    return band


def _is_crossed(found: Fold, ink: Mask) -> bool:
    """Whether some row has ink in much of the band: a heading, a rule, a drawing."""
    band = _band(ink, found)
    return bool(band.mean(axis=1).max(initial=0.0) >= _ACROSS)


def _line(found: Fold, upright: Mask) -> float | None:
    """The x of a line down the band from the top to the foot: the fold, where it lets no light through."""
    band = _band(upright, found)
    if band.any(axis=1).mean() <= _THROUGHOUT:
        return None
    return round(found.left) + float(np.median(np.nonzero(band)[1]))


def _shadow(found: Fold, paper: Grey) -> float | None:
    """The x where the band is darker than the paper to both sides from the top to the foot; None where it is not."""
    wide = max(8.0, (found.right - found.left) / 2)
    inside = _band(paper, found).astype(np.float32)
    starts = found.left - 2 * wide, found.right + wide
    around = [_band(paper, replace(found, left=start, right=start + wide)) for start in starts]
    darkest = int(np.argmin(np.median(inside, axis=0)))
    core = inside[:, max(0, darkest - 1) : darkest + 2].mean(axis=1)
    brightness = np.minimum(*(np.median(each.astype(np.float32), axis=1) for each in around))
    return found.left + darkest if (brightness - core > _SHADE).mean() > _THROUGHOUT else None


def _side(ink: Mask, found: Fold, *, right: bool) -> Mask:
    """What stands on one side of the band, nothing of the other."""
    rows = np.arange(ink.shape[0])[:, None]
    middle = (found.left + found.right) / 2 - (rows - found.height / 2) * found.slope
    columns = np.arange(ink.shape[1])[None, :]
    kept = ink & ((columns > middle) if right else (columns < middle))
    return kept[:, int(middle.min()) :] if right else kept[:, : int(middle.max()) + 1]
