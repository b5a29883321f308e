"""The straight lines that a PDF page draws: what is stroked, filled shapes as thin as a line, and cells' grounds."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import pypdfium2.raw as pdfium

from ingest.layout.grounds import Rect, edges_of
from ingest.layout.rulings import NO_RULINGS, Rulings, Stroke
from ingest.readers.pdf_objects import Matrix, matrix_of, times, walk
from ingest.readers.pdf_words import Frame

_MOST_PATHS: Final = 4_000  # a page of small cells has 2,000; a map has more
_MOST_PARTS: Final = 20_000  # a whole grid may be drawn as one path
_MOST_SEGMENTS: Final = 20_000
_THIN: Final = 2.9  # points: Word's borders are mostly 0.5, seldom over 2.25; a line of text is 6 or more
_CORNERS: Final = 3
_PAGE: Final = 0.9  # of its width and height: the ground of the page itself

Point = tuple[float, float]


def rulings_of(page: pdfium.FPDF_PAGE, frame: Frame, paths: int) -> Rulings:
    """The page's horizontal and vertical lines; none where it draws no path, or so many that it is a picture.

    ``paths`` is how many it draws (:class:`ingest.readers.pdf_objects.PageObjects`).
    """
    if not 0 < paths <= _MOST_PATHS:
        return NO_RULINGS
    across: list[Stroke] = []
    down: list[Stroke] = []
    grounds: list[Rect] = []
    for count, (points, is_stroked) in enumerate(_parts(page)):
        if count > _MOST_PARTS:
            return NO_RULINGS
        if is_stroked:
            for edge in pairwise(points):
                _sort(_box(edge, frame), across, down)
        elif not _sort(_box(points, frame), across, down) and len(points) > _CORNERS:
            grounds.append(_box(points, frame))
    tiles = edges_of([rect for rect in grounds if not _is_page(rect, frame)])
    return Rulings((*across, *tiles.across), (*down, *tiles.down))


def _sort(box: Rect, across: list[Stroke], down: list[Stroke]) -> bool:
    """Keeps the box as a line where it is thin enough to be one; says whether it is."""
    x0, y0, x1, y1 = box
    if y1 - y0 <= _THIN < x1 - x0:
        across.append(Stroke((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= _THIN < y1 - y0:
        down.append(Stroke((x0 + x1) / 2, y0, y1))
    return min(x1 - x0, y1 - y0) <= _THIN


def _box(points: Sequence[Point], frame: Frame) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return frame.upright(min(xs), min(ys), max(xs), max(ys))


def _is_page(rect: Rect, frame: Frame) -> bool:
    return rect[2] - rect[0] > _PAGE * frame.width and rect[3] - rect[1] > _PAGE * frame.height


def _parts(page: pdfium.FPDF_PAGE) -> Iterator[tuple[list[Point], bool]]:
    """The corners of each part of each path that is drawn, and whether it is stroked rather than filled."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for item, outer in walk(page):
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
            if stroke.value or fill.value:
                matrix = times(matrix_of(item), outer)
                yield from ((points, bool(stroke.value)) for points in _strokes(item, matrix))


def _strokes(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of each part of the path in the order drawn, on the page; curves as their ends."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if points and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
