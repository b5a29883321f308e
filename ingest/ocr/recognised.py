"""A page as OCR found it: its text laid out, what was left unread, and whether it is all written by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ingest.ocr.page import OcrPage
from ingest.ocr.spread import laid as laid_out
from ingest.page_choice import Choice
from ingest.raw_page import RawPage
from models.document import HANDWRITING, UNREAD_LINE, PageMethod
from models.layout import Layout, Region

_STRAYS: Final = 3  # words that may seem printed on a page that is written by hand


def recognised_page(
    number: int, choice: Choice, found: OcrPage, width: float, height: float, image: bytes | None
) -> RawPage:
    """The page. ``width`` and ``height`` are those of the upright page, in points.

    One with handwriting and hardly a word of print is UNREAD: what OCR makes of a hand is noise.
    """
    reasons = ((HANDWRITING, found.handwriting), (UNREAD_LINE, found.unread))
    regions = tuple(Region(*_within(box, width, height), reason) for reason, boxes in reasons for box in boxes)
    words = sum(map(len, found.lines))
    if found.handwriting and words <= _STRAYS:
        layout = Layout(regions=regions)
        return RawPage(number, PageMethod.UNREAD, HANDWRITING, "", 0.0, width, height, (), image, layout)
    laid = laid_out(found.lines, found.between)
    layout = replace(laid.layout, regions=regions)
    return RawPage(
        number, choice.method, choice.reason, laid.text, found.quality, width, height, laid.boxes, image, layout
    )


def _within(box: tuple[float, float, float, float], width: float, height: float) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return max(0.0, x0), max(0.0, y0), min(width, x1), min(height, y1)
