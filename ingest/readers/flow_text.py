"""A text put together piece by piece, each of which remembers what it is and where in the file it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.page_text import clean
from ingest.readers.draft import (
    CELL_END,
    Draft,
    Item,
    Pair,
    Piece,
    Places,
    Row,
    Unread,
    cut,
    parts,
    shown_place,
    size_of,
)
from models.layout import BlockKind
from models.limits import Limits


@dataclass(frozen=True, slots=True)
class _Turn:
    """A page begins here; ``kept`` also where it stays empty."""

    kept: bool


class FlowText:
    """Collects the pieces of a text in the order in which a person reads them."""

    def __init__(self) -> None:
        self._items: list[Item | Unread | _Turn] = []
        self._columns: dict[tuple[int, ...], tuple[int, ...]] = {}  # each once: most rows of a table fill the same

    def add(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH, place: str = "") -> None:
        """A piece on lines of its own. Nothing is added for a text without words."""
        text = clean(text).rstrip()
        if text.strip():
            self._items.append(Piece(text.strip("\n"), kind, shown_place(place)))

    def add_row(self, cells: dict[int, str], places: Places) -> None:
        """A row of a table: column, from 1 → text. Empty cells are left out; nothing is added for an empty row."""
        kept = {column: text for column, raw in cells.items() if (text := clean(raw).strip())}
        if kept:
            columns = tuple(kept)
            columns = self._columns.setdefault(columns, columns)
            self._items.append(Row(CELL_END.join(kept.values()), columns, places))

    def add_pair(self, key: str, value: str, place: str) -> None:
        """A key with its value after it, on one line each."""
        key, value = " ".join(clean(key).split()), " ".join(clean(value).split())
        if key and value:
            self._items.append(Pair(key, value, shown_place(place)))

    def put_first(self, text: str, kind: BlockKind, place: str) -> None:
        """A piece before all others."""
        if clean(text).strip():
            self._items.insert(0, Piece(" ".join(clean(text).split()), kind, place))

    def gap(self) -> None:
        """An empty line; several in a row are one."""
        self._items.append(Piece("", BlockKind.PARAGRAPH, ""))

    def turn_page(self) -> None:
        """What follows stands on a page of its own."""
        self._items.append(_Turn(kept=False))

    def start_page(self) -> None:
        """The same, and it is a page also where nothing follows: a slide has its number."""
        self._items.append(_Turn(kept=True))

    def leave_unread(self, reason: str) -> None:
        """A page of its own that says that something here could not be read."""
        self._items.append(Unread(reason))

    def text(self) -> str:
        """Everything so far, as one text."""
        draft = Draft()
        for item in self._items:
            if isinstance(item, Item):
                draft.take(item)
        return draft.laid_out()[0]

    def drafts(self, limits: Limits) -> Iterator[Draft | Unread]:
        """The pages, none longer than ``limits`` allow, none with more than ROWS_PER_PAGE rows; at least one."""
        most = min(limits.page_text_characters, 2 * limits.page_words)
        draft, given, kept = Draft(), 0, False
        for item in self._fitting(most):
            if not (isinstance(item, Item) and draft.fits(item, most)):
                if draft.size or (kept and not isinstance(item, Unread)):
                    yield draft
                    draft, given = Draft(), given + 1
                kept = isinstance(item, _Turn) and item.kept
            if isinstance(item, Unread):
                yield item
                given += 1
            elif isinstance(item, Item):
                draft.take(item)
        if draft.size or kept or not given:
            yield draft

    def _fitting(self, most: int) -> Iterator[Item | Unread | _Turn]:
        """The items, those that alone are longer than a page cut into pieces."""
        for item in self._items:
            if isinstance(item, Piece) and size_of(item) > most:
                for part in parts(item.text, most - 1, most):
                    yield replace(item, text=part)
            elif isinstance(item, Row) and size_of(item) > most:
                yield from cut(item, most)
            elif isinstance(item, Pair) and size_of(item) > most:
                for part in parts(f"{item.key} {item.value}", most - 1, most):
                    yield Piece(part, BlockKind.LINE, item.place)
            else:
                yield item
