"""Stamps in black taken out of a page, as far as they can be told from the print that they stand on.

Their frame is known (``ingest/pictures/frames.py``), and within it what is both thicker and higher than the page's
letters is the stamp's: an "INKOM" over a line of text. Thin small words within a frame stay.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.ocr.ink_parts import parts
from ingest.pictures.outlines import Frame
from ingest.pictures.skew import Straightening, skew

_FAINT: Final = 60  # grey levels between paper and a stamp
_THICK: Final = 0.025  # inches: the strokes of letters of 11 points are half as thick
_APART: Final = 3  # pixels: the pieces of a letter whose thin strokes are lost stand nearer than twice this
_HIGH: Final = 1.25  # of the height of a word of the page: higher ones are the stamp's
_WIDEST: Final = 0.06  # inches to each side of the outline that may be a frame's line
_LINE: Final = 0.6  # of the outline's length, at one distance from it, that is ink: letters across it are fewer
_RIM: Final = 1  # pixel: the grey of a stroke's edge

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was taken out of one frame, its line aside: its words alone on white, level once turned by ``way``.

    The upper left corner of ``picture`` lies at ``left``, ``top`` of the page.
    """

    picture: Image.Image
    left: int
    top: int
    way: Straightening


def without_stamps(
    picture: Image.Image, dpi: float, found: Sequence[Frame], height: float
) -> tuple[Image.Image, tuple[Stamp, ...]]:
    """A grey level ``picture`` without the stamps in the frames ``found``, and these.

    ``height`` is that of a word of the page, in pixels.
    """
    clean, stamps = picture.copy(), []
    for frame in found:
        left, top, right, bottom = _around(frame, dpi, picture.size)
        grey = np.asarray(clean.crop((left, top, right, bottom)))
        place = np.indices(grey.shape, dtype=np.float64)
        away = frame.away(place[1] + left, place[0] + top)
        ink = grey < np.median(grey) - _FAINT
        line = _outline(ink, away, dpi)
        words = _large(ink & (away < 0) & ~line, dpi, height)
        clean.paste(_without(grey, line | words), (left, top))
        layer = _without(grey, ~_wider(words, _RIM))
        stamps.append(Stamp(layer, left, top, Straightening(frame.lean or skew(layer), layer.size)))
    return clean, tuple(stamps)


def _without(grey: NDArray[np.uint8], taken: Mask) -> Image.Image:
    return Image.fromarray(np.where(_wider(taken, _RIM), np.uint8(np.median(grey)), grey))


def _around(frame: Frame, dpi: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = frame.box
    margin = 2 * _WIDEST * dpi
    return (
        max(0, math.floor(x0 - margin)),
        max(0, math.floor(y0 - margin)),
        min(size[0], math.ceil(x1 + margin)),
        min(size[1], math.ceil(y1 + margin)),
    )


def _outline(ink: Mask, away: NDArray[np.float64], dpi: float) -> Mask:
    """The ink of the frame's line: as far from the outline as most of it is thick."""
    near = np.abs(away) <= _WIDEST * dpi
    distances = np.floor(away[near & ink] + _WIDEST * dpi).astype(np.intp)
    whole = np.maximum(1, np.bincount(np.floor(away[near] + _WIDEST * dpi).astype(np.intp), minlength=1))
    share = np.bincount(distances, minlength=whole.size) / whole
    line = np.flatnonzero(share > _LINE) - _WIDEST * dpi
    return ink & (away >= line[0]) & (away <= line[-1] + 1) if line.size else np.zeros_like(ink)


def _large(ink: Mask, dpi: float, height: float) -> Mask:
    """The strokes that are thicker and, pieces near each other together, higher than those of the page's letters."""
    thick = _opened(ink, max(3, round(_THICK * dpi)))
    large = np.zeros_like(ink)
    for part in parts(_wider(thick, _APART)):
        if part.height - 2 * _APART >= _HIGH * height:
            for row, start, end in part.runs:
                large[row, start:end] = True
    return _wider(thick & large, _RIM) & ink


def _opened(ink: Mask, size: int) -> Mask:
    """The ink in which a square of ``size`` pixels fits."""
    for axis in (0, 1):
        ink = _run(ink, axis, size, np.logical_and)
    for axis in (0, 1):
        ink = _run(ink[::-1, ::-1], axis, size, np.logical_or)[::-1, ::-1]
    return ink


def _run(mask: Mask, axis: int, size: int, pick: np.ufunc) -> Mask:
    """What ``pick`` makes of each pixel and the ``size`` - 1 after it; beyond the edge there is no ink."""
    moved = np.moveaxis(mask, axis, 0)
    found = moved.copy()
    for shift in range(1, size):
        after = np.zeros_like(moved)
        after[:-shift] = moved[shift:]
        found = pick(found, after)
    return np.moveaxis(found, 0, axis)


def _wider(mask: Mask, reach: int) -> Mask:
    wide = mask.copy()
    for axis in (0, 1):
        moved = np.moveaxis(wide, axis, 0)
        before = moved.copy()
        for shift in range(1, reach + 1):
            moved[shift:] |= before[:-shift]
            moved[:-shift] |= before[shift:]
    return wide
