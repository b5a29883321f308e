"""What one side of a fold holds, told from its ink alone: lines of text, and whether they run on as prose does."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.pictures.skew import skew

_FEWEST_LINES: Final = 6
_NARROWEST: Final = 0.3  # of the half's width
_HIGHEST: Final = 0.06  # of the half's height: what most lines are lower than; pictures and frames are higher
_LETTERS: Final = 10  # strokes in most rows of the lines: a ruled line, a frame and a drawing have few
_WORD_GAP: Final = 10  # pixels at 1000 for both pages: words stand nearer, cells farther
_COVERED: Final = 0.55  # of the text's width, by most lines
_CHANNEL: Final = 0.045  # of the half's width: an empty upright stripe within the text parts the columns of a table
_FEW: Final = 0.004  # of the width: ink of a row that belongs to no line

Mask = NDArray[np.bool_]


def is_text(ink: Mask) -> bool:
    """Whether lines of text stand here (rows, columns; True is ink)."""
    level = _level(ink)
    return _has_lines(level)


def is_prose(ink: Mask) -> bool:
    """Whether lines of text stand here that run on from side to side, not in the columns of a table."""
    level = _level(ink)
    if not _has_lines(level):
        return False
    columns = np.flatnonzero(level.sum(axis=0) > 1)
    text = level[:, columns[0] : columns[-1] + 1]
    words = _closed(text)
    rows = words[text.mean(axis=1) > 0.05]
    covered = float(np.median(rows.mean(axis=1))) if rows.size else 0.0
    return covered >= _COVERED and _widest_channel(text) < _CHANNEL * ink.shape[1]


def _level(ink: Mask) -> Mask:
    picture = Image.fromarray(np.where(ink, 0, 255).astype(np.uint8))
    degrees = skew(picture)
    return np.asarray(picture.rotate(degrees, fillcolor=255)) < 128 if degrees else ink


def _has_lines(level: Mask) -> bool:
    """Whether there are enough lines, most of them low, that take up some width."""
    columns = np.flatnonzero(level.sum(axis=0) > 1)
    if columns.size == 0 or columns[-1] - columns[0] < _NARROWEST * level.shape[1]:
        return False
    runs = _runs(level.mean(axis=1) > _FEW)
    heights = runs[:, 1] - runs[:, 0]
    lines = heights[heights >= 2]
    if lines.size < _FEWEST_LINES or float(np.median(lines)) > _HIGHEST * level.shape[0]:
        return False
    starts = (level[:, 1:] & ~level[:, :-1]).sum(axis=1)
    return float(np.median(starts[starts > 0])) >= _LETTERS


def _widest_channel(text: Mask) -> int:
    """The width of the widest stripe within the text that hardly a line has ink in."""
    runs = _runs(text.mean(axis=0) <= _FEW)
    return int((runs[:, 1] - runs[:, 0]).max(initial=0))


def _closed(text: Mask) -> Mask:
    """The text with the gaps between words filled."""
    reach = _WORD_GAP // 2
    wide = np.zeros_like(text)
    for shift in range(-reach, reach + 1):
        if shift < 0:
            wide[:, :shift] |= text[:, -shift:]
        else:
            wide[:, shift:] |= text[:, : text.shape[1] - shift]
    return wide


def _runs(flags: Mask) -> NDArray[np.intp]:
    """The start and end of each run of True, a row each."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return edges.reshape(-1, 2)
