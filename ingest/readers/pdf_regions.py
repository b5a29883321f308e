"""Pictures beside a good text layer: an inserted scan, a screenshot, a pasted table. Their text is read by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pypdfium2

from ingest.ocr import PageOcr
from ingest.ocr_page import has_ink, in_points
from ingest.raw_page import Line, PlacedWord
from ingest.readers.pdf_objects import Rect
from ingest.readers.pdf_render import capped, render
from ingest.readers.pdf_words import Frame
from ingest.text_quality import is_plausible
from models.limits import Limits

_DPI: Final = 250.0
_SMALLEST: Final = 0.05  # of the page: a logo or a signature is less
_FEWEST_WORDS: Final = 3
_SURE: Final = 0.60  # a photograph gives words below this


def read_regions(
    page: pypdfium2.PdfPage,
    frame: Frame,
    images: Sequence[Rect],
    lines: Sequence[Line],
    engine: PageOcr,
    limits: Limits,
) -> list[Line]:
    """The lines recognised in pictures that hold no words of the text layer, in points; empty where there are none."""
    regions = [rect for rect in images if _area(rect) >= _SMALLEST * frame.width * frame.height]
    regions = [rect for rect in regions if not _has_words(rect, lines)]
    if not regions:
        return []
    dpi = capped(frame.width, frame.height, _DPI, limits.ocr_pixels)
    picture = render(page, dpi, grey=True)
    found: list[Line] = []
    for x0, y0, x1, y1 in regions:
        scale = dpi / 72.0
        part = picture.crop((round(x0 * scale), round(y0 * scale), round(x1 * scale), round(y1 * scale)))
        if min(part.size) > 20 and has_ink(part):
            recognised = in_points(engine.recognise(part, dpi).lines, dpi)
            found.extend(_worth_keeping(recognised, x0, y0))
    return found


def _area(rect: Rect) -> float:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def _has_words(rect: Rect, lines: Sequence[Line]) -> bool:
    inside = sum(_within(word, rect) for line in lines for word in line)
    return inside > _FEWEST_WORDS


def _within(word: PlacedWord, rect: Rect) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]


def _worth_keeping(lines: Sequence[Line], dx: float, dy: float) -> list[Line]:
    kept = [tuple(word.moved(dx, dy) for word in line if _is_sure(word)) for line in lines]
    kept = [line for line in kept if line]
    words = sum(len(word.text) > 1 for line in kept for word in line)
    return kept if words >= _FEWEST_WORDS else []


def _is_sure(word: PlacedWord) -> bool:
    return word.confidence >= _SURE and is_plausible(word.text)
