"""The picture of a page that the front end shows: a JPEG of about 110 dpi, grey where the page is grey."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageChops

DPI: Final = 110.0
LONG_SIDE: Final = 1_500  # pixels
_QUALITY: Final = 70
_GREY_SPREAD: Final = 24  # of 255, between colour channels after averaging: scanners tint white paper a little


def scale_for(width: float, height: float) -> float:
    """Pixels a point for a page of this size in points."""
    return min(DPI / 72.0, LONG_SIDE / max(width, height, 1.0))


def at_its_size(picture: Image.Image, width: float, height: float) -> Image.Image:
    """``picture`` of a page of this size in points, made as small as it is shown."""
    scale = scale_for(width, height) * max(width, height) / max(picture.size)
    if scale >= 1.0:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def encode(picture: Image.Image) -> bytes:
    """``picture`` (mode L or RGB) as JPEG, its long side at most 1,500 pixels."""
    picture = shrunk(picture)
    if picture.mode != "L":
        picture = picture.convert("RGB")
        if is_grey(picture):
            picture = picture.convert("L")
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def shrunk(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if longest <= LONG_SIDE:
        return picture
    width, height = (max(1, round(side * LONG_SIDE / longest)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.BOX, reducing_gap=2.0)


def is_grey(picture: Image.Image) -> bool:
    """Whether an RGB picture holds no colour worth keeping."""
    red, green, blue = picture.reduce(max(1, max(picture.size) // 200)).split()
    spread = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    _, most = spread.getextrema()
    return isinstance(most, int | float) and most <= _GREY_SPREAD
