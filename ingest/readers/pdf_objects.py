"""What a PDF page holds beside text: where its pictures are, and whether its text is drawn at all."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pypdfium2.raw as pdfium

from ingest.raw_page import PlacedWord
from ingest.readers.pdf_words import Frame

Rect = tuple[float, float, float, float]

_MOST_OBJECTS: Final = 20_000  # a map has hundreds of thousands of paths: what pictures there are come earlier
_DEEPEST_FORM: Final = 4
_PALE: Final = 240  # of 255 in each of red, green and blue
_COLOUR: Final = tuple(ctypes.c_uint() for _ in range(4))  # where pdfium puts a colour and how opaque it is
_GRID: Final = 32  # cells a side when picture and words are compared: fine enough for a tenth of the page


@dataclass(slots=True)
class PageObjects:
    """Boxes are on the upright page, in points. ``dpi`` is that of the largest picture, or 0.

    ``pale_texts`` are those filled with white or nearly.
    """

    count: int = 0
    images: list[Rect] = field(default_factory=list)
    dpi: float = 0.0
    texts: int = 0
    invisible_texts: int = 0
    pale_texts: int = 0
    paths: int = 0


def objects_of(page: pdfium.FPDF_PAGE, frame: Frame) -> PageObjects:
    """One pass over the page's objects and those of its forms."""
    found = PageObjects()
    largest = 0.0
    for item, matrix in walk(page):
        found.count += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.texts += 1
            found.invisible_texts += pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            found.pale_texts += _is_pale(item)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.paths += 1
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            rect = _image_rect(item, matrix, frame)
            if rect:
                found.images.append(rect)
                area = (rect[2] - rect[0]) * (rect[3] - rect[1])
                if area > largest:
                    largest, found.dpi = area, _dpi(item, area)
    found.count += pdfium.FPDFPage_GetAnnotCount(page)
    return found


def _is_pale(item: pdfium.FPDF_PAGEOBJECT) -> bool:
    pdfium.FPDFPageObj_GetFillColor(item, *_COLOUR)
    return min(part.value for part in _COLOUR[:3]) >= _PALE


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def walk(page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, Matrix]]:
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        yield from _walk_object(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def _walk_object(
    item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, Matrix]]:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, matrix
    elif depth < _DEEPEST_FORM:
        inner = times(matrix_of(item), matrix)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
            yield from _walk_object(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def matrix_of(item: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _image_rect(item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, frame: Frame) -> Rect | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    a, b, c, d, e, f = matrix
    xs, ys = (left.value, right.value), (bottom.value, top.value)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in xs for y in ys]
    low = (min(x for x, _ in corners), min(y for _, y in corners))
    high = (max(x for x, _ in corners), max(y for _, y in corners))
    return frame.clamp(frame.upright(*low, *high))


def _dpi(item: pdfium.FPDF_PAGEOBJECT, area: float) -> float:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if area <= 0 or not pdfium.FPDFImageObj_GetImagePixelSize(item, width, height):
        return 0.0
    return 72.0 * float((width.value * height.value / area) ** 0.5)


def cover(frame: Frame, rects: Sequence[Rect]) -> list[bool]:
    """Which cells of a grid over the page lie (by their middle) within one of ``rects``; row by row.

    A scan in stripes covers what one picture would.
    """
    cells = [False] * (_GRID * _GRID)
    for x0, y0, x1, y1 in rects:
        columns = range(_first(x0, frame.width), _first(x1, frame.width))
        for row in range(_first(y0, frame.height), _first(y1, frame.height)):
            for column in columns:
                cells[row * _GRID + column] = True
    return cells


def _first(position: float, length: float) -> int:
    """The first cell whose middle lies at or after ``position``."""
    return max(0, min(_GRID, int(position / length * _GRID + 0.5))) if length > 0 else 0


def share_on(frame: Frame, images: Sequence[Rect], words: Sequence[PlacedWord]) -> float:
    """The share of ``words`` whose middle lies on a picture."""
    if not images or not words:
        return 0.0
    cells = cover(frame, images)
    return sum(cells[_cell(word, frame)] for word in words) / len(words)


def _cell(word: PlacedWord, frame: Frame) -> int:
    row = int((word.y0 + word.y1) / 2 / frame.height * _GRID) if frame.height else 0
    column = int((word.x0 + word.x1) / 2 / frame.width * _GRID) if frame.width else 0
    return min(_GRID - 1, row) * _GRID + min(_GRID - 1, column)


def bare(frame: Frame, images: Sequence[Rect], words: Sequence[PlacedWord]) -> float:
    """The share of the page that is picture with no word within about a line's distance."""
    step_x, step_y = frame.width / _GRID, frame.height / _GRID
    near = [(word.x0 - step_x, word.y0 - step_y, word.x1 + step_x, word.y1 + step_y) for word in words]
    pictured, worded = cover(frame, images), cover(frame, near)
    return sum(image and not word for image, word in zip(pictured, worded, strict=True)) / (_GRID * _GRID)


def share(cells: Sequence[bool]) -> float:
    return sum(cells) / len(cells)
