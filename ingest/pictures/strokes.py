"""Thin and broken strokes of a fax or a bilevel scan, made whole again."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
_BETWEEN: Final = (40, 215)  # grey levels that a bilevel scan, enlarged or not, hardly has
_FEW_GREYS: Final = 0.03  # share of the pixels


def is_bilevel(picture: Image.Image) -> bool:
    """Whether a grey ``picture`` is all but black and white: a fax, a line scan."""
    levels = picture.histogram()
    between = sum(levels[_BETWEEN[0] : _BETWEEN[1]])
    return between < _FEW_GREYS * picture.width * picture.height * _ink_share(levels)


def _ink_share(levels: list[int]) -> float:
    """More grey is allowed where there is more ink."""
    return max(0.05, min(1.0, 10.0 * sum(levels[: _BETWEEN[0]]) / max(1, sum(levels))))


def thickened(picture: Image.Image) -> Image.Image:
    """A grey ``picture`` with upright strokes one pixel wider and its steps smoothed: the model knows grey letters."""
    grey = np.asarray(picture)
    wide = grey.copy()
    wide[:, 1:] = np.minimum(grey[:, 1:], grey[:, :-1])
    return Image.fromarray(wide).filter(ImageFilter.GaussianBlur(0.7))


def joined(picture: Image.Image, times: float = 2.0) -> Image.Image:
    """A grey ``picture`` enlarged, with strokes wider all round, so that gaps of a pixel close; smoothed."""
    size = (round(picture.width * times), round(picture.height * times))
    large = np.asarray(picture.resize(size, Image.Resampling.BICUBIC))
    for axis in (0, 1):
        large = _darkest_of_three(large, axis)
    return Image.fromarray(np.ascontiguousarray(large)).filter(ImageFilter.GaussianBlur(1.4))


def _darkest_of_three(grey: Grey, axis: int) -> Grey:
    moved = np.moveaxis(grey, axis, 0)
    darkest = moved.copy()
    darkest[1:] = np.minimum(darkest[1:], moved[:-1])
    darkest[:-1] = np.minimum(darkest[:-1], moved[1:])
    return np.moveaxis(darkest, 0, axis)
