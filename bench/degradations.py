"""What scanners, copiers, faxes and hands do to a page.

Each takes a clean grey page at 300 dpi and a seed, and gives the picture that a reader gets and its resolution. Seeds
are fixed; amounts vary with the seed within what is met.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Degraded = tuple[Image.Image, float]
Degradation = Callable[[Image.Image, int], Degraded]
_DPI: Final = 300.0


def skewed(page: Image.Image, seed: int) -> Degraded:
    degrees = (0.7, -1.6, 2.8, -4.0, 5.0)[seed % 5]
    return _at(page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255), 200)


def blurred(page: Image.Image, seed: int) -> Degraded:
    return _at(page.filter(ImageFilter.GaussianBlur(2.0 + 0.4 * (seed % 3))), 200)


def noisy(page: Image.Image, seed: int) -> Degraded:
    picture, dpi = _at(page, 200)
    noise = np.random.default_rng(seed).normal(0, 38 + 6 * (seed % 3), (picture.height, picture.width))
    return Image.fromarray(np.clip(np.asarray(picture) + noise, 0, 255).astype(np.uint8)), dpi


def at(dpi: int) -> Degradation:
    return lambda page, seed: _at(page, dpi)


def faxed(page: Image.Image, seed: int) -> Degraded:
    """A fax in fine mode: 204 by 196 dots, black and white, with lost dots and lines, leaning a little."""
    random = np.random.default_rng(seed)
    leaning = page.rotate(float(random.uniform(-1, 1)), Image.Resampling.BICUBIC, fillcolor=255)
    small = leaning.resize((round(page.width * 200 / _DPI), round(page.height * 200 / _DPI)), Image.Resampling.BILINEAR)
    dots = np.asarray(small) + random.normal(0, 25, (small.height, small.width))
    black = dots < 118
    black &= random.random(black.shape) > 0.02
    black |= random.random(black.shape) < 0.0008
    black[random.integers(0, small.height, 6)] = False
    return Image.fromarray(np.where(black, 0, 255).astype(np.uint8)), 200.0


def jpeg30(page: Image.Image, seed: int) -> Degraded:
    picture, dpi = _at(page, 150)
    picture.save(buffer := io.BytesIO(), "JPEG", quality=30)
    return Image.open(buffer).convert("L"), dpi


def coloured_paper(page: Image.Image, seed: int) -> Degraded:
    """Print on coloured paper with a shadow to one side."""
    picture, dpi = _at(page, 200)
    tint = ((250, 225, 130), (150, 200, 240), (240, 160, 170))[seed % 3]
    paper = ImageChops.multiply(picture.convert("RGB"), Image.new("RGB", picture.size, tint))
    shade = np.linspace(0.62, 1.0, picture.width)[None, :, None]
    return Image.fromarray((np.asarray(paper) * shade).astype(np.uint8)), dpi


def stamped(page: Image.Image, seed: int) -> Degraded:
    """Two coloured stamps over the lines."""
    picture, dpi = _at(page, 200)
    sheet = picture.convert("RGB")
    random = np.random.default_rng(seed)
    for colour in ((200, 30, 40), (40, 50, 190)):
        stamp = Image.new("RGB", (560, 220), "white")
        draw = ImageDraw.Draw(stamp)
        draw.rounded_rectangle((6, 6, 553, 213), 30, outline=colour, width=7)
        draw.text((40, 40), "INKOM", fill=colour, font=ImageFont.load_default(70))
        draw.text((40, 130), "2024-03-1" + str(seed % 9), fill=colour, font=ImageFont.load_default(56))
        turned = stamp.rotate(float(random.uniform(-8, 8)), Image.Resampling.BICUBIC, expand=True, fillcolor="white")
        place = int(random.integers(150, sheet.width - 750)), int(random.integers(200, sheet.height - 600))
        under = sheet.crop((*place, place[0] + turned.width, place[1] + turned.height))
        sheet.paste(ImageChops.multiply(under, turned), place)
    return sheet, dpi


def _at(page: Image.Image, dpi: int) -> Degraded:
    if dpi == _DPI:
        return page, _DPI
    size = (round(page.width * dpi / _DPI), round(page.height * dpi / _DPI))
    return page.resize(size, Image.Resampling.BOX), float(dpi)


DEGRADATIONS: Final[dict[str, Degradation]] = {
    "clean_300": at(300),
    "dpi_200": at(200),
    "dpi_150": at(150),
    "dpi_100": at(100),
    "skew": skewed,
    "blur": blurred,
    "noise": noisy,
    "fax": faxed,
    "jpeg_30": jpeg30,
    "coloured_paper": coloured_paper,
    "stamp": stamped,
}
