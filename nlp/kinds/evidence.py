"""What rules see of a paper: its heading, the cue words of its text, its file's name; each a number for each kind."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from nlp.kinds.cues import CUES, FILE_NAMES, Cue

HEAD: Final = 1_200
"""Code points of the first page where a paper says what it is."""
BODY: Final = 6_000
"""Code points after which more text says nothing new about the kind."""
_HEAD_FACTOR: Final = 3.0
_REPEATS: Final = 2
"""A cue counts at most so often: a judgment that quotes a memo many times is still a judgment."""
_LINES: Final = 16
"""Lines from the top among which a heading is looked for: below a letterhead and its particulars."""
_HEADING: Final = 110
"""Code points of a line that may be a heading."""
_LATER: Final = 0.94
"""What a heading is worth a line further down."""
_PARTICULAR: Final = 0.4
"""What a heading is worth that is a particular's label or the head of a column: it names a field, not the paper."""
_SECTION: Final = 0.5
"""What a lone word is worth further down than :data:`_TITLES` lines: it heads a section, not the paper."""
_FIRST, _TITLES = 2, 6
"""The first lines may be a title with a colon."""
_FIELD: Final = re.compile(r"[\w ]{0,20}[ ]?(?::|\t)|[^\t]*\t[^\t]+\t")
_FILE: Final = Path(__file__).with_name("headings.txt")


class Evidence(NamedTuple):
    """Numbers by kind (a kind that is missing has 0), and the words that told most for each kind."""

    heading: Mapping[str, float]
    cues: Mapping[str, float]
    name: Mapping[str, float]
    told: Mapping[str, str]


class _Heading(NamedTuple):
    kind: str
    weight: float
    pattern: re.Pattern[str]


class _Said(NamedTuple):
    """A rule that was met: what it is worth and the words."""

    kind: str
    weight: float
    words: str


def evidence(text: str, name: str) -> Evidence:
    """What the rules see of a paper's ``text`` and of its file's ``name``."""
    headings, cues, names = list(_headings(text)), list(_cues(text[:BODY])), list(_names(name))
    told = _words(names) | _words(cues) | _words(headings)  # a heading tells before a cue, a cue before a name
    return Evidence(_strongest(headings), _summed(cues), _strongest(names), told)


def _words(found: list[_Said]) -> dict[str, str]:
    """The words of the weightiest rule for each kind."""
    return {said.kind: said.words for said in sorted(found, key=lambda one: one.weight)}


def _strongest(found: list[_Said]) -> dict[str, float]:
    strongest: dict[str, float] = {}
    for said in found:
        strongest[said.kind] = max(strongest.get(said.kind, 0.0), said.weight)
    return strongest


def _summed(found: list[_Said]) -> dict[str, float]:
    """The logarithm of one more than the sum: the tenth cue says less than the first."""
    sums: dict[str, float] = {}
    for said in found:
        sums[said.kind] = sums.get(said.kind, 0.0) + said.weight
    return {kind: math.log1p(total) for kind, total in sums.items()}


@cache
def _table() -> tuple[_Heading, ...]:
    rows = (line.split(" ", 2) for line in _FILE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(
        _Heading(kind, float(weight), re.compile(rf"(?<!\w)(?:{pattern})", re.I)) for kind, weight, pattern in rows
    )


def _headings(text: str) -> Iterator[_Said]:
    lines = (line.strip() for line in text[: 4 * HEAD].split("\n"))
    for place, line in enumerate(islice((line for line in lines if line), _LINES)):
        for one in _table() if len(line) <= _HEADING else ():
            if match := one.pattern.search(line):
                # A heading says it at its beginning; a line that only mentions it further on says less.
                early = 1.0 if match.start() < 3 else 0.7
                worth = one.weight * early * _LATER**place * _standing(line, match, place)
                # Not the whole line: it may name somebody.
                yield _Said(one.kind, worth, f"rubriken ”{_quoted(match)}”")


def _standing(line: str, match: re.Match[str], place: int) -> float:
    """How much a line's form lets it be the paper's own heading."""
    if place >= _FIRST and _FIELD.match(line, match.end()):
        return _PARTICULAR
    return _SECTION if place > _TITLES and match.end() - match.start() == len(line) and " " not in line else 1.0


def _quoted(match: re.Match[str]) -> str:
    return " ".join(match.group().split())[:80]


def _cues(text: str) -> Iterator[_Said]:
    for cue in CUES:
        yield from _of_cue(text, cue)


def _of_cue(text: str, cue: Cue) -> Iterator[_Said]:
    for count, match in enumerate(islice(cue.pattern.finditer(text), _REPEATS)):
        in_head = match.start() < HEAD
        if cue.head_only and not in_head:
            break
        first = cue.weight * _HEAD_FACTOR if in_head else cue.weight
        yield _Said(cue.kind, first if count == 0 else cue.weight / 2, f"orden ”{_quoted(match)}”")


def _names(name: str) -> Iterator[_Said]:
    spoken = re.sub(r"[\W\d_]+", " ", name).strip()
    for kind, pattern in FILE_NAMES if spoken else ():
        if match := re.search(pattern, spoken, re.IGNORECASE):
            yield _Said(kind, 1.0, f"”{_quoted(match)}” i filnamnet")
