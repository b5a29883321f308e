"""A whole page by OCR: which way up it is, its words in points, and whether it is blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from PIL import Image

from ingest.ink import has_ink
from ingest.ocr.engine import OcrText, PageOcr, line_reader, weighted
from ingest.ocr.handwriting import handwriting
from ingest.ocr.looks import bare, look, look_again
from ingest.ocr.repair import repaired
from ingest.ocr.spread import Half, halves
from ingest.ocr.uncovered import Covered, covered
from ingest.ocr.unstamped import Unstamped, unstamped
from ingest.pictures.colour import parted
from ingest.pictures.fold import Fold
from ingest.raw_page import Line, PlacedWord, in_points, is_sideways
from ingest.text.quality import score

_DOUBTFUL: Final = 0.60  # mean confidence below which the page may lie on its side: upright scans have 0.75 or more
_SURE_WAY_UP: Final = 0.80  # mean confidence above which the way up is not asked: pages on their head have 0.3–0.7
_NO_LANGUAGE: Final = 0.5  # quality of the text below which it is no running text of any language
_SURE_STAMP: Final = 0.60  # confidence of a word in a stamp
_SURER: Final = 0.12  # by how much another way up must be surer
_PROBE_PIXELS: Final = 1_400_000  # about a third of an A4 at 200 dpi, for the trial of each way up
_TURNS: Final = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class OcrPage:
    """``lines`` in points of the page turned upright by ``turns`` quarter turns clockwise.

    ``handwriting`` are the boxes of what somebody wrote by hand, likewise: seen, and not read; ``unread`` those of
    other lines that nothing could be read of. ``between`` is the fold where the picture shows two pages, likewise; the
    lines of the left one come first.
    """

    lines: tuple[Line, ...]
    quality: float
    turns: int
    handwriting: tuple[Area, ...] = ()
    between: Fold | None = None
    unread: tuple[Area, ...] = ()


class _Placed(NamedTuple):
    """What stands on one side of the sheet, in points of the page."""

    lines: tuple[Line, ...]
    hands: tuple[Area, ...]
    unread: tuple[Area, ...]


def read_page(engine: PageOcr, picture: Image.Image, dpi: float) -> OcrPage:
    """Recognise a ``picture`` (mode L or RGB) of a page at ``dpi``. Words stand where they are on the picture given.

    Edges are whitened, coloured stamps read apart, two pages parted and lines made level first. Other ways up, and
    further looks, are tried only where the result is doubtful. Raises OcrTimeoutError.
    """
    layers = parted(picture)
    sides, between = halves(layers.black, dpi)
    texts, turns = [look(engine, side.sheet) for side in sides], 0
    text = _whole(texts)
    if _may_lie(text) and has_ink(layers.black):
        turns = _upright_turns(engine, layers.black, dpi, text)
        if turns:
            sides, between = halves(turned(layers.black, turns), dpi)
            texts = [look(engine, side.sheet) for side in sides]
    clean = [unstamped(engine, side.sheet, seen) for side, seen in zip(sides, texts, strict=True)]
    read = [each._replace(text=look_again(engine, each.sheet, each.text)) for each in clean]
    whole = [covered(engine, each.sheet, each.text) for each in read]
    pages = [_placed(engine, *each) for each in zip(sides, read, whole, strict=True)]
    lines = _one_after_the_other([each.lines for each in pages])
    if layers.coloured is not None:
        lines += _stamps(engine, turned(layers.coloured, turns), dpi)
    quality = _whole([each.text for each in whole]).quality
    hands, unread = (tuple(chain.from_iterable(boxes)) for boxes in zip(*(each[1:] for each in pages), strict=True))
    return OcrPage(lines, quality, turns, hands, between, unread)


def _whole(texts: Sequence[OcrText]) -> OcrText:
    """What was read of one page, or of two side by side."""
    return texts[0] if len(texts) == 1 else weighted(tuple(line for each in texts for line in each.lines))


def _placed(engine: PageOcr, side: Half, seen: Unstamped, whole: Covered) -> _Placed:
    """The lines of print, put right, and the boxes of what is not read, in points of the page as it is shown.

    Words of stamps come last, after an empty line.
    """
    printed, hands = handwriting(whole.text.lines, seen.sheet.page)
    found = repaired(printed, seen.sheet.page, line_reader(engine, seen.sheet.dpi))
    found += ((), *seen.stamps) if seen.stamps else ()
    lines = in_points(seen.sheet.way.back(found), seen.sheet.dpi)
    moved = tuple(tuple(word.moved(side.x, 0.0) for word in line) for line in lines) if side.x else lines
    return _Placed(moved, _areas(hands, side), _areas(whole.unread, side))


def _one_after_the_other(pages: Sequence[tuple[Line, ...]]) -> tuple[Line, ...]:
    read = [lines for lines in pages if lines]
    return tuple(line for at, lines in enumerate(read) for line in (*([()] if at else []), *lines))


def _areas(boxes: Sequence[Area], side: Half) -> tuple[Area, ...]:
    """Boxes in pixels of the levelled sheet, in points of the page as it is shown."""
    placed = tuple(PlacedWord("", *box) for box in boxes)
    back = in_points(side.sheet.way.back((placed,)), side.sheet.dpi)
    return tuple((each.x0 + side.x, each.y0, each.x1 + side.x, each.y1) for each in back[0])


def _may_lie(text: OcrText) -> bool:
    """Whether the page may lie on its side or its head: unsure, or sure of what is no language."""
    if text.quality < _DOUBTFUL or is_sideways(text.lines):
        return True
    return text.quality < _SURE_WAY_UP and score(bare(text.lines)) < _NO_LANGUAGE


def _stamps(engine: PageOcr, coloured: Image.Image, dpi: float) -> tuple[Line, ...]:
    """The words of coloured strokes in points, after an empty line; only what is read surely."""
    found = engine.recognise(coloured, dpi).lines if has_ink(coloured) else ()
    kept = tuple(tuple(word for word in line if word.confidence >= _SURE_STAMP) for line in found)
    kept = tuple(line for line in kept if line)
    return ((), *in_points(kept, dpi)) if kept else ()


def turned(picture: Image.Image, turns: int) -> Image.Image:
    """``picture`` after so many quarter turns clockwise."""
    return picture.transpose(_TURNS[turns]) if turns else picture


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
