"""The frames of stamps (*stämplar*) in black: rings, and rectangles askew to the lines of text.

A level rectangle is left: forms and tables are made of them. A ring or a slanted frame as large as a stamp is found
among the parts of ink that hang together, letters that it runs through included, and must be whole nearly all round.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.ocr.ink_parts import Part, parts
from ingest.pictures.outlines import Frame, Numbers, Ring, Slanted, turned

DPI: Final = 100.0  # at which frames are looked for
_LEAST, _MOST = 0.5, 4.0  # inches: the smaller and the larger side of a frame; letters of headlines are lower
_ANGLES: Final = tuple(degrees / 2 for degrees in range(-40, 41))  # degrees
_LEVEL: Final = 1.5  # degrees: a frame that leans less may be a form's or a table's
_WHOLE: Final = 0.85  # of a ring's directions, or
_SIDE: Final = 0.6  # of each side of a rectangle that must be there: corners are round, print comes out unevenly
_OWN: Final = 0.3  # of the ink of the part that must be the frame's: the rest are letters it runs through
_SOLID: Final = 0.5  # of its box: a part with more ink is a picture
_AGAIN: Final = 3  # times at most: two stamps, one over the other, then nothing
_NEAR: Final = 2.0  # pixels from the outline
_SECTORS: Final = 48
_MOST_RUNS: Final = 60_000  # of ink: more is noise or a photograph
_FAINT: Final = 60  # grey levels between paper and a stamp


def frames(picture: Image.Image, dpi: float, area: tuple[float, float, float, float]) -> list[Frame]:
    """The frames in the ``area`` (x0, y0, x1, y1 in pixels) of a grey level ``picture``, in its pixels."""
    left, top, right, bottom = max(0, int(area[0])), max(0, int(area[1])), int(area[2]), int(area[3])
    piece = picture.crop((left, top, min(picture.width, right), min(picture.height, bottom)))
    step = max(1, round(dpi / DPI))
    grey = np.asarray(piece.reduce(step)).astype(np.int16)
    ink = grey < int(np.median(grey)) - _FAINT
    if not ink.any() or np.diff(ink.view(np.int8), axis=1).clip(0).sum() > _MOST_RUNS:
        return []
    middle = (step - 1) / 2
    return [each.scaled(step, left + middle, top + middle) for each in _all_frames(ink, dpi / step)]


def _all_frames(ink: NDArray[np.bool_], inch: float) -> Iterator[Frame]:
    """The frames, those that cross another too: what is found is taken away, and the rest looked through again."""
    left = ink.copy()
    place = np.indices(ink.shape, dtype=np.float64)
    for _ in range(_AGAIN):
        found = [each for part in parts(left) if _is_stamp_sized(part, inch) and (each := _frame(part)) is not None]
        if not found:
            return
        yield from found
        for each in found:
            left &= np.abs(each.away(place[1], place[0])) > 2 * _NEAR


def _is_stamp_sized(part: Part, inch: float) -> bool:
    low, high = sorted((part.width, part.height))
    return low >= _LEAST * inch and high <= _MOST * inch and part.area <= _SOLID * part.width * part.height


def _frame(part: Part) -> Frame | None:
    """The frame that a part of the ink is, letters on its line aside."""
    rows, columns = _pixels(part)
    for found in (_ring(columns, rows), _slanted(columns, rows)):
        if found is not None and (np.abs(found.away(columns, rows)) <= _NEAR).mean() >= _OWN:
            return found
    return None


def _pixels(part: Part) -> tuple[Numbers, Numbers]:
    rows = np.concatenate([np.full(end - start, row, dtype=np.float64) for row, start, end in part.runs])
    columns = np.concatenate([np.arange(start, end, dtype=np.float64) for _, start, end in part.runs])
    return rows, columns


def _ring(x: Numbers, y: Numbers) -> Ring | None:
    """The circle through most of the points: fitted by least squares (Kåsa, 1976), each time to those near the last."""
    kept = np.ones(x.size, dtype=bool)
    for near in (0.35, 0.2, 0.1, 0.05):
        system = np.column_stack((x[kept], y[kept], np.ones(int(kept.sum()))))
        (a, b, c), *_rest = np.linalg.lstsq(system, x[kept] ** 2 + y[kept] ** 2, rcond=None)
        square = c + (a / 2) ** 2 + (b / 2) ** 2
        if square <= 0:
            return None
        ring = Ring(float(a / 2), float(b / 2), math.sqrt(square))
        kept = np.abs(ring.away(x, y)) <= max(_NEAR, near * ring.radius)
        if kept.sum() < _SECTORS:
            return None
    on = np.abs(ring.away(x, y)) <= _NEAR
    sectors = np.floor((np.arctan2(y[on] - ring.y, x[on] - ring.x) / math.tau + 0.5) * _SECTORS)
    return ring if np.unique(sectors).size >= _WHOLE * _SECTORS else None


def _slanted(x: Numbers, y: Numbers) -> Slanted | None:
    """The rectangle askew whose four sides have most of the points."""
    best, most = None, 0.0
    for degrees in _ANGLES:
        along, beside = turned(x, y, degrees)
        across, down = _sides(along, np.ptp(beside)), _sides(beside, np.ptp(along))
        if across is None or down is None:
            continue
        (left, right, one), (top, bottom, other) = across, down
        if one + other > most:
            middle = turned(np.array([(left + right) / 2]), np.array([(top + bottom) / 2]), -degrees)
            half = (right - left) / 2, (bottom - top) / 2
            best, most = Slanted(float(middle[0][0]), float(middle[1][0]), *half, degrees), one + other
    return best if best is not None and abs(best.degrees) >= _LEVEL else None


def _sides(places: Numbers, length: float) -> tuple[float, float, float] | None:
    """Where the outermost two sides lie along one axis, and how much of their ``length`` is there, together."""
    low = math.floor(places.min()) - 1
    counts = np.bincount((places - low).astype(np.intp), minlength=4)
    two = (counts[:-1] + counts[1:]) / max(1.0, length)
    strong = np.flatnonzero(two >= _SIDE)
    if strong.size < 2 or strong[-1] - strong[0] < _LEAST * DPI:
        return None
    first = strong[strong <= strong[0] + 4][np.argmax(two[strong[strong <= strong[0] + 4]])]
    last = strong[strong >= strong[-1] - 4][np.argmax(two[strong[strong >= strong[-1] - 4]])]
    return float(first + low + 1), float(last + low + 1), float(min(two[first], 2.0) + min(two[last], 2.0))
