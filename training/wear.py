"""Wear of a small picture of text: what printing, copying, faxing and scanning do to it."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy
from PIL import Image, ImageChops, ImageFilter

Chance = numpy.random.Generator
Wear = Callable[[Image.Image, Chance], Image.Image]


def clean(picture: Image.Image, chance: Chance) -> Image.Image:
    """Only the grey levels of paper and ink change."""
    return _toned(picture, int(chance.integers(225, 256)), int(chance.integers(0, 60)))


def office(picture: Image.Image, chance: Chance) -> Image.Image:
    """An office scanner: a little skew, blur, grain and JPEG."""
    turned = _turned(picture, chance, 0.8)
    blurred = turned.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.2, 0.9))))
    toned = _toned(blurred, int(chance.integers(230, 253)), int(chance.integers(10, 60)))
    return _jpeg(_grained(toned, chance, float(chance.uniform(2, 8))), int(chance.integers(35, 75)))


def dirty(picture: Image.Image, chance: Chance) -> Image.Image:
    """A copy of a copy: thinner or fatter, blurred, grey, with grain and specks."""
    turned = _turned(picture, chance, 1.5)
    if chance.random() < 0.5:
        turned = turned.filter(ImageFilter.MinFilter(3) if chance.random() < 0.6 else ImageFilter.MaxFilter(3))
    blurred = turned.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.6, 1.4))))
    toned = _toned(blurred, int(chance.integers(205, 240)), int(chance.integers(30, 80)))
    return _jpeg(_specked(_grained(toned, chance, float(chance.uniform(5, 16))), chance), int(chance.integers(25, 60)))


def fax(picture: Image.Image, chance: Chance) -> Image.Image:
    """A fax: half the lines, black and white; thin strokes break, most of all the level ones."""
    turned = _turned(picture, chance, 1.2)
    scale = float(chance.uniform(0.65, 1.0))
    tall = 0.5 if chance.random() < 0.3 else 1.0
    size = (max(4, round(picture.width * scale)), max(4, round(picture.height * scale * tall)))
    small = turned.resize(size, Image.Resampling.BOX)
    level = int(chance.integers(90, 200))
    grained = _grained(small, chance, float(chance.uniform(5, 30)))
    bilevel = grained.point([0 if value < level else 255 for value in range(256)])
    if chance.random() < 0.4:  # level strokes break first
        bilevel = ImageChops.lighter(bilevel, ImageChops.offset(bilevel, 0, 1))
    return bilevel.resize(picture.size, Image.Resampling.NEAREST)


WEARS: dict[str, Wear] = {"clean": clean, "office": office, "dirty": dirty, "fax": fax}


def _turned(picture: Image.Image, chance: Chance, most: float) -> Image.Image:
    angle = float(chance.uniform(-most, most))
    return picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)


def _toned(picture: Image.Image, paper: int, ink: int) -> Image.Image:
    return picture.point([ink + value * (paper - ink) // 255 for value in range(256)])


def _grained(picture: Image.Image, chance: Chance, spread: float) -> Image.Image:
    grey = numpy.asarray(picture, dtype=numpy.float32)
    noisy = grey + chance.normal(0.0, spread, grey.shape)
    return Image.fromarray(numpy.clip(noisy, 0, 255).astype(numpy.uint8))


def _specked(picture: Image.Image, chance: Chance) -> Image.Image:
    grey = numpy.array(picture)
    for _ in range(int(grey.size / 100_000 * chance.integers(0, 40)) + int(chance.integers(0, 3))):
        row, column = int(chance.integers(0, grey.shape[0])), int(chance.integers(0, grey.shape[1]))
        side = int(chance.integers(1, 5))
        patch = grey[row : row + side, column : column + side]
        grey[row : row + side, column : column + side] = numpy.where(patch > 90, patch - 90, 0)
    return Image.fromarray(grey)


def _jpeg(picture: Image.Image, quality: int) -> Image.Image:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("L")
