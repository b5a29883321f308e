"""Words, numbers and addresses that a line end broke (*avstavning*): what to leave out to read them whole.

The page's text stays as it was read; the spans found here are left out only where it is named and indexed. In
"hante-\\nring" that is the hyphen and the line break; in "Britt-\\nMarie" or "2019-\\n0440" the line break alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.layout.broken_address import is_broken_address
from ingest.layout.broken_word import Cut, cut_of
from ingest.page_text import WORD
from ingest.raw_page import Box

Span = tuple[int, int]

_HYPHENS: Final = "-\u2010\u2011\u00ac\u00ad"
_LINE_END: Final = re.compile(r"(?<=\S)\n{1,2}(?=\S)")
_IN_CELL: Final = re.compile(rf"(?<=[^\W\d_][{_HYPHENS}])[ ](?=[^\W\d_])")  # a cell's lines are written as one
_LAST: Final = re.compile(r"[^\W_]+$")
_FIRST: Final = re.compile(r"[^\W_]+")
_FURTHEST: Final = 3.0  # line heights down to the line that goes on
_LONGEST: Final = 60  # characters of a half: longer runs are no words


def joins_of(text: str, boxes: Sequence[Box] | None = None) -> tuple[Span, ...]:
    """The spans of ``text`` that line ends put into words, in order and apart.

    ``boxes`` (one a word, as of :class:`ingest.raw_page.RawPage`) tell whether the next line really goes on from here.
    The dictionary (0.7 s to load) is asked only where a line ends in a hyphen.
    """
    places = _Places(text, boxes)
    return tuple(_apart([*_at_line_ends(text, places), *_in_cells(text, places)]))


def _at_line_ends(text: str, places: _Places) -> Iterator[Span]:
    for match in _LINE_END.finditer(text):
        start, end = match.span()
        if text[start - 1] in _HYPHENS:
            yield from _cut(text, start, end, goes_on=places.go_on(start, end) and end - start == 1)
        elif end - start == 1 and is_broken_address(*_runs(text, start, end)):
            yield start, end


def _in_cells(text: str, places: _Places) -> Iterator[Span]:
    if places.known:
        for match in _IN_CELL.finditer(text):
            if places.is_lower(*match.span()):
                yield from _cut(text, *match.span(), goes_on=True)


def _cut(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[Span]:
    """What to leave out where a hyphen stands before the break at ``start``."""
    tail, head = _runs(text, start, end)
    if is_broken_address(tail, head):
        yield start, end
        return
    first, second = _LAST.search(tail[:-1]), _FIRST.match(head)
    if not first or not second:
        return
    match cut_of(first[0], tail[-1], second[0], text, is_sure=goes_on):
        case Cut.BREAK:
            yield start, end
        case Cut.HYPHEN:
            yield start - 1, end
        case Cut.LETTER:
            yield start - 2, end


def _runs(text: str, start: int, end: int) -> tuple[str, str]:
    """The runs of non-space characters before and after a break, as far as a word may reach."""
    before = text[max(0, start - _LONGEST) : start].split()
    after = text[end : end + _LONGEST].split()
    return (before[-1] if before else ""), (after[0] if after else "")


def _apart(spans: list[Span]) -> Iterator[Span]:
    """In order, without those that would touch the one before: a word broken after one letter is none."""
    last = -1
    for start, end in sorted(spans):
        if start > last:
            yield start, end
            last = end


class _Places:
    """Where the words around a break stand on the page; without boxes, each line goes on in the next."""

    def __init__(self, text: str, boxes: Sequence[Box] | None) -> None:
        self.known = boxes is not None
        self._text, self._boxes = text, boxes or ()
        self._at: dict[int, int] | None = None

    def _pair(self, start: int, end: int) -> tuple[Box, Box]:
        if self._at is None:
            self._at = {match.start(): index for index, match in enumerate(WORD.finditer(self._text))}
        after = self._at[end]
        return self._boxes[after - 1], self._boxes[after]

    def go_on(self, start: int, end: int) -> bool:
        """Whether the word after the break begins the line below, or stands further left on it."""
        if not self.known:
            return True
        first, second = self._pair(start, end)
        height = first[3] - first[1]
        return second[0] < first[2] and -height / 2 < second[1] - first[1] < _FURTHEST * max(height, 1.0)

    def is_lower(self, start: int, end: int) -> bool:
        first, second = self._pair(start, end)
        return second[1] >= (first[1] + first[3]) / 2 and second[0] < first[2]
