"""The words of a PDF page's text layer, with a box for each, through pdfium's text page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from ingest.raw_page import Line, PlacedWord

_SPACES = frozenset((0x20, 0x09, 0xA0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
                     0x200A, 0x202F, 0x205F, 0x3000))  # fmt: skip
_BREAKS = frozenset((0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029))
_PDFIUM_HYPHEN = (0x02, 0xFFFE)  # what pdfium puts for a hyphen that ends a line; it drops the line break after it
_SOFT_HYPHEN = 0xAD


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in PDF coordinates (y upwards), and its quarter turns clockwise (0–3)."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Width of the upright page in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def upright(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box in PDF coordinates as x0, y0, x1, y1 from the top left of the upright page."""
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turns == 3:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    def clamp(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float] | None:
        """``box`` cut to the page, or None where nothing of it is on the page."""
        x0, x1 = max(0.0, box[0]), min(self.width, box[2])
        y0, y1 = max(0.0, box[1]), min(self.height, box[3])
        return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def frame_of(page: pdfium.FPDF_PAGE) -> Frame:
    """The page's visible frame: crop box within media box, as pdfium renders it."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)


def lines_of(page: pdfium.FPDF_PAGE, frame: Frame) -> tuple[list[Line], int]:
    """The visible words of the text layer by line, in pdfium's order, and how many characters have no Unicode."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return [], 0
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        get = pdfium.FPDFText_GetUnicode
        codes = [get(text_page, index) for index in range(count)]
        lines = list(_lines(text_page, codes, frame))
        return lines, _unmapped(text_page, codes)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _lines(text_page: pdfium.FPDF_TEXTPAGE, codes: list[int], frame: Frame) -> Iterator[Line]:
    line: list[PlacedWord] = []
    for start, end, breaks in _runs(text_page, codes):
        if end > start:
            box = _box(text_page, start, end - start, frame)
            if box:
                line.append(PlacedWord(_text(codes[start:end]), *box))
        if breaks and line:
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)


def _runs(text_page: pdfium.FPDF_TEXTPAGE, codes: list[int]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether the line ends there) of each run of non-space characters."""
    start = 0
    for index, code in enumerate(codes):
        if code in _SPACES or code in _BREAKS:
            yield start, index, code in _BREAKS
            start = index + 1
        elif code in _PDFIUM_HYPHEN and pdfium.FPDFText_IsHyphen(text_page, index) == 1:
            yield start, index + 1, True
            start = index + 1
    yield start, len(codes), True


def _text(codes: list[int]) -> str:
    last = len(codes) - 1
    characters = []
    for index, code in enumerate(codes):
        if code in _PDFIUM_HYPHEN or (code == _SOFT_HYPHEN and index == last):
            characters.append("-")
        elif code and code != _SOFT_HYPHEN:
            characters.append(chr(code) if code <= 0x10FFFF else "\ufffd")
    text = "".join(characters)
    if any("\ud800" <= character <= "\udfff" for character in text):  # pdfium hands out UTF-16 halves one by one
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _box(
    text_page: pdfium.FPDF_TEXTPAGE, start: int, count: int, frame: Frame
) -> tuple[float, float, float, float] | None:
    """The box around the characters, on the upright page; None where they are wholly outside it."""
    number = pdfium.FPDFText_CountRects(text_page, start, count)
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    rects = []
    for index in range(number):
        if pdfium.FPDFText_GetRect(text_page, index, left, top, right, bottom):
            rects.append((left.value, bottom.value, right.value, top.value))
    if not rects:
        return None
    lows = (min(rect[0] for rect in rects), min(rect[1] for rect in rects))
    highs = (max(rect[2] for rect in rects), max(rect[3] for rect in rects))
    return frame.clamp(frame.upright(*lows, *highs))


def _unmapped(text_page: pdfium.FPDF_TEXTPAGE, codes: list[int]) -> int:
    """How many characters come from a font that does not say which letters they are."""
    error = pdfium.FPDFText_HasUnicodeMapError
    return sum(error(text_page, index) == 1 for index in range(len(codes)))
