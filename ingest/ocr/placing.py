"""Where a line that was read by itself belongs among the lines of its page (*läsordning*)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.ocr.glyphs import Box
from ingest.ocr.vote import on_line
from ingest.raw_page import Line


def with_line(lines: Sequence[Line], line: Line) -> tuple[Line, ...]:
    """``lines`` with a ``line`` that they lack: beside the words of one of them, or in a place of its own."""
    for index, each in enumerate(lines):
        if each and any(on_line(word, each) for word in line):
            whole = tuple(sorted((*each, *line), key=lambda word: word.x0))
            return (*lines[:index], whole, *lines[index + 1 :])
    at = _place(lines, _outline(line))
    return (*lines[:at], line, *lines[at:])


class _Near(NamedTuple):
    gap: float
    at: int


def _place(lines: Sequence[Line], box: Box) -> int:
    """Before or after the line next to it in its column, whichever is nearer; at the head or foot where it has none."""
    boxes = {index: _outline(line) for index, line in enumerate(lines) if line}
    above = min(_beside(boxes, box, above=True), default=None)
    below = min(_beside(boxes, box, above=False), default=None)
    if above is None and below is None:
        return len(lines) if all(_is_above(each, box) for each in boxes.values()) else 0
    if above is None or (below is not None and below.gap < above.gap):
        return below.at if below is not None else 0
    return _end_of_block(boxes, above.at, box)


def _beside(boxes: dict[int, Box], box: Box, *, above: bool) -> Iterator[_Near]:
    """The lines above or below it, and how far away each is."""
    for index, each in boxes.items():
        if _share_columns(each, box) and _is_above(each, box) is above:
            yield _Near(box[1] - each[3] if above else each[1] - box[3], index)


def _end_of_block(boxes: dict[int, Box], index: int, box: Box) -> int:
    """After the line with that ``index``, and the shorter ones that follow it and lie above ``box`` too."""
    for later in range(index + 1, max(boxes) + 1):
        if later in boxes:
            if not (_is_above(boxes[later], box) and _share_columns(boxes[later], boxes[index])):
                break
            index = later
    return index + 1


def _outline(line: Line) -> Box:
    return (
        min(word.x0 for word in line),
        min(word.y0 for word in line),
        max(word.x1 for word in line),
        max(word.y1 for word in line),
    )


def _is_above(box: Box, other: Box) -> bool:
    return box[1] + box[3] < other[1] + other[3]


def _share_columns(box: Box, other: Box) -> bool:
    return box[0] <= other[2] and other[0] <= box[2]
