"""Two readings of one page joined: word by word, what is surer and what is Swedish stays.

Noise is not read the same twice: what only one reading has is kept only where it is sure or a known word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.raw_page import Line, PlacedWord

Likeness = Callable[[str], float]
"""How much a word is one, 0–1."""
_SAME_LINE: Final = 0.5  # of the lower box's height that two words on one line share
_SAME_PLACE: Final = 0.3  # of the narrower box's width
_KNOWN: Final = 0.25  # what a dictionary word is worth, in confidence
_ALONE: Final = 0.40  # confidence of a word that one reading alone has
_ALONE_UNKNOWN: Final = 0.70
_STAYS: Final = 0.04  # by how much the other reading must be better


@dataclass(slots=True)
class _Place:
    """Words of both readings that stand in one place; ``line`` is the index of the first reading's line."""

    line: int
    first: list[PlacedWord]
    second: list[PlacedWord]


def joined(first: Sequence[Line], second: Sequence[Line], likeness: Likeness) -> tuple[Line, ...]:
    """The lines of the ``first`` reading, each word the better of the two; what the ``second`` alone has, put in."""
    places, left = _places(first, second)
    lines: list[list[PlacedWord]] = [[] for _ in first]
    for place in places:
        lines[place.line].extend(_better(place, likeness))
    new: list[list[PlacedWord]] = []
    for word in left:
        if is_believed(word, likeness):
            _put_in(lines, new, word)
    kept = [_in_order(line) for line in lines]
    return tuple(_woven([line for index, line in enumerate(kept) if line or not first[index]], new))


def _in_order(line: Sequence[PlacedWord]) -> Line:
    return tuple(sorted(line, key=lambda word: word.x0))


def _woven(lines: list[Line], new: Sequence[Sequence[PlacedWord]]) -> list[Line]:
    """``lines`` with each of the ``new`` after the nearest line above it in its column."""
    for line in map(_in_order, new):
        above = [index for index, each in enumerate(lines) if each and _is_above(each, line)]
        lines.insert(max(above, key=lambda index: lines[index][0].y1) + 1 if above else 0, line)
    return lines


def _places(first: Sequence[Line], second: Sequence[Line]) -> tuple[list[_Place], list[PlacedWord]]:
    others = sorted((word for line in second for word in line), key=lambda word: word.y0)
    places: list[_Place] = []
    owner: dict[int, _Place] = {}
    for number, line in enumerate(first):
        for word in sorted(line, key=lambda word: word.x0):
            touching = [index for index, other in enumerate(others) if _same_place(word, other)]
            place = next((owner[index] for index in touching if index in owner and owner[index].line == number), None)
            if place is None:
                place = _Place(number, [], [])
                places.append(place)
            place.first.append(word)
            for index in touching:
                if index not in owner:
                    owner[index] = place
                    place.second.append(others[index])
    return places, [other for index, other in enumerate(others) if index not in owner]


def _same_place(word: PlacedWord, other: PlacedWord) -> bool:
    down = min(word.y1, other.y1) - max(word.y0, other.y0)
    if down < _SAME_LINE * min(word.y1 - word.y0, other.y1 - other.y0):
        return False
    across = min(word.x1, other.x1) - max(word.x0, other.x0)
    return across >= _SAME_PLACE * min(word.x1 - word.x0, other.x1 - other.x0)


def _better(place: _Place, likeness: Likeness) -> list[PlacedWord]:
    if not place.second:
        return [word for word in place.first if is_believed(word, likeness)]
    second = sorted(place.second, key=lambda word: word.x0)
    if _worth(second, likeness) > _worth(place.first, likeness) + _STAYS:
        return second
    return place.first


def _worth(words: Sequence[PlacedWord], likeness: Likeness) -> float:
    """The mean, weighted by letters, of how sure each word is and whether it is a word."""
    total = sum(len(word.text) for word in words)
    return sum(len(word.text) * (word.confidence + _KNOWN * likeness(word.text)) for word in words) / max(1, total)


def is_believed(word: PlacedWord, likeness: Likeness) -> bool:
    """Whether a word that one reading alone has is sure enough to be kept."""
    return word.confidence >= (_ALONE if likeness(word.text) else _ALONE_UNKNOWN)


def _put_in(lines: list[list[PlacedWord]], new: list[list[PlacedWord]], word: PlacedWord) -> None:
    """Adds ``word`` to the line that it stands on, or to one of the ``new`` lines."""
    for line in (*lines, *new):
        if line and on_line(word, line):
            line.append(word)
            return
    new.append([word])


def on_line(word: PlacedWord, line: Sequence[PlacedWord]) -> bool:
    """Whether ``word`` stands on a line, no further from its words than a wide space."""
    near = min(line, key=lambda each: abs(each.x0 + each.x1 - word.x0 - word.x1))
    height = max(1.0, min(near.y1 - near.y0, word.y1 - word.y0))
    gap = max(near.x0 - word.x1, word.x0 - near.x1)
    return min(near.y1, word.y1) - max(near.y0, word.y0) >= _SAME_LINE * height and gap < 3 * height


def _is_above(line: Line, other: Line) -> bool:
    return line[0].y1 <= other[0].y1 and line[0].x0 <= other[-1].x1 and line[-1].x1 >= other[0].x0
