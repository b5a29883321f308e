"""The boxes that cover what is masked on a page's picture, and the words that go with them.

A box is put together from what stays and from the page's own measures, not from what it covers: its left edge is
where the word before it ends, its right edge where the line or cell ends (or the next of coarse steps), its height
that of the page's lines. So its size is the same whatever name it covers, as long as the name keeps to its lines
(docs/decisions/0082-masked-copies.md says what is left to tell).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from models.document import Page
from models.redaction import Mask, Place, Reach
from search.redacting.rows import Placed, Row, Segment, placed, rows

STEP: Final = 72.0
"""Points: an inch, some thirteen letters of print."""
_AIR: Final = 1.0  # points between a word and a box beside it
_GRID: Final = 8.0  # of left edges where nothing stands before
_ALIGNED: Final = 2.0  # points between the left edges of two lines that begin at one
_LEVEL: Final = 0.5  # of the lower one's height that is in common to what stands beside each other
_UPRIGHT: Final = 2.0  # of tops and bottoms: letters with tails and without are one
_MARGIN: Final = 36.0  # of a page on which nothing says how wide its text is
_SIZE: Final = 12.0  # of a line where no other is
_RUNNING: Final = 4  # words of a line that is sure to have letters with tails
_TOUCHED: Final = 0.35  # of a word's height that a box of a line covers before the word counts as its own
_SPLINTER: Final = 0.1  # the same of an area that somebody drew


@dataclass(frozen=True, slots=True)
class Box:
    """Points from the page's top left; ``provisions`` in order."""

    x0: float
    y0: float
    x1: float
    y1: float
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covering:
    """What covers a page. ``out`` are the places (among the page's words) of all words that do not stay; ``cut`` the
    boxes of those that only partly lie under a box, whose rest is wiped away."""

    boxes: tuple[Box, ...]
    out: frozenset[int]
    cut: tuple[tuple[float, float, float, float], ...] = ()


def covering(page: Page, masks: Iterable[Mask], reach: Reach) -> Covering:
    """What covers the masks of this page. A span that has no box on the picture costs the whole page."""
    mine = [mask for mask in masks if mask.place.page == page.number]
    words = placed(page)
    whole = {mask.provision for mask in mine if mask.place.is_page or _unplaced(page, mask.place)}
    if whole:
        every = Box(0.0, 0.0, page.width or 595.0, page.height or 842.0, tuple(sorted(whole)))
        return Covering((every,), frozenset(range(len(page.words))))
    hidden = _hidden(words, mine)
    lines = rows(page, words)
    boxes = [box for line in lines for box in _of_line(page, line, lines, hidden, reach)]
    drawn = [Box(*mask.place.area, (mask.provision,)) for mask in mine if mask.place.is_area]
    touched = [word for word in words if _touches(word, boxes, _TOUCHED) or _touches(word, drawn, _SPLINTER)]
    cut = [(each.x0, each.y0, each.x1, each.y1) for each in touched if not _within(each, [*boxes, *drawn])]
    unseen = {at for at, word in enumerate(page.words) if word.x0 is None and _is_masked(word.start, word.end, mine)}
    return Covering((*boxes, *drawn), frozenset({each.at for each in touched} | set(hidden) | unseen), tuple(cut))


def _unplaced(page: Page, place: Place) -> bool:
    """Whether some letter of the span has no word with a box."""
    if not place.is_span:
        return False
    left = {at for at in range(*place.span) if at < len(page.text) and not page.text[at].isspace()}
    for word in page.words:
        if word.x0 is not None and word.start < place.span[1] and word.end > place.span[0]:
            left.difference_update(range(word.start, word.end))
    return bool(left)


def _hidden(words: Sequence[Placed], masks: Sequence[Mask]) -> dict[int, str]:
    """The masked words, each with its provision; a span covers every word that it touches, whole."""
    spans = [mask for mask in masks if mask.place.is_span]
    return {
        each.at: mask.provision
        for mask in spans
        for each in words
        if each.word.start < mask.place.span[1] and each.word.end > mask.place.span[0]
    }


def _is_masked(start: int, end: int, masks: Sequence[Mask]) -> bool:
    return any(start < mask.place.span[1] and end > mask.place.span[0] for mask in masks if mask.place.is_span)


def _of_line(page: Page, line: Row, lines: Sequence[Row], hidden: dict[int, str], reach: Reach) -> Iterable[Box]:
    if all(word.at not in hidden for word in line.words):
        return
    band = _band(line, lines, hidden)
    if reach is Reach.LINE:
        yield from _to_the_ends(page, line, lines, hidden, band)
        return
    for segment in line.segments:
        if masked := [word for word in segment.words if word.at in hidden]:
            yield from _stepped(page, segment, masked, lines, hidden, band)


def _to_the_ends(
    page: Page, line: Row, lines: Sequence[Row], hidden: dict[int, str], band: tuple[float, float]
) -> list[Box]:
    """A box for each segment, from what is masked in it to its end. One that begins where its length says, beside
    another, goes together with it."""
    boxes: list[Box] = []
    beside = False
    for segment in line.segments:
        masked = [word for word in segment.words if word.at in hidden]
        if masked:
            right, by = _right(page, segment, lines, hidden, band), _provisions(masked, hidden)
            if beside and masked[0] is segment.words[0] and not _is_aligned(masked[0], lines, hidden):
                before = boxes.pop()
                boxes.append(Box(before.x0, band[0], right, band[1], tuple(sorted({*before.provisions, *by}))))
            else:
                boxes.append(Box(_left(segment, masked[0], lines, hidden, band), band[0], right, band[1], by))
        beside = bool(masked)
    return boxes


def _provisions(masked: Sequence[Placed], hidden: dict[int, str]) -> tuple[str, ...]:
    return tuple(sorted({hidden[word.at] for word in masked}))


