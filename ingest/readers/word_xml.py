"""The text of WordprocessingML (ECMA-376 part 1, 17): paragraphs, tables, text boxes, in document order.

python-docx's ``row.cells`` gives a merged cell once for each column it spans; the XML holds it once, so we walk that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ingest.readers.flow_text import FlowText
from ingest.readers.package import Element
from models.layout import BlockKind
from models.table_places import TablePlaces

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_KNOWN: Final = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent": "AlternateContent",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t": "t",
}
_SKIPPED: Final = frozenset(
    ("instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tcPr", "sectPr", "del", "moveFrom")
)
_MARKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}


class WordText:
    """Writes the text of a document's parts into ``flow``, and counts its paragraphs and tables."""

    def __init__(self, flow: FlowText) -> None:
        self._flow = flow
        self._paragraphs = self._tables = 0

    def write_body(self, root: Element) -> None:
        for child in _blocks(root):
            if _name(child) == "tbl":
                self._tables += 1
                self._write_table(child, self._tables, "")
            else:
                self._paragraphs += 1
                for text in _paragraph(child):
                    self._flow.add(text, place=f"stycke {self._paragraphs}")

    def write_part(self, root: Element, kind: BlockKind, place: str) -> None:
        """A header or footer: its paragraphs are of ``kind``, its tables are tables."""
        tables = 0
        for child in _blocks(root):
            if _name(child) == "tbl":
                tables += 1
                self._write_table(child, tables, f"{place}, ")
            else:
                for text in _paragraph(child):
                    self._flow.add(text, kind, place)

    def write_notes(self, root: Element, term: str) -> None:
        """Footnotes, endnotes or comments, the separators that Word keeps among them left out."""
        number = 0
        for note in root:
            if _name(note) in ("footnote", "endnote", "comment") and not _is_separator(note):
                number += 1
                self._flow.add(block_text(note), BlockKind.NOTE, f"{term} {number}")

    def _write_table(self, table: Element, number: int, within: str) -> None:
        for place, row in enumerate(_rows(table), start=1):
            self._flow.add_row(_cells(row, table), TablePlaces(number, place, within))


def block_text(element: Element) -> str:
    """All text below ``element``: paragraphs on lines of their own, the cells of a row joined by a tab."""
    return "\n".join(line for line in _lines(element) if line).strip()


def _lines(element: Element) -> Iterator[str]:
    for child in _blocks(element):
        if _name(child) == "tbl":
            for row in _rows(child):
                yield "\t".join(filter(None, _cells(row, child).values()))
        else:
            yield from _paragraph(child)


def _is_separator(note: Element) -> bool:
    return any(str(value) in ("separator", "continuationSeparator") for key, value in note.attrib.items()
               if key.endswith("}type"))  # fmt: skip


def _name(element: Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):  # a comment or processing instruction
        return ""
    for space in (_W, _W_STRICT):
        if tag.startswith(space):
            return tag[len(space) :]
    return _KNOWN.get(tag, "?")


def _blocks(element: Element) -> Iterator[Element]:
    """The paragraphs and tables below ``element``, those within tables aside."""
    for child in element:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name == "AlternateContent":
            yield from _blocks(child[:1])
        elif name not in _SKIPPED and name:
            yield from _blocks(child)


def _paragraph(element: Element) -> Iterator[str]:
    """The paragraph's own text, then that of the text boxes anchored in it."""
    boxes: list[Element] = []
    yield "".join(_runs(element, boxes)).rstrip()
    for box in boxes:
        yield block_text(box)


def _runs(element: Iterable[Element], boxes: list[Element]) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name == "sym":
            yield _symbol(child)
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":  # the same drawing twice, for new and old versions of Word: take one
            yield from _runs(child[:1], boxes)
        elif name and name not in _SKIPPED:
            yield from _runs(child, boxes)


def _symbol(element: Element) -> str:
    code = next((str(value) for key, value in element.attrib.items() if key.endswith("}char")), "")
    try:
        return chr(int(code, 16)) if code else ""
    except (ValueError, OverflowError):
        return ""


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in table.iter() if _name(row) == "tr" and _owner(row) is table)


def _cells(row: Element, table: Element) -> dict[int, str]:
    """Column, from 1 → text. A cell over several columns stands in the first of them."""
    cells, column = {}, 1
    for cell in row.iter():
        if _name(cell) == "tc" and _owner(cell) is table:
            cells[column] = block_text(cell)
            column += _columns(cell)
    return cells


def _columns(cell: Element) -> int:
    for part in cell.iterchildren(f"{_W}tcPr", f"{_W_STRICT}tcPr"):
        for span in part.iterchildren(f"{_W}gridSpan", f"{_W_STRICT}gridSpan"):
            value = next((str(value) for key, value in span.attrib.items() if key.endswith("}val")), "")
            return min(int(value), 63) if value.isdecimal() else 1
    return 1


def _owner(element: Element) -> Element | None:
    """The table that a row or cell belongs to: nested tables have rows of their own."""
    for ancestor in element.iterancestors():
        if _name(ancestor) == "tbl":
            return ancestor
    return None
