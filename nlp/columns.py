"""Columns of tables (*kolumner*): under which heading a number stands, for rules to read it as a cue word.

A row is a line whose cells are parted by a tab, by ``|`` or by three spaces and more: how readers write rows, and how
people draw them in plain text. A heading row has no digits, but for the year in "Budget 2027"; it holds for the rows
below it that have as many cells, until another takes its place or the table is over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

_PARTED: Final = re.compile(r"\t| ?\| ?| {3,}")
_DIGIT: Final = re.compile(r"\d")
_YEAR: Final = re.compile(r"(?<=[^\W\d] )(?:19|20)\d\d(?=\s*(?:\t|\||\Z| {3}))")  # "Budget 2027"
_RULER: Final = re.compile(r"[\s|:=+_-]*\Z")  # |---|---|
_LONGEST_HEADING: Final = 40  # code points: what is longer is a sentence
_BROKEN: Final = 2  # lines without cells that a row's own line breaks may leave before a table is over
_FEWEST: Final = 2  # cells of a row
_Spans = tuple[tuple[int, int], ...]


class Cell(NamedTuple):
    """One cell, ``text[start:end]``: its ``heading`` in lower case (empty: none), the ``label`` that begins its row,
    its ``number`` there of ``width`` cells, and all ``headings`` of the table."""

    start: int
    end: int
    heading: str
    label: str
    number: int
    width: int
    headings: tuple[str, ...]


class _Row(NamedTuple):
    start: int
    line: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows of a text, in its order."""

    starts: tuple[int, ...]
    rows: tuple[_Row, ...]

    def at(self, place: int) -> Cell | None:
        """The cell that holds ``text[place]``, or None outside tables. Takes O(log n)."""
        number = bisect_right(self.starts, place) - 1
        if number < 0 or place > self.starts[number] + len(self.rows[number].line):
            return None
        start, line, headings = self.rows[number]
        spans = _spans(line)
        at = bisect_right(spans, (place - start, len(line))) - 1
        if at < 0 or place - start >= spans[at][1]:
            return None
        title = headings[at] if len(headings) == len(spans) else ""
        label = line[spans[0][0] : spans[0][1]].strip(" :*").lower()
        return Cell(start + spans[at][0], start + spans[at][1], title, label, at, len(spans), headings)


def heading(text: str, place: int) -> str:
    """The heading over ``text[place]`` in lower case; empty where it stands in no table or under none."""
    cell = columns(text).at(place)
    return "" if cell is None else cell.heading


@lru_cache(maxsize=4)
def columns(text: str) -> Columns:
    """The rows of a page's text. Kept for the rules that ask in turn about one page."""
    rows = tuple(_rows(text))
    return Columns(tuple(row.start for row in rows), rows)


def _rows(text: str) -> Iterator[_Row]:
    headings: tuple[str, ...] = ()
    start, outside = 0, 0
    for line in text.split("\n"):
        if _PARTED.search(line) is None or len(_spans(line)) < _FEWEST:
            outside += 1
            if outside > _BROKEN:
                headings = ()
        elif not _RULER.match(line):
            outside = 0
            if _is_heading(line):
                headings = tuple(line[left:right].strip(" *").lower() for left, right in _spans(line))
            yield _Row(start, line, headings)
        start += len(line) + 1


@lru_cache(maxsize=8)
def _spans(line: str) -> _Spans:
    """The cells of a line; a drawn frame's outer strokes are no cells."""
    spans, left = [], 0
    for mark in _PARTED.finditer(line):
        spans.append((left, mark.start()))
        left = mark.end()
    spans.append((left, len(line)))
    if "|" in line:
        spans = spans[1:] if spans[0][0] == spans[0][1] else spans
        spans = spans[:-1] if spans and spans[-1][0] == spans[-1][1] else spans
    return tuple(spans)


def _is_heading(line: str) -> bool:
    if _DIGIT.search(_YEAR.sub("", line)):
        return False
    filled = [right - left for left, right in _spans(line) if line[left:right].strip()]
    return len(filled) >= _FEWEST and max(filled) <= _LONGEST_HEADING
