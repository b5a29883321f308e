"""Pictures beside a good text layer: an inserted scan, a screenshot, a pasted table. Their text is read by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw

from ingest.ink import has_ink
from ingest.ocr.engine import PageOcr, line_reader
from ingest.ocr.repair import repaired
from ingest.raw_page import Line, PlacedWord, in_points
from ingest.readers.pdf_objects import Rect
from ingest.readers.pdf_render import capped, render
from ingest.readers.pdf_words import Frame
from ingest.text.quality import is_plausible
from models.limits import Limits

_DPI: Final = 250.0
_SMALLEST: Final = 0.05  # of the page: a logo or a signature is less
_FEWEST_WORDS: Final = 3
_FEW_WORDS: Final = 3
_FEW_COVER: Final = 0.02  # of the picture; a layer under a page of print covers a tenth or more
_SEAM: Final = 2.0  # points between strips of one picture
_MOST_PIECES: Final = 400
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
    regions = [rect for rect in joined(images) if _area(rect) >= _SMALLEST * frame.width * frame.height]
    inside = [[word for line in lines for word in line if _within(word, rect)] for rect in regions]
    bare = [(rect, words) for rect, words in zip(regions, inside, strict=True) if _is_bare(rect, words)]
    if not bare:
        return []
    dpi = capped(frame.width, frame.height, _DPI, limits.ocr_pixels)
    picture = render(page, dpi, grey=True)
    found: list[Line] = []
    for rect, words in bare:
        part = _without(picture, rect, words, dpi / 72.0)
        if min(part.size) > 20 and has_ink(part):
            recognised = in_points(repaired(engine.recognise(part, dpi).lines, part, line_reader(engine, dpi)), dpi)
            found.extend(_worth_keeping(recognised, rect[0], rect[1]))
    return found


def joined(images: Sequence[Rect]) -> list[Rect]:
    """The boxes, with those that make up one picture (strips, tiles) as one."""
    boxes: list[Rect] = []
    for rect in sorted(images[:_MOST_PIECES], key=lambda rect: (rect[1], rect[0])):
        while (other := next((box for box in boxes if _abut(box, rect)), None)) is not None:
            boxes.remove(other)
            rect = (min(rect[0], other[0]), min(rect[1], other[1]), max(rect[2], other[2]), max(rect[3], other[3]))
        boxes.append(rect)
    return boxes


def _abut(one: Rect, other: Rect) -> bool:
    """Whether the box around both is hardly more than the two of them."""
    if min(one[2], other[2]) < max(one[0], other[0]) - _SEAM or min(one[3], other[3]) < max(one[1], other[1]) - _SEAM:
        return False
    around = (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
    return _area(around) <= 1.05 * (_area(one) + _area(other))


def _without(picture: Image.Image, rect: Rect, words: Sequence[PlacedWord], scale: float) -> Image.Image:
    """The region of the page's picture, with the words that the text layer has there painted over."""
    x0, y0, x1, y1 = (round(value * scale) for value in rect)
    part = picture.crop((x0, y0, x1, y1))
    draw = ImageDraw.Draw(part)
    for word in words:
        box = (word.x0 - rect[0], word.y0 - rect[1], word.x1 - rect[0], word.y1 - rect[1])
        draw.rectangle([value * scale for value in box], fill=255)
    return part


def _area(rect: Rect) -> float:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def _is_bare(rect: Rect, words: Sequence[PlacedWord]) -> bool:
    """Whether the text layer has next to nothing there: a caption, or the values of a chart, but not what it shows."""
    covered = sum((word.x1 - word.x0) * (word.y1 - word.y0) for word in words)
    return len(words) <= _FEW_WORDS or covered <= _FEW_COVER * _area(rect)


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
