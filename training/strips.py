"""Drawn strips ("12 §", "48", "anna@exempel.se") cut by the same code as real pages, each glyph with what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy
from PIL import Image, ImageDraw, ImageFont

from ingest.ocr.glyphs import FEATURES, Box, Glyph, cut, features
from training.wear import WEARS, Chance

CLASSES: Final = "?§%"
"""The first stands for every other letter, and for several letters taken as one."""
_CONFUSED: Final = "8888$$$SSS555&&66993333BgsfG20147a!?)ÖåRZ"
_ANY: Final = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789().,:;/-?!&$€£@"
_PAIRS: Final = (
    "20",
    "90",
    "96",
    "00",
    "80",
    "70",
    "40",
    "50",
    "60",
    "30",
    "99",
    "95",
    "88",
    "85",
    "Yo",
    "Vo",
    "kr",
    "st",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn: ``wanted`` gives a text, the places of its signs and those of the letters beside them.

    ``classes`` are the signs, the first every other letter; ``pixels`` the least and greatest size of the print.
    """

    wanted: Callable[[Chance], tuple[str, range, range]]
    classes: str
    pixels: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A glyph's features and the place of its class."""

    features: numpy.ndarray
    label: int


@dataclass(frozen=True, slots=True)
class Strip:
    """``text`` as a worn picture; ``spots`` are its letters' extents across, ``number`` and ``sign`` places in it."""

    picture: Image.Image
    text: str
    spots: tuple[tuple[float, float], ...]
    top: float
    bottom: float
    number: range
    sign: range

    def box(self, places: range, jitter: numpy.ndarray) -> Box:
        """The box of some of its letters, as inexact as Tesseract's."""
        x0, x1 = self.spots[places[0]][0], self.spots[places[-1]][1]
        return x0 + jitter[0], self.top + jitter[1], x1 + jitter[2], self.bottom + jitter[3]


def examples(face: Path, chance: Chance, drawn: Drawn) -> list[Example]:
    """The glyphs of one drawn strip; empty where the number could not be cut into its figures."""
    strip = _strip(face, chance, drawn)
    jitter = chance.integers(-2, 3, 4).astype(float)
    known = _owned(strip, cut(strip.picture, strip.box(range(len(strip.text)), jitter))[0])
    beside = [glyph for glyph, owner in known if owner in strip.number]
    if not beside:
        return []
    top = float(numpy.median([glyph.y0 for glyph in beside]))
    bottom = float(numpy.median([glyph.y1 for glyph in beside]))
    made = [
        Example(features(glyph, top, bottom), max(0, drawn.classes.find(strip.text[owner])))
        for glyph, owner in known
        if owner in strip.sign or owner == strip.number[0]
    ]
    whole = cut(strip.picture, strip.box(strip.sign, jitter))[1]
    if whole is not None:
        sign = "".join(strip.text[place] for place in strip.sign)
        made.append(Example(features(whole, top, bottom), max(0, drawn.classes.find(sign))))
    return made


def _strip(face: Path, chance: Chance, drawn: Drawn) -> Strip:
    text, sign, number = drawn.wanted(chance)
    pixels = int(chance.integers(*drawn.pixels))
    font = ImageFont.truetype(str(face), pixels)
    picture = Image.new("L", (round(font.getlength(text)) + 2 * pixels, 3 * pixels), 255)
    ImageDraw.Draw(picture).text((pixels, pixels), text, font=font, fill=0)
    ends = [pixels + font.getlength(text[:place]) for place in range(len(text) + 1)]
    _, top, _, bottom = font.getbbox(text)
    worn = list(WEARS.values())[int(chance.integers(0, len(WEARS)))](picture, chance)
    spots = tuple(pairwise(ends))
    return Strip(worn, text, spots, pixels + top, pixels + bottom, number, sign)


def _wanted(chance: Chance) -> tuple[str, range, range]:
    """A text, the places of its signs and those of the number beside them."""
    digits = "".join(str(chance.integers(0, 10)) for _ in range(int(chance.integers(1, 4))))
    draw = chance.random()
    mark = "§" if draw < 0.38 else "%" if draw < 0.6 else _pick(_CONFUSED if draw < 0.88 else _ANY, chance)
    sign = mark * 2 if chance.random() < 0.2 and mark != "%" else mark
    if mark != "%" and chance.random() < 0.2:
        sign = _pick(_PAIRS, chance) if chance.random() < 0.5 else _pick(_CONFUSED, chance) + _pick(".,,;:)", chance)
        sign += str(chance.integers(0, 10)) if sign.isdigit() and chance.random() < 0.3 else ""
    gap = _pick(("", " ", " ", "  "), chance)
    if chance.random() < 0.25:
        return sign + gap + digits, range(len(sign)), range(len(sign + gap), len(sign + gap + digits))
    return digits + gap + sign, range(len(digits + gap), len(digits + gap + sign)), range(len(digits))


def _pick(options: str | tuple[str, ...], chance: Chance) -> str:
    return options[int(chance.integers(0, len(options)))]


def _owned(strip: Strip, found: list[Glyph]) -> list[tuple[Glyph, int]]:
    """The glyphs that are one letter and all of it, each with the letter's place in the text."""
    owners = [_owner(glyph, strip.spots) for glyph in found]
    return [
        (glyph, owner)
        for glyph, owner in zip(found, owners, strict=True)
        if owner is not None and owners.count(owner) == 1
    ]


def _owner(glyph: Glyph, spots: tuple[tuple[float, float], ...]) -> int | None:
    middle = (glyph.x0 + glyph.x1) / 2
    for place, (x0, x1) in enumerate(spots):
        if x0 <= middle < x1:
            return place if glyph.width < 1.6 * (x1 - x0) else None
    return None


NUMBERS: Final = Drawn(_wanted, CLASSES, (22, 64))
"""Signs beside numbers."""


def table(faces: list[Path], count: int, seed: int, drawn: Drawn = NUMBERS) -> tuple[numpy.ndarray, numpy.ndarray]:
    """About ``count`` examples as a matrix (count × FEATURES, float16) and their labels (places of classes)."""
    chance = numpy.random.default_rng(seed)
    rows, labels = list[numpy.ndarray](), list[int]()
    while len(rows) < count:
        for example in examples(faces[int(chance.integers(0, len(faces)))], chance, drawn):
            rows.append(example.features.astype(numpy.float16))
            labels.append(example.label)
    matrix = numpy.stack(rows)
    if matrix.shape[1] != FEATURES:
        raise ValueError(matrix.shape)
    return matrix, numpy.array(labels, dtype=numpy.int64)
