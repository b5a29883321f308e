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


def stamped_in_black(page: Image.Image, seed: int) -> Degraded:
    """A framed stamp and a ring with words, both askew and in black, over the lines."""
    picture, dpi = _at(page, 200)
    random = np.random.default_rng(seed)
    sheet = picture.convert("L")
    for stamp in (_framed(seed), _ringed(seed)):
        degrees = float(random.uniform(3, 9)) * (1 if random.random() < 0.5 else -1)
        turned = stamp.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        place = int(random.integers(150, sheet.width - 800)), int(random.integers(200, sheet.height - 800))
        under = sheet.crop((*place, place[0] + turned.width, place[1] + turned.height))
        sheet.paste(ImageChops.multiply(under, turned), place)
    return sheet, dpi


def _framed(seed: int) -> Image.Image:
    stamp = Image.new("L", (560, 220), 255)
    draw = ImageDraw.Draw(stamp)
    draw.rounded_rectangle((6, 6, 553, 213), 30, outline=30, width=7)
    draw.text((40, 40), "INKOM", fill=30, font=ImageFont.load_default(70))
    draw.text((40, 130), "2024-03-1" + str(seed % 9), fill=30, font=ImageFont.load_default(56))
    return stamp


def _ringed(seed: int) -> Image.Image:
    stamp = Image.new("L", (300, 300), 255)
    draw = ImageDraw.Draw(stamp)
    draw.ellipse((6, 6, 293, 293), outline=30, width=6)
    draw.text((60, 90), "ANKOM", fill=30, font=ImageFont.load_default(48))
    draw.text((75, 160), "2" + str(seed % 9) + " MAJ", fill=30, font=ImageFont.load_default(44))
    return stamp


def spread(page: Image.Image, seed: int) -> Degraded:
    """The upper half of the lines on the left page of an open book, the lower on the right, each leaning its own way.

    The binding's shadow lies between them on every second one.
    """
    picture, dpi = _at(page, 200)
    width, height = picture.size
    middle = round(0.45 * height)
    rows = np.asarray(picture)[middle : middle + 60].min(axis=1)
    cut = middle + int(np.argmax(rows))
    top = round(0.9 * dpi)
    book = Image.new("L", (2 * width, height), 250)
    for at, (box, degrees) in enumerate(zip(_cut_at(picture, cut, top), _LEANS[seed % 3], strict=True)):
        leaf = Image.new("L", (width, height), 250)
        leaf.paste(box, (0, 0 if at == 0 else top))
        book.paste(leaf.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=250), (at * width, 0))
    if seed % 2:
        return book, dpi
    shade = 1 - 0.5 * np.exp(-(((np.arange(2 * width) - width) / (0.03 * width)) ** 2))
    return Image.fromarray((np.asarray(book) * shade).astype(np.uint8)), dpi


_LEANS: Final = ((1.2, -0.8), (-1.6, 1.0), (0.4, -2.2))  # degrees, of the left and the right page


def _cut_at(picture: Image.Image, row: int, top: int) -> tuple[Image.Image, Image.Image]:
    upper = picture.crop((0, 0, picture.width, row))
    return upper, picture.crop((0, row, picture.width, min(picture.height, row + picture.height - top)))


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
    "black_stamp": stamped_in_black,
    "spread": spread,
}
