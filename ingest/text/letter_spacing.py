"""Letters set apart ("B E S L U T") put together to words again, by the gaps between them on the page.

Where all gaps of a long run are alike there is no telling where a word ends: such a run is left as it is, and the page
is judged by what is left (``ingest/text/quality.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.raw_page import Line, PlacedWord

_FEWEST: Final = 4  # letters in a run: initials are fewer
_WIDEST: Final = 1.1  # of the letters' height, as a rule: marks in the columns of a table stand further apart
_APART: Final = 3.5  # of their height: what stands further off is no part of the line
_BREAK: Final = 1.5  # times the usual gap within words, where a new word begins
_LONGEST: Final = 24  # letters of one word
_MARKS: Final = ".,:;!?)-"


def close(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with each run of letters set apart as the words it spells."""
    return [tuple(_closed(line)) if _has_run(line) else line for line in lines]


def _has_run(line: Line) -> bool:
    run = 0
    for word in line:
        run = run + 1 if len(word.text) == 1 else 0
        if run >= _FEWEST:
            return True
    return False


def _closed(line: Line) -> Iterator[PlacedWord]:
    run: list[PlacedWord] = []
    for word in line:
        if run and not (_is_letter(word) and _gap(run[-1], word) <= _APART * _height(run)):
            yield from _words_of(run)
            run = []
        if _is_letter(word):
            run.append(word)
        else:
            yield word
    yield from _words_of(run)


def _is_letter(word: PlacedWord) -> bool:
    return len(word.text) == 1 and (word.text.isalnum() or word.text in _MARKS)


def _gap(first: PlacedWord, second: PlacedWord) -> float:
    return second.x0 - first.x1


def _height(run: Sequence[PlacedWord]) -> float:
    return max(word.y1 - word.y0 for word in run)


def _words_of(run: list[PlacedWord]) -> list[PlacedWord]:
    if len(run) < _FEWEST or 2 * sum(word.text.isalpha() for word in run) < len(run):
        return run
    usual = median(_gap(first, second) for first, second in pairwise(run))
    if usual > _WIDEST * _height(run):
        return run
    limit = _BREAK * usual + 0.05 * _height(run)
    parts = [[run[0]]]
    for word in run[1:]:
        if _gap(parts[-1][-1], word) > limit:
            parts.append([])
        parts[-1].append(word)
    if max(map(len, parts)) > _LONGEST or _is_alphabet(run):
        return run
    return [_joined(part) for part in parts]


def _is_alphabet(run: Sequence[PlacedWord]) -> bool:
    """A B C D are the heads of columns, X X X X crosses in a table."""
    codes = [ord(word.text) for word in run]
    steps = {after - before for before, after in pairwise(codes)}
    return steps in ({1}, {0})


def _joined(part: Sequence[PlacedWord]) -> PlacedWord:
    return PlacedWord(
        "".join(word.text for word in part),
        min(word.x0 for word in part),
        min(word.y0 for word in part),
        max(word.x1 for word in part),
        max(word.y1 for word in part),
        min(word.confidence for word in part),
    )
