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
from typing import Final

from models.document import Page
from models.redaction import Mask, Place, Reach
from search.redacting.bands import band_of
from search.redacting.edges import AIR, is_aligned, left_edge, limits, right_edge
from search.redacting.leaning import lean, upright
from search.redacting.rows import Placed, Row, Segment, placed, rows

STEP: Final = 72.0
"""Points: an inch, some thirteen letters of print."""
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
    hidden = _hidden(page, mine)
    slope = lean(page, hidden)
    words = placed(page, slope)
    whole = {mask.provision for mask in mine if mask.place.is_page or _unplaced(page, mask.place)}
    if whole:
        every = Box(0.0, 0.0, page.width or 595.0, page.height or 842.0, tuple(sorted(whole)))
        return Covering((every,), frozenset(range(len(page.words))))
    lines = rows(page, words)
    boxes = [upright(box, slope) for line in lines for box in _of_line(page, line, lines, hidden, reach)]
    drawn = [Box(*mask.place.area, (mask.provision,)) for mask in mine if mask.place.is_area]
    shown = [upright(word, slope) for word in words]
    touched = [word for word in shown if _touches(word, boxes, _TOUCHED) or _touches(word, drawn, _SPLINTER)]
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


def _hidden(page: Page, masks: Sequence[Mask]) -> dict[int, str]:
    """The masked words that lie on the picture, each with its provision; a span covers every word that it touches,
    whole."""
    return {
        at: mask.provision
        for mask in masks
        for at, word in enumerate(page.words)
        if mask.place.is_span and word.x0 is not None
        and word.start < mask.place.span[1] and word.end > mask.place.span[0]
    }  # fmt: skip


def _is_masked(start: int, end: int, masks: Sequence[Mask]) -> bool:
    return any(start < mask.place.span[1] and end > mask.place.span[0] for mask in masks if mask.place.is_span)


def _of_line(page: Page, line: Row, lines: Sequence[Row], hidden: dict[int, str], reach: Reach) -> Iterable[Box]:
    if all(word.at not in hidden for word in line.words):
        return
    band = band_of(line, lines, hidden)
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
            right, by = right_edge(page, segment, lines, hidden, band), _provisions(masked, hidden)
            if beside and masked[0] is segment.words[0] and not is_aligned(masked[0], lines, hidden):
                before = boxes.pop()
                boxes.append(Box(before.x0, band[0], right, band[1], tuple(sorted({*before.provisions, *by}))))
            else:
                boxes.append(Box(left_edge(segment, masked[0], lines, hidden, band), band[0], right, band[1], by))
        beside = bool(masked)
    return boxes


def _provisions(masked: Sequence[Placed], hidden: dict[int, str]) -> tuple[str, ...]:
    return tuple(sorted({hidden[word.at] for word in masked}))


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
        left = math.floor((word.x0 - AIR) / STEP) * STEP
        right = math.ceil((word.x1 + AIR) / STEP) * STEP
        if runs and left <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], right), [*runs[-1][2], word])
        else:
            runs.append((left, right, [word]))
    least, limit = limits(segment, lines, band)
    most = limit - AIR if limit is not None else page.width or runs[-1][1]
    for left, right, some in runs:
        x0, x1 = max(left, least), min(right, most)
        yield Box(min(x0, some[0].x0), band[0], max(x1, some[-1].x1), band[1], _provisions(some, hidden))


def _shared(word: Placed, band: tuple[float, float]) -> float:
    """The part of the word's height that lies in the band."""
    return (min(word.y1, band[1]) - max(word.y0, band[0])) / max(word.height, 0.1)


def _touches(word: Placed, boxes: Iterable[Box], least: float) -> bool:
    return any(
        min(word.x1, box.x1) - max(word.x0, box.x0) > AIR / 2 and _shared(word, (box.y0, box.y1)) > least
        for box in boxes
    )


def _within(word: Placed, boxes: Iterable[Box]) -> bool:
    return any(box.x0 <= word.x0 and word.x1 <= box.x1 and box.y0 <= word.y0 and word.y1 <= box.y1 for box in boxes)
