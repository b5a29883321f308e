"""The order in which a page's lines are read (*läsordning*), its tables row by row, its forms label by label.

What pdfium and Tesseract have in the right order stays as it is: only what is clearly otherwise is moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.layout.aligned_tables import aligned_tables
from ingest.layout.columns import in_column_order
from ingest.layout.forms import pairs_of
from ingest.layout.grid_tables import grid_tables
from ingest.layout.rulings import NO_RULINGS, Rulings
from ingest.layout.table import Table
from ingest.page_text import Part, Row
from ingest.raw_page import Line, PlacedWord, is_sideways

_MOST_WORDS: Final = 20_000  # of a page that is looked at: a drawing or a listing in tiny print has more
_SIDE_BY_SIDE: Final = 0.4  # of the lower line's height


def arranged(lines: Sequence[Line], rulings: Rulings = NO_RULINGS) -> list[Part]:
    """The lines in reading order, those of tables and forms as rows and pairs. Each word stays, once."""
    if is_sideways(lines) or sum(map(len, lines)) > _MOST_WORDS:
        return list(lines)
    tables = grid_tables(lines, rulings)
    rest = _without(lines, (word for table in tables for word in table.words))
    tables += aligned_tables(rest, rulings.across)
    if not tables:
        lines = _from_the_top(in_column_order(lines))
    tabled = [word for table in tables for word in table.words]
    pairs = [([*pair.key, *pair.value], [pair]) for pair in pairs_of(_without(lines, tabled))]
    return list(_woven(lines, [*_numbered(lines, tables), *pairs]))


Claim = tuple[Sequence[PlacedWord], Sequence[Part]]
"""Words of the page, and the parts that stand in their place."""


def _without(lines: Sequence[Line], words: Iterable[PlacedWord]) -> list[Line]:
    """The lines without these words, as many as before. Words are told apart by identity: some stand there twice."""
    taken = set(map(id, words))
    return [tuple(word for word in line if id(word) not in taken) for line in lines] if taken else list(lines)


def _numbered(lines: Sequence[Line], tables: Iterable[Table]) -> Iterator[tuple[list[PlacedWord], list[Row]]]:
    """The tables, numbered as they come on the page."""
    place = {id(word): at for at, line in enumerate(lines) for word in line}
    first = sorted(tables, key=lambda table: min(place[id(word)] for word in table.words))
    for number, table in enumerate(first, 1):
        yield table.words, table.as_rows(number)


def _woven(lines: Sequence[Line], claims: Sequence[Claim]) -> Iterator[Part]:
    """The lines, with each claim's parts where its first word stood."""
    claim_of = {id(word): number for number, (words, _) in enumerate(claims) for word in words}
    written: set[int] = set()
    for line in lines:
        rest: list[PlacedWord] = []
        for word in line:
            number = claim_of.get(id(word))
            if number is None:
                rest.append(word)
            elif number not in written:
                if rest:
                    yield tuple(rest)
                rest = []
                written.add(number)
                yield from claims[number][1]
        if rest or not line:
            yield tuple(rest)


def _from_the_top(lines: list[Line]) -> list[Line]:
    """The lines by height where no two stand side by side: some files draw the foot of the page first."""
    places = [(min(word.y0 for word in line), max(word.y1 for word in line)) for line in lines if line]
    if len(places) < len(lines) or places == sorted(places) or _any_beside(sorted(places)):
        return lines
    return [line for _, line in sorted(zip(places, lines, strict=True), key=lambda each: each[0])]


def _any_beside(places: Sequence[tuple[float, float]]) -> bool:
    return any(
        min(one[1], other[1]) - other[0] > _SIDE_BY_SIDE * min(one[1] - one[0], other[1] - other[0])
        for one, other in pairwise(places)
    )
