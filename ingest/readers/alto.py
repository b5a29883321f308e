"""ALTO XML (Library of Congress, versions 1 to 4): a reading with words, boxes and confidences."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from ingest.ocr.engine import PageOcr
from ingest.raw_page import Line, PlacedWord
from ingest.readers.existing_ocr import ExistingPage, OpenExisting
from ingest.readers.package import Element, local_name
from ingest.request import ReadRequest
from models.errors import CorruptFileError

_UNITS: Final = {"mm10": 254.0, "inch1200": 1200.0}  # to an inch; pixels say nothing of size
_LARGEST: Final = 10_000_000.0
_PEEKED: Final = 4096
_DIGITS: Final = 7  # of a page's number, less than


def open_alto(path: Path, request: ReadRequest, engine: PageOcr) -> OpenExisting:
    """Each Page is a page, read as ``alto``. A file that ends early is read as far as it goes."""
    with path.open("rb") as file:
        head = file.read(_PEEKED)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise CorruptFileError("Filen har en DTD")
    return OpenExisting(partial(_pages, path), "alto", request.limits)


def _pages(path: Path) -> Iterator[ExistingPage]:
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
    tags = ("{*}MeasurementUnit", "{*}fileName", "{*}Page")
    per_inch, picture = 0.0, ""
    try:
        for _, element in etree.iterparse(str(path), events=("end",), tag=tags, **options):
            if local_name(element) == "MeasurementUnit":
                per_inch = _UNITS.get((element.text or "").strip(), 0.0)
            elif local_name(element) == "fileName":
                picture = picture or (element.text or "").strip()
            else:
                yield _page(element, per_inch, picture)
                element.clear()
    except etree.XMLSyntaxError:  # nothing more can be made of it
        return


def _page(element: Element, per_inch: float, picture: str) -> ExistingPage:
    width, height = _number(element, "WIDTH"), _number(element, "HEIGHT")
    number = element.get("PHYSICAL_IMG_NR", "")
    which = int(number) if number.isascii() and number.isdigit() and len(number) < _DIGITS else -1
    return ExistingPage(width, height, list(_lines(element)), per_inch, which, picture)


def _lines(page: Element) -> Iterator[Line]:
    block = None
    for line in page.iter("{*}TextLine"):
        if block is not None and line.getparent() is not block:
            yield ()
        block = line.getparent()
        yield tuple(_words(line))


def _words(line: Element) -> Iterator[PlacedWord]:
    """The words of a line; the hyphen at its end belongs to the last one."""
    last: PlacedWord | None = None
    for part in line:
        name = local_name(part)
        if name == "String" and (part.get("CONTENT") or "").strip():
            if last is not None:
                yield last
            last = _word(part)
        elif name == "HYP" and last is not None and not last.text.endswith("-"):
            last = replace(last, text=last.text + (part.get("CONTENT") or "-").replace("\u00ad", "-"))
    if last is not None:
        yield last


def _word(part: Element) -> PlacedWord:
    x, y, width, height = (_number(part, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    confidence = _number(part, "WC") if part.get("WC") else 1.0
    return PlacedWord(part.get("CONTENT", ""), x, y, x + width, y + height, confidence)


def _number(element: Element, name: str) -> float:
    try:
        value = float(element.get(name, "0"))
    except ValueError:
        return 0.0
    return value if math.isfinite(value) and abs(value) <= _LARGEST else 0.0
