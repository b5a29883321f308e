"""What is drawn over a page's picture: rectangles in the page's own points, so that they lie right at any size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.document import Page
from models.mention import Mention
from search.marking import boxes

Box = tuple[float, float, float, float]

_PIXELS_PER_POINT: Final = 96 / 72
_WIDE_SPACE: Final = 0.8  # of a line's height: a space is 0.2–0.4, a column gap over 1
_MARGIN: Final = 1.0  # points around a word, so that the box does not touch its letters


class Zoom(StrEnum):
    FIT = "fit"
    FULL = "100"
    DOUBLE = "200"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """In points from the top left of the page; ``label`` and ``entity`` where it shows a mention."""

    x: float
    y: float
    width: float
    height: float
    label: str = ""
    entity: str = ""


def rectangles(found: Iterable[Box], label: str = "", entity: str = "") -> list[Rectangle]:
    """Boxes (x0, y0, x1, y1) with a little air around each; words side by side share one."""
    return [
        Rectangle(
            round(x0 - _MARGIN, 2),
            round(y0 - _MARGIN, 2),
            round(x1 - x0 + 2 * _MARGIN, 2),
            round(y1 - y0 + 2 * _MARGIN, 2),
            label,
            entity,
        )
        for x0, y0, x1, y1 in _joined(found)
    ]


def _joined(found: Iterable[Box]) -> list[Box]:
    """The boxes, in order, with one that continues the line of the box before it joined to it."""
    joined: list[Box] = []
    for box in found:
        if joined and _continues(joined[-1], box):
            x0, y0, x1, y1 = joined[-1]
            joined[-1] = (x0, min(y0, box[1]), max(x1, box[2]), max(y1, box[3]))
        else:
            joined.append(box)
    return joined


def _continues(before: Box, box: Box) -> bool:
    """Whether the box stands beside the one before: mostly at its height, and no further off than a wide space."""
    height = min(before[3] - before[1], box[3] - box[1])
    shared = min(before[3], box[3]) - max(before[1], box[1])
    return shared > height / 2 and 0 <= box[0] - before[2] < _WIDE_SPACE * height


def of_mentions(page: Page, mentions: Sequence[tuple[Mention, str]]) -> list[Rectangle]:
    """A rectangle for each word of each mention of the page."""
    return [
        rectangle
        for mention, entity in mentions
        for rectangle in rectangles(boxes(page, [(mention.start, mention.end)]), mention.label.value, entity)
    ]


def of_regions(page: Page) -> list[Rectangle]:
    """What was seen on the page and not read; ``label`` is the reason."""
    return [
        Rectangle(each.x0, each.y0, round(each.x1 - each.x0, 2), round(each.y1 - each.y0, 2), each.reason)
        for each in page.layout.regions
    ]


def size(page: Page, zoom: Zoom) -> tuple[int, int] | None:
    """Width and height in CSS pixels at this zoom; None where the picture fits the column it stands in."""
    if zoom is Zoom.FIT or page.width is None or page.height is None:
        return None
    scale = _PIXELS_PER_POINT * (2 if zoom is Zoom.DOUBLE else 1)
    return round(page.width * scale), round(page.height * scale)
