"""The lines of a form: rules, the frames of boxes to be filled in, and fields. There is nothing to be read in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2

from ingest.layout.rulings import Rulings, Stroke
from ingest.readers.pdf_objects import PageObjects, Rect
from ingest.readers.pdf_rulings import rulings_of
from ingest.readers.pdf_words import Frame

_LONG: Final = 24.0  # points: strokes of letters that are drawn, headings apart, are shorter
_SIDE: Final = 6.0  # points: a box to be ticked is no smaller
_MEET: Final = 1.5  # points by which the edges of a box may miss each other
_MOST: Final = 1_000  # strokes along one axis: what has more is a drawing, and its boxes are no boxes of a form
_LARGE: Final = 0.1  # of the page: what stands within a field as large as this is looked at


def form_lines(page: pypdfium2.PdfPage, frame: Frame, objects: PageObjects, fields: Sequence[Rect]) -> list[Rect]:
    """Boxes of the page's long rules, of the edges of ruled boxes, and of fields, in points of the upright page."""
    found = [box for box in fields if (box[2] - box[0]) * (box[3] - box[1]) < _LARGE * frame.width * frame.height]
    rulings = rulings_of(page.raw, frame, objects.paths)
    return [*found, *_rules(rulings)]


def _rules(rulings: Rulings) -> Iterator[Rect]:
    """Strokes that are long, or an edge of a box."""
    for stroke in rulings.across:
        if _is_rule(stroke, rulings.down):
            yield stroke.start, stroke.at, stroke.end, stroke.at
    for stroke in rulings.down:
        if _is_rule(stroke, rulings.across):
            yield stroke.at, stroke.start, stroke.at, stroke.end


def _is_rule(stroke: Stroke, others: Sequence[Stroke]) -> bool:
    length = stroke.end - stroke.start
    if length >= _LONG:
        return True
    if length < _SIDE or len(others) > _MOST:
        return False
    return _meets(stroke.start, stroke.at, others) and _meets(stroke.end, stroke.at, others)


def _meets(end: float, at: float, others: Sequence[Stroke]) -> bool:
    """Whether one of the strokes across begins or ends where this one does: in an H or a T they meet midway."""
    return any(
        abs(other.at - end) <= _MEET and min(abs(other.start - at), abs(other.end - at)) <= _MEET for other in others
    )
