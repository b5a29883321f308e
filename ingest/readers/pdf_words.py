"""The words of a PDF page's text layer, with a box for each, through pdfium's text page.

Each call into pdfium costs about as much as ten lines of Python, so the page's characters are fetched in one call and
boxes word by word (``docs/decisions/0015-pdf-content.md``).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from ingest.raw_page import Line, PlacedWord

_SPACES = frozenset((0x20, 0x09, 0xA0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
                     0x200A, 0x202F, 0x205F, 0x3000))  # fmt: skip
_BREAKS = frozenset((0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029))
_PDFIUM_HYPHEN = (0x02, 0xFFFE)  # what pdfium puts for a hyphen that ends a line; it drops the line break after it
_SOFT_HYPHEN = 0xAD
_STOPS = _SPACES | _BREAKS | frozenset(_PDFIUM_HYPHEN)
_SURROGATES = range(0xD800, 0xE000)
_PRIVATE_USE = range(0xE000, 0xF900)  # a font's own signs: their numbers say nothing of the letter


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
    """The visible words of the text layer by line, in pdfium's order, and how many characters have no Unicode.

    A word's confidence is the share of its characters whose font says which letters they are.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return [], 0
    try:
        layer = _TextLayer(text_page, frame)
        lines = list(layer.lines())
        return lines, layer.unmapped
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _TextLayer:
    """One text page. Its buffers are made once: a ctypes object for each word would double the time."""

    def __init__(self, text_page: pdfium.FPDF_TEXTPAGE, frame: Frame) -> None:
        self._page, self._frame = text_page, frame
        self._codes = _codes(text_page)
        self._left, self._top, self._right, self._bottom = (ctypes.c_double() for _ in range(4))
        self.unmapped = 0

    def lines(self) -> Iterator[Line]:
        line: list[PlacedWord] = []
        for start, end, breaks in self._runs():
            if end > start:
                word = self._word(start, end)
                if word:
                    line.append(word)
            if breaks and line:
                yield tuple(line)
                line = []
        if line:
            yield tuple(line)

    def _runs(self) -> Iterator[tuple[int, int, bool]]:
        """(start, end, whether the line ends there) of each run of non-space characters."""
        start = 0
        for index, code in enumerate(self._codes):
            if code not in _STOPS:
                continue
            if code in _PDFIUM_HYPHEN:
                if pdfium.FPDFText_IsHyphen(self._page, index) == 1:
                    yield start, index + 1, True
                    start = index + 1
            else:
                yield start, index, code in _BREAKS
                start = index + 1
        yield start, len(self._codes), True

    def _word(self, start: int, end: int) -> PlacedWord | None:
        """The word, or None where it lies wholly outside the page."""
        codes = self._codes[start:end]
        unmapped = self._unmapped(start, codes)
        self.unmapped += unmapped
        box = self._box(start, end - start)
        return PlacedWord(_text(codes), *box, 1.0 - unmapped / len(codes)) if box else None

    def _box(self, start: int, count: int) -> tuple[float, float, float, float] | None:
        """The box around the characters, on the upright page; None where they are wholly outside it."""
        left, top, right, bottom = self._left, self._top, self._right, self._bottom
        number = pdfium.FPDFText_CountRects(self._page, start, count)
        if number == 1 and pdfium.FPDFText_GetRect(self._page, 0, left, top, right, bottom):
            return self._frame.clamp(self._frame.upright(left.value, bottom.value, right.value, top.value))
        rects = []
        for index in range(number):
            if pdfium.FPDFText_GetRect(self._page, index, left, top, right, bottom):
                rects.append((left.value, bottom.value, right.value, top.value))
        if not rects:
            return None
        lows, highs = [min(side) for side in zip(*rects, strict=True)], [max(side) for side in zip(*rects, strict=True)]
        return self._frame.clamp(self._frame.upright(lows[0], lows[1], highs[2], highs[3]))

    def _unmapped(self, start: int, codes: Sequence[int]) -> int:
        """How many of the characters come from a font that does not say which letters they are.

        A font says it of all its letters or of none, nearly always: a word is looked at closely only where its first
        or last character has no letter.
        """
        error, last = pdfium.FPDFText_HasUnicodeMapError, start + len(codes) - 1
        if error(self._page, start) == 1 or error(self._page, last) == 1:
            return sum(error(self._page, index) == 1 for index in range(start, last + 1))
        if max(codes) < _PRIVATE_USE.start and min(codes) >= 0x20:
            return 0
        return sum(code in _PRIVATE_USE or code < 0x20 for code in codes[:-1]) + (codes[-1] in _PRIVATE_USE)


def _codes(text_page: pdfium.FPDF_TEXTPAGE) -> Sequence[int]:
    """The code of each character of the page; UTF-16 halves stand apart."""
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer) if count else 0
    codes = memoryview(buffer).cast("B").cast("H")[:count].tolist()
    if written == count + 1 and not any(code in _SURROGATES for code in codes):
        return codes
    get = pdfium.FPDFText_GetUnicode  # control characters are missing from the text: numbers would not agree
    return [get(text_page, index) for index in range(count)]


def _text(codes: Sequence[int]) -> str:
    if max(codes) < _SOFT_HYPHEN and min(codes) > _PDFIUM_HYPHEN[0]:
        return "".join(map(chr, codes))
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
