"""The paper behind the ink: black edges taken away, shadows, coloured paper and smudges evened out."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

_DARK: Final = 90  # of 255: the lid of a scanner, or the black beside a photocopied sheet
_EDGE: Final = 0.12  # of the width or height: how far in a black edge may reach
_FULL: Final = 0.8  # of a row or column that must be dark to be edge
_UNEVEN: Final = 28  # of 255, between the darkest and the lightest part of the paper
_DRIVEN: Final = (60.0, 220.0)  # of 255: black and white after a hard evening
_DARKEST_PAPER: Final = 60  # of 255: below this, what is under a letter is not paper


def without_edges(picture: Image.Image) -> Image.Image:
    """A grey ``picture`` with black scanner edges as white, row by row and column by column, so slanted ones too."""
    step = max(1, min(picture.size) // 400)
    dark = np.asarray(picture.reduce(step)) < _DARK
    if not _touches(dark):
        return picture
    edge = _from_sides(dark) | _from_sides(dark.T).T
    mask = Image.fromarray((edge * 255).astype(np.uint8)).filter(ImageFilter.MaxFilter(3))
    clean = picture.copy()
    clean.paste(255, (0, 0), mask.resize(picture.size, Image.Resampling.NEAREST))
    return clean


def _touches(dark: NDArray[np.bool_]) -> bool:
    sides = (dark[0], dark[-1], dark[:, 0], dark[:, -1])
    return any(bool(side.mean() > _EDGE) for side in sides)


def _from_sides(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What lies dark without a gap from the left or right side of its row, and not farther in than an edge may."""
    reach = max(1, round(dark.shape[1] * _EDGE))
    edge = np.zeros_like(dark)
    left = np.asarray(np.logical_and.accumulate(dark[:, :reach], axis=1))
    right = np.asarray(np.logical_and.accumulate(dark[:, ::-1][:, :reach], axis=1))
    edge[:, :reach] |= left & _is_edge(left, dark)
    edge[:, -reach:] |= (right & _is_edge(right, dark))[:, ::-1]
    return edge


def _is_edge(run: NDArray[np.bool_], dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Column of the rows whose run ends within reach, or that are dark from side to side."""
    return np.asarray(~np.all(run, axis=1) | np.all(dark, axis=1)).reshape(-1, 1)


def is_uneven(picture: Image.Image) -> bool:
    """Whether the paper of a grey ``picture`` is darker in some parts than in others, or dark all over."""
    small = picture.reduce(max(1, max(picture.size) // 350)).filter(ImageFilter.MedianFilter(3))  # letters are gone
    tiles = np.asarray(small.resize((12, 16), Image.Resampling.BOX, reducing_gap=2.0))
    low, high = np.percentile(tiles, (10, 90))
    return bool(high - low > _UNEVEN or high < 255 - 2 * _UNEVEN)


def evened(picture: Image.Image, *, hard: bool = False) -> Image.Image:
    """A grey ``picture`` divided by its paper: what closing the letters leaves, smoothed. Smudges pale, ink stays.

    ``hard`` takes wider smudges for paper and drives what is left to black and white.
    """
    reach, smooth, blur = (7, 2.0, 0.6) if hard else (5, 1.5, 0.5)
    half = picture.reduce(2).filter(ImageFilter.GaussianBlur(0.7))
    paper = half.filter(ImageFilter.MaxFilter(reach)).filter(ImageFilter.MinFilter(reach))
    paper = paper.filter(ImageFilter.GaussianBlur(smooth)).resize(picture.size, Image.Resampling.BILINEAR)
    ink = np.asarray(picture.filter(ImageFilter.GaussianBlur(blur)), dtype=np.float32)
    even = ink * (255.0 / np.maximum(np.asarray(paper, dtype=np.float32), _DARKEST_PAPER))
    low, high = _DRIVEN if hard else (0.0, 255.0)
    return Image.fromarray(np.clip((even - low) * (255.0 / (high - low)), 0, 255).astype(np.uint8))
