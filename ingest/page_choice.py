"""From the text layer or by OCR: the choice for one page of a PDF, with its reason, in one place.

It is made by the *quality of the text*, not by whether there are characters (paperless-ngx #13859, #13349; aleph
#3170: peers that ask per document, or only for characters, lose pages).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.document import PageMethod

GARBLED: Final = 0.45  # below this the text layer is taken for garble even where there is no picture
GOOD_OVER_IMAGE: Final = 0.85  # a text over a picture of the page must be at least this good to be kept
KNOWN_OVER_IMAGE: Final = 0.70  # and this share of its longer words must be known: clean Swedish has 0.85 or more
FULL_PAGE: Final = 0.60  # a picture that covers this share of the page is a scan, or a background
TEXT_SPAN: Final = 0.30  # text within so small a part of a scan's height is a stamp, a header or a page number
IMAGE_REGION: Final = 0.10  # a picture of this share of the page, with no words in it, may hold text


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the choice rests on. Shares are 0–1 of the page's area (``text_span``: of its height)."""

    characters: int
    objects: int
    image_cover: float
    text_span: float
    quality: float
    invisible: float = 0.0  # share of the characters drawn in render mode 3: an older OCR's layer
    known: float = 1.0  # share of longer words in the dictionary; asked for only over a picture
    bare_image: float = 0.0  # share of the page that is picture with no words in it


@dataclass(frozen=True, slots=True)
class Choice:
    """``method`` is how to read the page; ``reason`` a short code for why."""

    method: PageMethod
    reason: str


def choose(facts: PageFacts, *, force_ocr: bool = False) -> Choice:
    """How to read the page."""
    if facts.characters == 0:
        return _without_text(facts)
    if force_ocr:
        return Choice(PageMethod.OCR, "forced")
    if facts.quality < GARBLED:
        return Choice(PageMethod.OCR, "garbled_text")
    if facts.image_cover >= FULL_PAGE or facts.invisible > 0.5:
        return _over_image(facts)
    if facts.bare_image >= IMAGE_REGION:
        return Choice(PageMethod.MIXED, "image_beside_text")
    return Choice(PageMethod.TEXT, "good_text")


def _without_text(facts: PageFacts) -> Choice:
    if facts.objects == 0:
        return Choice(PageMethod.BLANK, "no_content")
    return Choice(PageMethod.OCR, "no_text")


def _over_image(facts: PageFacts) -> Choice:
    if facts.quality < GOOD_OVER_IMAGE or facts.known < KNOWN_OVER_IMAGE:
        return Choice(PageMethod.OCR, "poor_text_over_image")
    if facts.text_span < TEXT_SPAN and facts.bare_image >= IMAGE_REGION:
        return Choice(PageMethod.OCR, "little_text_over_image")
    return Choice(PageMethod.TEXT, "good_text_over_image")


def keep_text(reason: str, text_words: int, text_quality: float, ocr_words: int, ocr_quality: float) -> bool:
    """After OCR: was the text layer the better one after all?

    A layer judged too small is kept unless OCR found clearly more; one judged poor is kept unless OCR is surer of it.
    """
    if reason == "little_text_over_image":
        return ocr_words < 1.3 * text_words or ocr_quality < 0.5
    if reason in {"garbled_text", "poor_text_over_image"}:
        return ocr_words < 0.3 * text_words or ocr_quality < min(0.5, text_quality)
    return False
