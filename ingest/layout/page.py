"""One page: its words in lines, as a reader found them → its text, boxes and layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.forms import split_at_colon
from ingest.layout.labels import is_label
from ingest.layout.reading_order import arranged
from ingest.layout.rulings import NO_RULINGS, Rulings
from ingest.page_text import Pair, Part, Row, laid_out
from ingest.raw_page import Box, Line
from models.layout import Block, BlockKind, Layout
from models.table_places import TablePlaces

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LaidPage:
    """What :class:`ingest.raw_page.RawPage` wants to know of a page's words."""

    text: str
    boxes: tuple[Box, ...]
    layout: Layout


def laid_page(lines: Sequence[Line], rulings: Rulings = NO_RULINGS) -> LaidPage:
    """The page's text in reading order, one box a word, and its layout. ``rulings`` are the lines drawn on it.

    Joins are found later, when all pages are there (``ingest/layout/joining.py``).

    Lines that are in the right order already, and hold neither table nor form, give the same text as
    :func:`ingest.page_text.lay_out`.
    """
    parts = arranged(lines, rulings)
    found = laid_out(parts)
    blocks = [
        block for part, spans in zip(parts, found.parts, strict=True) for block in _blocks(part, spans, found.text)
    ]
    return LaidPage(found.text, found.boxes, Layout(tuple(blocks), found.corrections))


def _blocks(part: Part, spans: Sequence[Span], text: str) -> Iterator[Block]:
    if isinstance(part, Row):
        yield from _row(part, spans, text)
    elif isinstance(part, Pair) and all(start < end for start, end in spans):
        yield from _pair(*spans)


def _row(row: Row, spans: Sequence[Span], text: str) -> Iterator[Block]:
    filled = [
        (column, cell, *span) for column, cell, span in zip(row.columns, row.cells, spans, strict=True) if span[1]
    ]
    if not filled:
        return
    places = TablePlaces(row.table, row.number)
    yield Block(filled[0][2], filled[-1][3], BlockKind.ROW, places.row())
    for column, cell, start, end in filled:
        yield Block(start, end, BlockKind.CELL, places.cell(column))
        key = _key_length(cell, text[start:end])
        if 0 < key < end - start - 1:
            yield from _pair((start, start + key), (start + key + 1, end))


def _key_length(cell: Sequence[Line], text: str) -> int:
    """The code points of a cell's label where something is filled in below or after it, else 0."""
    label = " ".join(word.text for word in cell[0])
    if len(cell) > 1 and is_label(label):
        return len(label) if text.startswith(label) else 0
    key = " ".join(word.text for word in cell[0][: split_at_colon(cell[0])])
    return len(key) if is_label(key) and text.startswith(key) else 0


def _pair(key: Span, value: Span) -> Iterator[Block]:
    yield Block(*key, BlockKind.KEY)
    yield Block(*value, BlockKind.VALUE)
