"""A whole page by OCR: which way up it is, its words in points, and whether it is blank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageStat

from ingest.ocr import OcrText, PageOcr
from ingest.ocr_repair import repaired
from ingest.raw_page import Line, PlacedWord, is_sideways

_DOUBTFUL: Final = 0.60  # mean confidence below which the page may lie on its side: upright scans have 0.75 or more
_SURER: Final = 0.12  # by how much another way up must be surer
_PROBE_PIXELS: Final = 1_400_000  # about a third of an A4 at 200 dpi, for the trial of each way up
_TURNS: Final = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
_NO_INK: Final = 0.00002  # share of dark pixels: a page number alone has about six times this
LITTLE_INK: Final = 0.003  # specks and the shadow of a fold; a line of writing has more


@dataclass(frozen=True, slots=True)
class OcrPage:
    """``lines`` in points of the page turned upright by ``turns`` quarter turns clockwise."""

    lines: tuple[Line, ...]
    quality: float
    turns: int


def read_page(engine: PageOcr, picture: Image.Image, dpi: float) -> OcrPage:
    """Recognise a grey ``picture`` of a page at ``dpi``. Tries other ways up only where the result is doubtful.

    Raises OcrTimeoutError.
    """
    text = engine.recognise(picture, dpi)
    turns = 0
    if (text.quality < _DOUBTFUL or is_sideways(text.lines)) and has_ink(picture):
        turns = _upright_turns(engine, picture, dpi, text)
        if turns:
            text = engine.recognise(turned(picture, turns), dpi)
    return OcrPage(in_points(repaired(text.lines), dpi), text.quality, turns)


def turned(picture: Image.Image, turns: int) -> Image.Image:
    """``picture`` after so many quarter turns clockwise."""
    return picture.transpose(_TURNS[turns]) if turns else picture


def in_points(lines: tuple[Line, ...], dpi: float) -> tuple[Line, ...]:
    return tuple(tuple(_scaled(word, 72.0 / dpi) for word in line) for line in lines)


def _scaled(word: PlacedWord, scale: float) -> PlacedWord:
    x0, y0, x1, y1 = (round(value * scale, 2) for value in (word.x0, word.y0, word.x1, word.y1))
    return PlacedWord(word.text, x0, y0, x1, y1, word.confidence)


def _upright_turns(engine: PageOcr, picture: Image.Image, dpi: float, text: OcrText) -> int:
    """The quarter turns that make the middle of the page read best, 0 where none is clearly better."""
    probe = _middle(picture)
    best, best_score = 0, _score(text) + _SURER
    for turns in (1, 3, 2):
        score = _score(engine.recognise(turned(probe, turns), dpi))
        if score > best_score:
            best, best_score = turns, score
    return best


def _score(text: OcrText) -> float:
    """How well the page reads this way up. Tesseract reads lines that run up the page too, and says nothing of it."""
    return text.quality if text.words >= 5 and not is_sideways(text.lines) else 0.0


def _middle(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    part = min(1.0, (_PROBE_PIXELS / (width * height)) ** 0.5)
    dx, dy = width * (1 - part) / 2, height * (1 - part) / 2
    return picture.crop((round(dx), round(dy), round(width - dx), round(height - dy)))


def has_ink(picture: Image.Image) -> bool:
    """Whether a grey picture shows anything at all beside paper."""
    return ink(picture) > _NO_INK


def ink(picture: Image.Image) -> float:
    """The share of the picture that is clearly darker than its paper."""
    small = picture.reduce(max(1, max(picture.size) // 800))
    paper = ImageStat.Stat(small).median[0]
    dark = sum(small.histogram()[: max(0, int(paper) - 60)])
    return dark / (small.width * small.height)
