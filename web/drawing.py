"""What is drawn over a page's picture: rectangles in the page's own points, right at any size and turn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile
from typing import Final, TypeVar

from models.document import Page, Word
from models.mention import Mention
from web.certainty import Unsure

Box = tuple[float, float, float, float]
Span = tuple[int, int]
On = TypeVar("On")

_PIXELS_PER_POINT: Final = 96 / 72
_WIDE_SPACE: Final = 0.8  # of a line's height: a space is 0.2–0.4, a column gap over 1
_MARGIN: Final = 1.0  # points around a word, so that the box does not touch its letters


class Zoom(StrEnum):
    """FIT fits the width of its column, PAGE the window; the others are percent of the paper's size."""

    FIT = "fit"
    PAGE = "page"
    HALF = "50"
    SMALL = "75"
    FULL = "100"
    LARGE = "150"
    DOUBLE = "200"
    TRIPLE = "300"

    @property
    def percent(self) -> int | None:
        return None if self in _FITTED else int(self)

    def stepped(self, by: int) -> Zoom:
        """The next larger (1) or smaller (-1) of the sizes; one that fits counts as full size."""
        at = _SIZES.index(Zoom.FULL if self in _FITTED else self)
        return _SIZES[max(0, min(len(_SIZES) - 1, at + by))]


_FITTED: Final = (Zoom.FIT, Zoom.PAGE)
_SIZES: Final = [zoom for zoom in Zoom if zoom not in _FITTED]


class Turn(StrEnum):
    """How far the picture is turned, in degrees by the clock."""

    NONE = "0"
    RIGHT = "90"
    OVER = "180"
    LEFT = "270"

    def on(self) -> Turn:
        """A quarter further."""
        return Turn(str((int(self) + 90) % 360))


@dataclass(frozen=True, slots=True)
class Rectangle:
    """In points from the top left of the page; ``label`` where it shows something that was seen and not read."""

    x: float
    y: float
    width: float
    height: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of the text as it lies on the picture. ``percent``: how sure its least sure word was read."""

    start: int
    end: int
    text: str
    percent: int
    rectangles: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture as it is turned: its ``width`` and ``height`` in points, the SVG ``transform`` of what is on it."""

    width: float
    height: float
    transform: str


def frame(page: Page, turn: Turn) -> Frame | None:
    """None for a page without a picture."""
    if page.width is None or page.height is None:
        return None
    across, down = page.width, page.height
    match turn:
        case Turn.RIGHT:
            return Frame(down, across, f"translate({down} 0) rotate(90)")
        case Turn.OVER:
            return Frame(across, down, f"translate({across} {down}) rotate(180)")
        case Turn.LEFT:
            return Frame(down, across, f"translate(0 {across}) rotate(270)")
    return Frame(across, down, "")


def size(frame: Frame | None, zoom: Zoom) -> tuple[int, int] | None:
    """Width and height in CSS pixels at this zoom; None where the picture fits the column it stands in."""
    if zoom.percent is None or frame is None:
        return None
    scale = _PIXELS_PER_POINT * zoom.percent / 100
    return round(frame.width * scale), round(frame.height * scale)


def spots(page: Page, spans: Iterable[Span]) -> list[Spot]:
    """The spans that lie on the picture, in order; one without a box is left out."""
    placed = _Placed(page)
    return [spot for span in spans if (spot := placed.spot(span)) is not None]


def of_mentions(page: Page, mentions: Sequence[tuple[Mention, str]]) -> list[tuple[Spot, Mention, str]]:
    """Where each mention of the page lies, with the id of its entity."""
    placed = _Placed(page)
    found = [(placed.spot((mention.start, mention.end)), mention, entity) for mention, entity in mentions]
    return [(spot, mention, entity) for spot, mention, entity in found if spot is not None]


def of_unsure(page: Page, words: Iterable[Unsure]) -> list[tuple[Spot, Unsure]]:
    """Where the uncertain words lie."""
    placed = _Placed(page)
    found = [(placed.spot((word.start, word.end)), word) for word in words]
    return [(spot, word) for spot, word in found if spot is not None]


def of_written(page: Page, words: Iterable[tuple[Span, On]]) -> list[tuple[Spot, On]]:
    """Where the words lie that something was written on."""
    placed = _Placed(page)
    found = [(placed.spot(span), on) for span, on in words]
    return [(spot, on) for spot, on in found if spot is not None]


def of_regions(page: Page) -> list[Rectangle]:
    """What was seen on the page and not read; ``label`` is the reason."""
    return [
        Rectangle(each.x0, each.y0, round(each.x1 - each.x0, 2), round(each.y1 - each.y0, 2), each.reason)
        for each in page.layout.regions
    ]


def places(page: Page) -> str:
    """Where each word lies, for the script that points at any of them: ``start end x0 y0 x1 y1``, parted by ``;``."""
    told = []
    for word in page.words:
        box = _box(word)
        if box is not None:
            told.append(" ".join([str(word.start), str(word.end), *(f"{side:.1f}" for side in box)]))
    return ";".join(told)


class _Placed:
    """The words of a page, to be asked which of them a span touches."""

    def __init__(self, page: Page) -> None:
        self._text = page.text
        self._words = [word for word in page.words if word.start < word.end]
        self._ends = [word.end for word in self._words]

    def spot(self, span: Span) -> Spot | None:
        start, end = span
        words = self._touched(start, end)
        found = [box for word in words if (box := _box(word)) is not None]
        if not found:
            return None
        percent = round(min(word.confidence for word in words) * 100)
        return Spot(start, end, " ".join(self._text[start:end].split()), percent, tuple(rectangles(found)))

    def _touched(self, start: int, end: int) -> list[Word]:
        first = bisect_left(self._ends, start + 1)
        return list(takewhile(lambda word: word.start < end, islice(self._words, first, None)))


def rectangles(found: Iterable[Box]) -> list[Rectangle]:
    """Boxes (x0, y0, x1, y1) with a little air around each; words side by side share one."""
    return [
        Rectangle(
            round(x0 - _MARGIN, 2),
            round(y0 - _MARGIN, 2),
            round(x1 - x0 + 2 * _MARGIN, 2),
            round(y1 - y0 + 2 * _MARGIN, 2),
        )
        for x0, y0, x1, y1 in _joined(found)
    ]


def _box(word: Word) -> Box | None:
    if word.x0 is None or word.y0 is None or word.x1 is None or word.y1 is None:
        return None
    return word.x0, word.y0, word.x1, word.y1


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
