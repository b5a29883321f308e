"""Whether a picture shows anything at all beside paper."""

from __future__ import annotations

from typing import Final

from PIL import Image, ImageStat

_NO_INK: Final = 0.00002  # share of dark pixels: a page number alone has about six times this
LITTLE_INK: Final = 0.003  # specks and the shadow of a fold; a line of writing has more


def has_ink(picture: Image.Image) -> bool:
    """Whether a picture shows anything at all beside paper."""
    return ink(picture) > _NO_INK


def ink(picture: Image.Image) -> float:
    """The share of the picture that is clearly darker than its paper."""
    small = picture.reduce(max(1, max(picture.size) // 800)).convert("L")
    paper = ImageStat.Stat(small).median[0]
    dark = sum(small.histogram()[: max(0, int(paper) - 60)])
    return dark / (small.width * small.height)
