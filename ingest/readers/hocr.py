"""hOCR (kba.github.io/hocr-spec 1.2): a reading that is an HTML page, with boxes in its titles."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from ingest.ocr.engine import PageOcr
from ingest.raw_page import Line, PlacedWord
from ingest.readers.existing_ocr import ExistingPage, OpenExisting
from ingest.readers.html import decode_html
from ingest.readers.package import Element
from ingest.request import ReadRequest
from models.errors import CorruptFileError

_BOX: Final = re.compile(r"\bbbox\s+(-?\d{1,7})\s+(-?\d{1,7})\s+(-?\d{1,7})\s+(-?\d{1,7})")
_SURE: Final = re.compile(r"\bx_wconf\s+(\d{1,3}(?:\.\d+)?)")
_RESOLUTION: Final = re.compile(r"\bscan_res\s+(\d{2,4})\b")
_NUMBER: Final = re.compile(r"\bppageno\s+(\d{1,6})\b")  # counted from 0
_PICTURE: Final = re.compile(r"""\bimage\s+(["'])(.{1,1000}?)\1""")
_LINES: Final = frozenset(("ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocr_footer"))
_PARAGRAPHS: Final = frozenset(("ocr_par", "ocr_carea"))

Box = tuple[float, float, float, float]


def open_hocr(path: Path, request: ReadRequest, engine: PageOcr) -> OpenExisting:
    """Each ``ocr_page`` is a page, read as ``hocr``."""
    text = decode_html(path.read_bytes())
    if text is None:
        raise CorruptFileError("Texten har ingen känd teckenkodning")
    return OpenExisting(partial(_pages, text.encode("utf-8", "replace")), "hocr", request.limits)


def _pages(content: bytes) -> Iterator[ExistingPage]:
    for _, element in etree.iterparse(io.BytesIO(content), events=("end",), html=True, encoding="utf-8"):
        if "ocr_page" in _classes(element):
            title = element.get("title", "")
            x0, y0, x1, y1 = _box(title) or (0.0, 0.0, 0.0, 0.0)
            resolution = _RESOLUTION.search(title)
            per_inch = float(resolution.group(1)) if resolution else 0.0
            number, picture = _NUMBER.search(title), _PICTURE.search(title)
            which, named = int(number.group(1)) + 1 if number else -1, picture.group(2) if picture else ""
            yield ExistingPage(x1 - x0, y1 - y0, list(_lines(element, x0, y0)), per_inch, which, named)
            element.clear()


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split() if isinstance(element.tag, str) else []


def _box(title: str) -> Box | None:
    found = _BOX.search(title)
    if found is None:
        return None
    x0, y0, x1, y1 = map(float, found.groups())
    return x0, y0, x1, y1


def _lines(page: Element, left: float, top: float) -> Iterator[Line]:
    """The lines of a page, an empty one before each paragraph."""
    for element in page.iter():
        classes = _classes(element)
        if _PARAGRAPHS.intersection(classes):
            yield ()
        elif _LINES.intersection(classes):
            yield tuple(_words(element, left, top))


def _words(line: Element, left: float, top: float) -> Iterator[PlacedWord]:
    words = [word for word in line.iter() if "ocrx_word" in _classes(word)]
    for element in words or [line]:
        text = " ".join("".join(element.itertext()).split())
        box = _box(element.get("title", "")) or _box(line.get("title", ""))
        if text and box is not None:
            sure = _SURE.search(element.get("title", ""))
            confidence = float(sure.group(1)) / 100 if sure else 1.0
            yield PlacedWord(text, box[0] - left, box[1] - top, box[2] - left, box[3] - top, confidence)
