"""The pages of a text before they are written out: pieces that know what they are and where in the file they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from models.layout import Block, BlockKind, Layout

_BLOCKS_PER_PAGE: Final = 150_000  # pieces, rows and cells: what the parent takes, with room
CELL_END: Final = "\x1f"  # between cells that wait to be written: no clean text has one
_LONGEST_PLACE: Final = 200
ROWS_PER_PAGE: Final = 2_000  # of a table: a page that a person can still leaf through, and that a search can show


class Places(Protocol):
    """How one row of a table is named to a person."""

    def row(self) -> str: ...

    def cell(self, column: int) -> str:
        """``column`` counts from 1."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a line or a note: lines of its own on the page. An empty one is an empty line."""

    text: str
    kind: BlockKind
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells that are not empty, joined by CELL_END, and their columns, which count from 1.

    One text for all of them: a list of payments has a million rows.
    """

    line: str
    columns: tuple[int, ...]
    places: Places

    @property
    def cells(self) -> list[str]:
        return self.line.split(CELL_END)


@dataclass(frozen=True, slots=True)
class Pair:
    """A key ("Diarienummer:") and its value on one line."""

    key: str
    value: str
    place: str


Item = Piece | Row | Pair


@dataclass(frozen=True, slots=True)
class Unread:
    """A page in the place of what could not be read; ``reason`` is a short code."""

    reason: str


class Draft:
    """One page before it is written out."""

    def __init__(self) -> None:
        self._pieces: list[Item] = []
        self.size = self.rows = self.blocks = 0

    def take(self, piece: Item) -> None:
        self._pieces.append(piece)
        self.size += size_of(piece)
        self.rows += isinstance(piece, Row)
        self.blocks += 1 + (len(piece.columns) if isinstance(piece, Row) else 0)

    def fits(self, piece: Item, most: int) -> bool:
        """Whether there is room for one more, the page having at most ``most`` characters."""
        return self.size + size_of(piece) <= most and self.rows < ROWS_PER_PAGE and self.blocks < _BLOCKS_PER_PAGE

    def pieces(self) -> Iterator[Item]:
        yield from self._pieces

    def laid_out(self) -> tuple[str, Layout]:
        """The page's text (NFC) and its blocks, in order, the cells after the row that holds them."""
        written: list[str] = []
        blocks: list[Block] = []
        at = 0
        for piece in self.pieces():
            text, inner = _written(piece, at)
            if text:
                blocks.append(_block(piece, at, at + len(text)))
                blocks.extend(inner)
            if text or (written and written[-1]):
                written.append(text)
                at += len(text) + 1
        return "\n".join(written).rstrip("\n"), Layout(blocks=tuple(blocks))


def size_of(piece: Item) -> int:
    """Characters that it takes on the page, the line break included."""
    if isinstance(piece, Row):
        return len(piece.line) + 1
    return len(piece.text) + 1 if isinstance(piece, Piece) else len(piece.key) + len(piece.value) + 2


def _written(piece: Item, at: int) -> tuple[str, list[Block]]:
    """What it is on the page at offset ``at``, and the blocks within its own."""
    if isinstance(piece, Row):
        return _row(piece, at)
    if isinstance(piece, Piece):
        return piece.text, []
    middle = at + len(piece.key) + 1
    key = Block(at, middle - 1, BlockKind.KEY, piece.place)
    value = Block(middle, middle + len(piece.value), BlockKind.VALUE, piece.place)
    return f"{piece.key} {piece.value}", [key, value]


def _row(row: Row, at: int) -> tuple[str, list[Block]]:
    blocks = []
    for cell, column in zip(row.cells, row.columns, strict=True):
        blocks.append(Block(at, at + len(cell), BlockKind.CELL, shown_place(row.places.cell(column))))
        at += len(cell) + 1
    return row.line.replace(CELL_END, "\t"), blocks


def _block(piece: Item, start: int, end: int) -> Block:
    if isinstance(piece, Row):
        return Block(start, end, BlockKind.ROW, shown_place(piece.places.row()))
    if isinstance(piece, Pair):
        return Block(start, end, BlockKind.LINE, piece.place)
    return Block(start, end, piece.kind, piece.place)


def shown_place(place: str) -> str:
    """A place with the name of a sheet in it, which may hold anything."""
    if not place.isprintable():
        place = "".join(character if character.isprintable() else " " for character in place)
    return place[-_LONGEST_PLACE:]


def cut(row: Row, most: int) -> Iterator[Row]:
    """A row that is longer than a page: as many of its cells at a time as fit, a long cell in pieces."""
    cells: list[str] = []
    columns: list[int] = []
    for cell, column in zip(row.cells, row.columns, strict=True):
        for part in parts(cell, most - 1, most):
            if cells and sum(map(len, cells)) + len(cells) + len(part) + 1 > most:
                yield Row(CELL_END.join(cells), tuple(columns), row.places)
                cells, columns = [], []
            cells.append(part)
            columns.append(column)
    yield Row(CELL_END.join(cells), tuple(columns), row.places)


def parts(text: str, most_characters: int, most_words: int) -> Iterator[str]:
    """``text`` in pieces within both limits, cut after a line break where there is one; at least one piece."""
    size = min(most_characters, 2 * most_words)  # a word and the space after it take two characters or more
    start = 0
    while len(text) - start > size:
        cut = text.rfind("\n", start + size // 2, start + size)
        end = cut if cut > 0 else start + size
        yield unicodedata.normalize("NFC", text[start:end])
        start = end + 1 if cut > 0 else end
    yield unicodedata.normalize("NFC", text[start:])