def _band(line: Row, lines: Sequence[Row], hidden: dict[int, str]) -> tuple[float, float]:
    """Top and bottom: from the top of the line's words, as high as lines of the page that are not masked, in steps; so
    that names with tails below the line are as those without."""
    others = _untouched(lines, hidden)
    usual = [_height(each) for each in others if len(each.words) >= _RUNNING] or [_height(each) for each in others]
    top = math.floor((min(word.y0 for word in line.words) - _AIR) / _UPRIGHT) * _UPRIGHT
    masked = max(word.y1 for word in line.words if word.at in hidden)
    bottom = max(top + _AIR + (median(usual) if usual else _SIZE), masked) + _AIR
    return top, math.ceil(bottom / _UPRIGHT) * _UPRIGHT


def _height(line: Row) -> float:
    return max(word.y1 for word in line.words) - min(word.y0 for word in line.words)


def _untouched(lines: Sequence[Row], hidden: dict[int, str]) -> list[Row]:
    return [line for line in lines if all(word.at not in hidden for word in line.words)]


def _left(
    segment: Segment, first: Placed, lines: Sequence[Row], hidden: dict[int, str], band: tuple[float, float]
) -> float:
    """Where the word before it ends. Where none does: on a grid, if other lines begin there too; but in the middle or
    to the right a longer name begins further to the left, so there it is where what stands to the left ends, or at the
    margin."""
    ends = [word.x1 for word in segment.words if word.at not in hidden and word.x0 < first.x0][-1:]
    if not ends and _is_aligned(first, lines, hidden):
        return _on_grid(first.x0)
    if not ends:
        level = [word for line in lines for word in line.words if word.at not in hidden and _is_level(word, band)]
        ends = [word.x1 for word in level if word.x1 <= first.x0]
    if ends:
        return min(max(ends) + _AIR, first.x0 - _AIR)
    margin = min((word.x0 for line in _untouched(lines, hidden) for word in line.words), default=_MARGIN)
    return _on_grid(min(margin, first.x0))


def _on_grid(x: float) -> float:
    return min(x, max(0.0, math.floor((x - _AIR) / _GRID) * _GRID))  # a page may have words beside it


def _is_aligned(first: Placed, lines: Sequence[Row], hidden: dict[int, str]) -> bool:
    """Whether what is not masked begins there as well, above or below."""
    return any(
        abs(segment.words[0].x0 - first.x0) <= _ALIGNED
        for line in _untouched(lines, hidden)
        for segment in line.segments
    )


def _right(
    page: Page, segment: Segment, lines: Sequence[Row], hidden: dict[int, str], band: tuple[float, float]
) -> float:
    """Where the line ends: at what stands to the right of it, or where the text of the other lines does."""
    last, (_, limit) = segment.words[-1], _limits(segment, lines, band)
    if limit is not None:
        return max(last.x1 + _AIR, limit - _AIR)
    untouched = [word for line in _untouched(lines, hidden) for word in line.words]
    width = page.width or 595.0
    margin = width - min((word.x0 for word in untouched), default=_MARGIN)  # as wide as the left one
    usual = max(margin, *(word.x1 for word in untouched)) if untouched else margin
    return usual if last.x1 <= usual else max(width, last.x1)


def _limits(segment: Segment, lines: Sequence[Row], band: tuple[float, float]) -> tuple[float, float | None]:
    """At this height, where what stands to the left of the segment ends, and where what stands to the right begins."""
    own = {word.at for word in segment.words}
    near = [word for line in lines for word in line.words if word.at not in own and _is_level(word, band)]
    left = [word.x1 for word in near if word.x1 <= segment.words[0].x0]
    right = [word.x0 for word in near if word.x0 >= segment.words[-1].x1]
    return max(left, default=0.0), min(right, default=None)


def _stepped(
    page: Page,
    segment: Segment,
    masked: Sequence[Placed],
    lines: Sequence[Row],
    hidden: dict[int, str],
    band: tuple[float, float],
) -> Iterable[Box]:
    """A box in steps around each run of masked words; those that meet are one."""
    runs: list[tuple[float, float, list[Placed]]] = []
    for word in masked:
        left = math.floor((word.x0 - _AIR) / STEP) * STEP
        right = math.ceil((word.x1 + _AIR) / STEP) * STEP
        if runs and left <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], right), [*runs[-1][2], word])
        else:
            runs.append((left, right, [word]))
    least, limit = _limits(segment, lines, band)
    most = limit - _AIR if limit is not None else page.width or runs[-1][1]
    for left, right, some in runs:
        x0, x1 = max(left, least), min(right, most)
        yield Box(min(x0, some[0].x0), band[0], max(x1, some[-1].x1), band[1], _provisions(some, hidden))


def _is_level(word: Placed, band: tuple[float, float]) -> bool:
    """Whether the word stands at this height; not where lines that are set close reach into each other."""
    least = min(word.height, band[1] - band[0])
    return min(word.y1, band[1]) - max(word.y0, band[0]) > _LEVEL * least


def _shared(word: Placed, band: tuple[float, float]) -> float:
    """The part of the word's height that lies in the band."""
    return (min(word.y1, band[1]) - max(word.y0, band[0])) / max(word.height, 0.1)


def _touches(word: Placed, boxes: Iterable[Box], least: float) -> bool:
    return any(
        min(word.x1, box.x1) - max(word.x0, box.x0) > _AIR / 2 and _shared(word, (box.y0, box.y1)) > least
        for box in boxes
    )


def _within(word: Placed, boxes: Iterable[Box]) -> bool:
    return any(box.x0 <= word.x0 and word.x1 <= box.x1 and box.y0 <= word.y0 and word.y1 <= box.y1 for box in boxes)
