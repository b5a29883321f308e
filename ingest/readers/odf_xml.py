"""The text of OpenDocument (OASIS ODF 1.3 part 3): paragraphs, tables, notes and text boxes, in document order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ingest.readers.flow_text import FlowText
from ingest.readers.package import Element, local_name
from models.layout import BlockKind
from models.table_places import TablePlaces

_SKIPPED: Final = frozenset(
    ("tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls",
     "event-listeners", "automatic-styles", "font-face-decls", "scripts", "ruby-text", "glue-point", "desc", "title",
     "creator", "date", "date-string", "sender-initials", "creator-initials", "shapes")
)  # fmt: skip
_ASIDE: Final = frozenset(("notes", "annotation"))  # of a slide or a cell: whoever reads those asks for them
_MARKS: Final = {"tab": "\t", "line-break": "\n"}
_MOST_SPACES: Final = 200  # that one element may stand for
_MOST_REPEATS: Final = 64  # of a cell with words in it


def attribute(element: Element, name: str) -> str:
    """The attribute called ``name`` in whatever namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def count_of(element: Element, name: str) -> int:
    value = attribute(element, name)
    return int(value) if value.isdecimal() and len(value) < 10 else 1


class OdfText:
    """Writes a document's text into ``flow``, and counts its paragraphs, tables and notes."""

    def __init__(self, flow: FlowText, within: str = "") -> None:
        self._flow, self._within = flow, within
        self._paragraphs = self._tables = self._notes = self._comments = 0

    def write(self, element: Element, kind: BlockKind = BlockKind.PARAGRAPH, place: str = "") -> None:
        """All that stands below ``element``; its paragraphs as ``kind``, numbered where no ``place`` is given."""
        for child in blocks(element):
            if local_name(child) == "table":
                self._tables += 1
                self._write_table(child)
            else:
                self._paragraphs += 1
                where = place or f"{self._within}stycke {self._paragraphs}"
                self._write_paragraph(child, kind, where)

    def _write_paragraph(self, element: Element, kind: BlockKind, place: str) -> None:
        inner: list[Element] = []
        self._flow.add("".join(_runs(element, inner)), kind, place)
        for part in inner:
            self._write_inner(part, place)

    def _write_inner(self, part: Element, place: str) -> None:
        """A note, a comment or a box that hangs in a paragraph: it follows on it."""
        name = local_name(part)
        if name == "note":
            self._notes += 1
            self._flow.add(block_text(part), BlockKind.NOTE, f"{self._within}fotnot {self._notes}")
        elif name == "annotation":
            self._comments += 1
            self._flow.add(block_text(part), BlockKind.NOTE, f"{self._within}kommentar {self._comments}")
        else:
            self._flow.add(block_text(part), place=f"{place}, textruta")

    def _write_table(self, table: Element) -> None:
        for number, row in enumerate(rows_of(table), start=1):
            self._flow.add_row(cells_of(row), TablePlaces(self._tables, number, self._within))


def blocks(element: Element) -> Iterator[Element]:
    """The paragraphs, headings and tables below ``element``, those within them aside."""
    for child in element:
        name = local_name(child)
        if name in ("p", "h", "table"):
            yield child
        elif name and name not in _SKIPPED and name not in _ASIDE:
            yield from blocks(child)


def block_text(element: Element) -> str:
    """All text below ``element``: paragraphs on lines of their own, the cells of a row joined by a tab."""
    return "\n".join(line for line in _lines(element) if line.strip()).strip()


def _lines(element: Element) -> Iterator[str]:
    for child in blocks(element):
        if local_name(child) == "table":
            for row in rows_of(child):
                yield "\t".join(cells_of(row).values())
        else:
            inner: list[Element] = []
            yield "".join(_runs(child, inner))
            for part in inner:
                yield block_text(part)


def _runs(element: Element, inner: list[Element]) -> Iterator[str]:
    yield _folded(element.text)
    for child in element:
        name = local_name(child)
        if name in ("note", "annotation", "frame", "text-box", "custom-shape", "rect", "g", "ellipse", "line"):
            inner.append(child)
        elif name == "s":
            yield " " * min(_MOST_SPACES, count_of(child, "c"))
        elif name in _MARKS:
            yield _MARKS[name]
        elif name and name not in _SKIPPED:
            yield from _runs(child, inner)
        yield _folded(child.tail)


def _folded(text: str | None) -> str:
    """White space in the XML is one space, as ODF 1.3 part 3, 6.1.2 says; a no-break space is a letter of its own."""
    if not text or not any(sign in text for sign in ("\n", "\t", "\r", "  ")):
        return text or ""
    words = text.replace("\n", " ").replace("\t", " ").replace("\r", " ").split(" ")
    return (" " if not words[0] else "") + " ".join(filter(None, words)) + (" " if not words[-1] else "")


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those in groups and headings too, but not those of tables within it."""
    for child in table:
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in ("table-rows", "table-header-rows", "table-row-group"):
            yield from rows_of(child)


def cells_of(row: Element) -> dict[int, str]:
    """Column, from 1 → text of the cells that hold some. A cell over several columns stands in the first of them."""
    cells: dict[int, str] = {}
    column = 1
    for cell in row:
        name = local_name(cell)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        repeats = count_of(cell, "number-columns-repeated")
        text = block_text(cell) if len(cell) else ""
        for copy in range(min(repeats, _MOST_REPEATS) if text else 0):
            cells[column + copy] = text
        column += repeats
    return cells


def pictures_of(root: Element) -> Iterator[str]:
    """The parts with pictures that the text refers to, in order."""
    for element in root.iter("{*}image", "{*}fill-image"):
        target = attribute(element, "href").removeprefix("./")
        if target:
            yield target
