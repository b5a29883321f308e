"""Stamps, seals and coloured writing taken apart from black print, in scans that are in colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageFilter

_VIVID: Final = 70  # of 255, between the strongest and the weakest colour: JPEG gives black letters rims of up to 40
_PRESENT: Final = 0.0004  # share of the page: a stamp with one line of text has twice this
_MOSTLY: Final = 0.45  # of all ink in colour: the page is printed in colour, not stamped
_PICTURE: Final = 0.25  # of the page in colour: a photograph or coloured paper
_PAPER_PERCENTILE: Final = 75


@dataclass(frozen=True, slots=True)
class Parted:
    """``black`` is the grey page without coloured strokes; ``coloured`` those alone on white, or None."""

    black: Image.Image
    coloured: Image.Image | None = None


def parted(picture: Image.Image) -> Parted:
    """The print and the coloured strokes of a ``picture`` in mode L or RGB, each as a grey picture of its size."""
    grey = picture if picture.mode == "L" else picture.convert("L")
    if picture.mode != "RGB" or _share(vivid := _vivid(picture)) < _PRESENT:
        return Parted(grey)
    levels = np.asarray(grey)
    paper = int(np.percentile(levels[::4, ::4], _PAPER_PERCENTILE))
    strokes = np.asarray(vivid) > 0
    inked = (levels < paper - 60).mean()
    if strokes.mean() > min(_PICTURE, _MOSTLY * max(inked, _PRESENT)):
        return Parted(grey)
    rims = np.asarray(vivid.filter(ImageFilter.MaxFilter(3))) > 0
    # A stamp's own colour is light in one of the channels, and black print under it is dark in all of them.
    lightest = np.asarray(ImageChops.lighter(ImageChops.lighter(*picture.split()[:2]), picture.split()[2]))
    bright = max(64.0, float(np.median(lightest[strokes])))
    faded = np.minimum(lightest * (paper / bright), 255.0)
    black = np.where(rims, np.maximum(faded, levels), levels).astype(np.uint8)
    coloured = np.where(rims, levels, 255).astype(np.uint8)
    return Parted(Image.fromarray(black), Image.fromarray(coloured))


def _vivid(picture: Image.Image) -> Image.Image:
    """255 where the colour is strong against that of the paper, so that coloured paper is not taken for ink."""
    red, green, blue = picture.split()
    tint = [float(np.percentile(np.asarray(band)[::4, ::4], _PAPER_PERCENTILE)) for band in (red, green, blue)]
    brightest = max(max(tint), 1.0)
    red, green, blue = (
        _toned(band, brightest / max(level, 64.0)) for band, level in zip((red, green, blue), tint, strict=True)
    )
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.difference(most, least).point([0] * _VIVID + [255] * (256 - _VIVID))


def _toned(band: Image.Image, factor: float) -> Image.Image:
    return band.point([min(255, round(level * factor)) for level in range(256)])


def _share(mask: Image.Image) -> float:
    return mask.histogram()[255] / (mask.width * mask.height)
