"""The parent's look at what a reader says, before it believes it. What does not hold together is not believed."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from ingest import answer_layout
from ingest.framing import Message
from ingest.page_text import WORD
from models.document import Page, PageMethod
from models.errors import ReaderLiedError
from models.limits import Limits
from models.words import Box, Words

_REASON: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MEDIA_TYPE: Final = re.compile(r"[a-z]+/[A-Za-z0-9.+-]{1,100}")
_FORBIDDEN: Final = re.compile("[\x00\ud800-\udfff]")  # no database takes these
_SLACK: Final = 2.0  # points a box may stand outside its page: rounding, and boxes drawn around slanted letters
_LARGEST_SIDE: Final = 1_000_000.0  # points; PDF has pages of 14,400, CAD drawings more
_LONGEST_NAME: Final = 500
_MOST_FACTS: Final = 40
INVALID_LAYOUT: Final = "invalid_layout"
"""The reason of a page whose text is kept although what its reader said of its layout did not hold together."""
_JPEG: Final = (b"\xff\xd8\xff", b"\xff\xd9")


@dataclass(frozen=True, slots=True)
class Head:
    pages: int
    title: str
    facts: Mapping[str, str]


def media_type(message: Message) -> str:
    found = _text(message.values.get("type"), 120)
    _require(_MEDIA_TYPE.fullmatch(found) is not None, "filtyp")
    return found


def head(message: Message, limits: Limits) -> Head:
    pages = message.values.get("pages")
    _require(type(pages) is int and 1 <= pages <= limits.pages, "sidantal")
    assert isinstance(pages, int)
    title = _text(message.values.get("title"), _LONGEST_NAME)
    return Head(pages, _line(title), _facts(message.values.get("facts", {})))


def _facts(values: object) -> Mapping[str, str]:
    _require(isinstance(values, dict) and len(values) <= _MOST_FACTS, "uppgifter")
    assert isinstance(values, dict)
    _require(all(_REASON.fullmatch(name) for name in values), "uppgifters namn")
    return {name: _line(_text(value, _LONGEST_NAME)) for name, value in values.items()}


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def attachment_name(message: Message) -> str:
    return _text(message.values.get("name"), _LONGEST_NAME)


def lost(message: Message) -> str:
    return _reason(message.values.get("code"))


def page(message: Message, number: int, limits: Limits) -> tuple[Page, bytes]:
    """Page ``number`` as the child gave it, checked, and its picture (empty where there is none).

    A layout that does not hold together is left out and the page kept: its text and boxes are checked by themselves.
    """
    values = message.values
    _require(values.get("number") == number, "sidnummer")
    text = _text(values.get("text"), limits.page_text_characters)
    _require(unicodedata.is_normalized("NFC", text), "text som inte är NFC")
    reason = _reason(values.get("reason"))
    width, height = _side(values.get("width")), _side(values.get("height"))
    _require((width is None) == (height is None), "sidmått")
    words = _words(text, values.get("boxes"), width, height, limits)
    quality = _share(values.get("quality"))
    checked = Page(number, _method(values, text), reason, text, quality, width, height, words)
    return _laid_out(checked, values.get("layout", {})), _jpeg(message.content, limits)


def _laid_out(page: Page, values: object) -> Page:
    try:
        return replace(page, layout=answer_layout.layout(values, page.text, page.width, page.height))
    except ReaderLiedError:
        return page if page.method is PageMethod.UNREAD else replace(page, reason=INVALID_LAYOUT)


def _reason(value: object) -> str:
    reason = _text(value, 40)
    _require(_REASON.fullmatch(reason) is not None, "skäl")
    return reason


def _method(values: dict[str, Any], text: str) -> PageMethod:
    try:
        method = PageMethod(str(values.get("method")))
    except ValueError as error:
        raise ReaderLiedError("Läsarens svar höll inte: läsväg") from error
    _require(not text or method not in (PageMethod.BLANK, PageMethod.UNREAD), "text på en sida utan text")
    return method


def _words(text: str, boxes: object, width: float | None, height: float | None, limits: Limits) -> Words:
    """The words of ``text`` with their boxes. Offsets are found here, so that no reader can get them wrong."""
    spans = [match.span() for match in WORD.finditer(text)]
    _require(len(spans) <= limits.page_words, "antal ord")
    if boxes is None or width is None or height is None:
        _require(boxes is None, "rutor utan sida")
        return Words(text, ((start, end, None, 1.0) for start, end in spans))
    _require(isinstance(boxes, list) and len(boxes) == len(spans), "antal rutor")
    assert isinstance(boxes, list)
    return Words(text, (_row(span, box, width, height) for span, box in zip(spans, boxes, strict=True)))


def _row(span: tuple[int, int], box: object, width: float, height: float) -> tuple[int, int, Box, float]:
    _require(isinstance(box, list) and len(box) == 5 and all(map(_is_number, box)), "ruta")
    assert isinstance(box, list)
    x0, y0, x1, y1, confidence = box
    _require(-_SLACK <= x0 <= x1 <= width + _SLACK and -_SLACK <= y0 <= y1 <= height + _SLACK, "ruta utanför sidan")
    return *span, (x0, y0, x1, y1), _share(confidence)


def _jpeg(content: bytes, limits: Limits) -> bytes:
    if content:
        _require(len(content) <= limits.page_image_bytes, "bildens storlek")
        _require(content.startswith(_JPEG[0]) and content.endswith(_JPEG[1]), "bild som inte är JPEG")
    return content


def _text(value: object, longest: int) -> str:
    _require(isinstance(value, str) and len(value) <= longest, "textens längd")
    assert isinstance(value, str)
    _require(_FORBIDDEN.search(value) is None, "tecken som inte är text")
    return value


def _side(value: object) -> float | None:
    if value is None:
        return None
    _require(_is_number(value) and 0 < value <= _LARGEST_SIDE, "sidmått")  # type: ignore[operator]
    assert isinstance(value, int | float)
    return float(value)


def _share(value: object) -> float:
    _require(_is_number(value) and 0 <= value <= 1, "andel")  # type: ignore[operator]
    assert isinstance(value, int | float)
    return float(value)


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value)  # type: ignore[arg-type]


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ReaderLiedError(f"Läsarens svar höll inte: {what}")
