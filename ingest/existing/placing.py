"""The boxes of a reading on the page of its scan, whatever units, resolution or cut of the picture it was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from models.document import Page, Word
from models.words import Box, Words

_NEAR: Final = 6.0  # points, half a line: the middle of a word's box must not lie further from where we saw the word
_ALIKE: Final = 0.04  # of the proportions of two pages that are taken to be the same page where no words can tell
_ENOUGH: Final = 6  # words that stand once on each page, by which places are compared
_MOST: Final = 60  # of them: each is compared with each other
_APART: Final = 0.1  # of what the words span: pairs closer together say little of the scale
_SCALES: Final = (0.1, 10.0)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Way:
    """``across`` and ``down``: factor, and what is added, in points."""

    across: Point
    down: Point

    def of(self, x: float, y: float) -> Point:
        return x * self.across[0] + self.across[1], y * self.down[0] + self.down[1]


def placed(theirs: Page, ours: Page) -> Words | None:
    """The words of ``theirs`` with their boxes on the page ``ours``; None where they cannot be put there.

    A page states its size in units that need not be those of its boxes, and may have been made from a cut or a copy; so
    the sizes of the two pages propose, and the words that both have decide. Where we read no words, the words of a page
    of other proportions come without boxes: a box in the wrong place is worse than none.
    """
    if not (ours.width and ours.height and theirs.width and theirs.height):
        return Words(theirs.text, _rows(theirs.words, None, 0.0, 0.0)) if ours.width else _as_they_are(theirs)
    whole = _Way((ours.width / theirs.width, 0.0), (ours.height / theirs.height, 0.0))
    shared = _shared(theirs.words, ours.words)
    if len(shared) < _ENOUGH:
        proportion = (ours.width * theirs.height) / (ours.height * theirs.width)
        if abs(proportion - 1.0) <= _ALIKE:
            return Words(theirs.text, _rows(theirs.words, whole, ours.width, ours.height))
        return None if ours.text else Words(theirs.text, _rows(theirs.words, None, 0.0, 0.0))
    way = min((way for way in (whole, _fitted(shared)) if way is not None), key=lambda way: _distance(way, shared))
    if _distance(way, shared) > _NEAR:
        return None
    return Words(theirs.text, _rows(theirs.words, way, ours.width, ours.height))


def _as_they_are(page: Page) -> Words:
    return Words(page.text, ((word.start, word.end, _box(word), word.confidence) for word in page.words))


def _box(word: Word) -> Box | None:
    if word.x0 is None or word.y0 is None or word.x1 is None or word.y1 is None:
        return None
    return word.x0, word.y0, word.x1, word.y1


def _rows(
    words: Iterable[Word], way: _Way | None, width: float, height: float
) -> Iterable[tuple[int, int, Box | None, float]]:
    for word in words:
        box = _box(word)
        yield word.start, word.end, _moved(box, way, width, height) if box and way else None, word.confidence


def _moved(box: Box, way: _Way, width: float, height: float) -> Box:
    (x0, y0), (x1, y1) = way.of(box[0], box[1]), way.of(box[2], box[3])
    across = [round(min(width, max(0.0, x)), 2) for x in (x0, x1)]
    down = [round(min(height, max(0.0, y)), 2) for y in (y0, y1)]
    return across[0], down[0], across[1], down[1]


def _shared(theirs: Sequence[Word], ours: Sequence[Word]) -> list[tuple[Point, Point]]:
    """The middles (theirs, ours) of the longer words that stand exactly once on both, spread over the page."""
    one, other = _single(theirs), _single(ours)
    common = [(middle, other[text]) for text, middle in one.items() if text in other]
    return common[:: max(1, -(-len(common) // _MOST))]


def _single(words: Sequence[Word]) -> dict[str, Point]:
    counts = Counter(word.text for word in words)
    middles = {}
    for word in words:
        box = _box(word)
        if box is not None and counts[word.text] == 1 and len(word.text) > 3:
            middles[word.text] = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return middles


def _fitted(shared: Sequence[tuple[Point, Point]]) -> _Way | None:
    """The scale and shift that most pairs of words agree on (Theil 1950, Sen 1968), across and down by themselves."""
    across = _line([(theirs[0], ours[0]) for theirs, ours in shared])
    down = _line([(theirs[1], ours[1]) for theirs, ours in shared])
    return _Way(across, down) if across and down else None


def _line(points: Sequence[Point]) -> Point | None:
    least = _APART * (max(x for x, _ in points) - min(x for x, _ in points))
    slopes = [
        (there - here) / (x - at)
        for number, (at, here) in enumerate(points)
        for x, there in points[number + 1 :]
        if abs(x - at) > max(least, 1.0)
    ]
    if not slopes:
        return None
    slope = median(slopes)
    if not _SCALES[0] <= slope <= _SCALES[1]:
        return None
    return slope, median(y - slope * x for x, y in points)


def _distance(way: _Way, shared: Sequence[tuple[Point, Point]]) -> float:
    """How far from our words theirs would stand, in points: half of them further, half of them less."""
    moved = ((way.of(*theirs), ours) for theirs, ours in shared)
    return median(max(abs(there[0] - ours[0]), abs(there[1] - ours[1])) for there, ours in moved)
