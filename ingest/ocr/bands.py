"""Lines of print that no word covers: what is left of a page's ink once the words that were read are taken away.

Nothing here reads; ``ingest/ocr/uncovered.py`` does. Measured on lines of real text, clean and worn, each taken out of
the words in its turn (docs/decisions/0014): the shares below lie outside what 98 in 100 of them have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageFilter

from ingest.ocr.glyphs import Box
from ingest.ocr.ink_parts import Part, parts
from ingest.raw_page import PlacedWord

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

_PIXELS: Final = 8  # of the height of a word in the picture that is looked at: enough to tell letters from rules
_DARK, _DARKER = 0.82, 30  # of the paper around; and grey levels below it: what is ink
_ACROSS, _DOWN = 0.2, 0.1  # of a word's height: how far its ink reaches out of its box
_RULE_ACROSS, _RULE_DOWN = 8.0, 2.0  # heights: longer strokes are rules and borders
_SPACE: Final = 2.0  # heights: the widest space within a line, of a typewriter or in a justified one
_NARROWEST: Final = 3.0  # heights: a shorter band may be a mark or a note
_CORE: Final = 0.3  # of the fullest row's ink: rows with less hold only what reaches above or below small letters
_LOW, _HIGH = 0.4, 2.0  # heights, of the rows from the foot of the letters to the top of the small ones
_INKED: Final = 0.58  # share of the columns of those rows that have ink: a typewriter's spaces are wide
_FILL: Final = (0.40, 0.88)  # share of those columns that is ink
_STROKES: Final = (2.2, 7.0)  # edges of strokes along one of those rows, for each height of columns with ink


def bands(page: Image.Image, words: Sequence[PlacedWord], height: float) -> list[Box]:
    """Where on a level grey ``page`` something looks like a line of print and none of the ``words`` stands.

    ``height`` is that of a word here. The boxes, in pixels from the top, hold the small letters of their line, without
    what reaches above and below them.
    """
    step = max(1, round(height / _PIXELS))
    unit = height / step
    ink = _ink(page.reduce(step))
    left = _uncovered(ink, words, height, step)
    if unit < 2 or not _may_hold_a_line(left, unit):
        return []
    for axis, longest in enumerate((_RULE_DOWN, _RULE_ACROSS)):
        left &= ~_long(ink, axis, round(longest * unit))
    found = parts(_closed(left, round(_SPACE * unit)))
    cores = [core for part in found for core in _cores(left, part, unit)]
    return [(x0 * step, y0 * step, x1 * step, y1 * step) for x0, y0, x1, y1 in sorted(cores, key=lambda core: core[1])]


def _ink(small: Image.Image) -> Mask:
    """What is clearly darker than the paper around it."""
    paper = small.reduce(_PIXELS).filter(ImageFilter.MaxFilter(5))
    darkest = paper.point([max(0, min(round(_DARK * level), level - _DARKER)) for level in range(256)])
    return np.asarray(small) < np.asarray(darkest.resize(small.size, Image.Resampling.BILINEAR))


def _uncovered(ink: Mask, words: Sequence[PlacedWord], height: float, step: int) -> Mask:
    left = ink.copy()
    down, across = _DOWN * height, _ACROSS * height
    for word in words:
        rows = slice(max(0, int((word.y0 - down) / step)), max(0, int((word.y1 + down) / step) + 1))
        left[rows, max(0, int((word.x0 - across) / step)) : max(0, int((word.x1 + across) / step) + 1)] = False
    return left


def _may_hold_a_line(left: Mask, unit: float) -> bool:
    """Whether enough rows under each other have the ink of a line: on a clean page none has, and all ends here."""
    full = left.sum(axis=1) >= _FILL[0] * _INKED * _NARROWEST * unit
    lengths = np.diff(np.flatnonzero(np.diff(np.concatenate(([0], full.view(np.int8), [0])))))[::2]
    return bool(lengths.size) and int(lengths.max()) >= _LOW * unit


def _long(mask: Mask, axis: int, length: int) -> Mask:
    """The ink in strokes at least so long down (axis 0) or across (1)."""
    return _run(_run(mask, axis, length, np.logical_and)[::-1, ::-1], axis, length, np.logical_or)[::-1, ::-1]


def _closed(mask: Mask, gap: int) -> Mask:
    """The mask with gaps along its rows filled that are shorter than ``gap``."""
    wide = _run(mask[:, ::-1], 1, gap, np.logical_or)[:, ::-1]
    return mask | _run(wide, 1, gap, np.logical_and)


def _run(mask: Mask, axis: int, length: int, pick: np.ufunc) -> Mask:
    """What ``pick`` makes of each pixel and the ``length`` - 1 after it; beyond the edge there is no ink."""
    found, reached = np.moveaxis(mask, axis, 0), 1
    while reached < length:
        step = min(reached, length - reached)
        after = np.zeros_like(found)
        after[:-step] = found[step:]
        found, reached = pick(found, after), reached + step
    return np.moveaxis(found, 0, axis)


def _cores(left: Mask, part: Part, unit: float) -> Iterator[tuple[int, int, int, int]]:
    """The lines of small letters within a part of the closed ink: it may hold several, joined by what hangs down."""
    if part.width < _NARROWEST * unit or part.height < _LOW * unit:
        return
    rows = left[part.y0 : part.y1, part.x0 : part.x1].sum(axis=1)
    full = (rows >= max(1.0, _CORE * float(rows.max()))).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], full, [0])))).tolist()
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        around = (bottom - top) // 2  # "7" ends above the small letters, and is part of the line
        rows_of_line = slice(max(0, part.y0 + top - around), part.y0 + bottom + around)
        columns = part.x0 + np.flatnonzero(left[rows_of_line, part.x0 : part.x1].any(axis=0))
        core = int(columns[0]), part.y0 + top, int(columns[-1]) + 1, part.y0 + bottom
        if _looks_like_print(left[core[1] : core[3], core[0] : core[2]], unit):
            yield core


def _looks_like_print(core: Mask, unit: float) -> bool:
    height, width = core.shape
    if not _LOW <= height / unit <= _HIGH or width < _NARROWEST * unit:
        return False
    inked = int(np.count_nonzero(core.any(axis=0)))
    if inked < _INKED * width:
        return False
    fill = np.count_nonzero(core) / height / inked
    strokes = np.count_nonzero(core[:, 1:] != core[:, :-1]) / height / inked * unit
    return bool(_FILL[0] <= fill <= _FILL[1] and _STROKES[0] <= strokes <= _STROKES[1])
