"""The parts of SpreadsheetML (ECMA-376 part 1, 18): a sheet's rows, strings and formats, streamed from their parts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812

from lxml import etree  # type: ignore[import-untyped]

from ingest.readers.number_format import BUILT_IN, shown
from ingest.readers.package import BROKEN, Element, Package, local_name
from models.errors import CorruptFileError, TooLargeError

_MOST_COLUMNS: Final = 16_384  # of a sheet: column XFD
_LONGEST_CELL: Final = 32_767  # characters, as Excel has it; LibreOffice allows twice that
_PEEK: Final = 4096


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as the sheet has it: its number and column, from 1 → text."""

    number: int
    cells: dict[int, str]
    hidden: bool = False


@dataclass(slots=True)
class Workbook:
    """What all sheets share. ``formats`` are the format codes by a cell's style."""

    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    from_1904: bool = False

    def text(self, kind: str, raw: str, style: int) -> str:
        """A cell's value as a person sees it. ``kind`` is the cell's type as the XML names it."""
        if kind == "s":
            number = int(raw) if raw.isdecimal() else -1
            return self.strings[number] if 0 <= number < len(self.strings) else ""
        if kind == "b":
            return {"1": "SANT", "0": "FALSKT"}.get(raw, raw)
        if kind in ("", "n"):
            return self._number(raw, style)
        return raw

    def _number(self, raw: str, style: int) -> str:
        try:
            value = float(raw)
            if value != value or value in (float("inf"), float("-inf")):
                return raw
        except ValueError:
            return raw
        code = self.formats[style] if 0 <= style < len(self.formats) else ""
        return shown(value, code, from_1904=self.from_1904)


class _Bounded(io.RawIOBase):
    """A part that is read no further than it may be, and that ends where its packing is damaged."""

    def __init__(self, part: IO[bytes], most: int) -> None:
        self._part, self._left = part, most
        self.damaged = False

    def read(self, size: int = -1) -> bytes:
        try:
            content = self._part.read(65_536 if size < 0 else size)
        except (BadZipFile, ZlibError, EOFError):
            self.damaged = True
            return b""
        self._left -= len(content)
        if self._left < 0:
            raise TooLargeError("En del av filen är för stor uppackad")
        return content


class Streamed:
    """The elements called ``name`` of a part, one after the other, each forgotten when the next is asked for.

    ``whole`` is False afterwards where the part was broken: what stood before the fault was given.
    """

    def __init__(self, package: Package, part: str, name: str, most: int) -> None:
        self._package, self._part, self._name, self._most = package, part, name, most
        self.whole = True

    def __iter__(self) -> Iterator[Element]:
        with self._package.stream(self._part) as raw:
            peeked = raw.peek(_PEEK)[:_PEEK] if hasattr(raw, "peek") else b""
            if b"<!DOCTYPE" in peeked or b"<!ENTITY" in peeked:
                raise CorruptFileError("Filen har en DTD")
            bounded = _Bounded(raw, self._most)
            try:
                yield from self._elements(bounded)
            except etree.XMLSyntaxError:
                self.whole = False
            self.whole = self.whole and not bounded.damaged

    def _elements(self, source: Any) -> Iterator[Element]:
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
        context = etree.iterparse(source, events=("end",), tag=f"{{*}}{self._name}", **options)
        for _, element in context:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        self.whole = not len(context.error_log)


def read_strings(package: Package, part: str, most: int) -> list[str]:
    """The shared strings. What the table says of its own length is not believed."""
    if part not in package:
        return []
    try:
        return [rich_text(element) for element in Streamed(package, part, "si", most)]
    except BROKEN:
        return []


def rich_text(element: Element) -> str:
    """A string's runs together, without the readings that East Asian ones carry."""
    return "".join(child.text or "" for child in element.iter("{*}t") if local_name(child.getparent()) != "rPh")


def read_formats(package: Package, part: str) -> list[str]:
    """The format code of each cell style, in order."""
    if part not in package:
        return []
    root, _ = package.repaired_xml(part)
    codes = dict(BUILT_IN)
    for element in root.iter("{*}numFmt"):
        if element.get("numFmtId", "").isdecimal():
            codes[int(element.get("numFmtId"))] = element.get("formatCode", "")[:255]
    styles = next(root.iter("{*}cellXfs"), ())
    return [codes.get(_integer(style.get("numFmtId")), "") for style in styles if local_name(style) == "xf"]


def sheet_rows(rows: Streamed, workbook: Workbook) -> Iterator[SheetRow]:
    """The rows that hold something, in the sheet's order."""
    number = 0
    for row in rows:
        number = _integer(row.get("r")) or number + 1
        cells: dict[int, str] = {}
        column = 0
        for cell in row.iterchildren("{*}c"):
            column = _column(cell.get("r", "")) or column + 1
            text = _cell_text(cell, workbook)
            if text and column <= _MOST_COLUMNS:
                cells[column] = " ".join(text[: 4 * _LONGEST_CELL].split())
        if cells:
            yield SheetRow(number, cells, row.get("hidden") in ("1", "true"))


def _cell_text(cell: Element, workbook: Workbook) -> str:
    kind = cell.get("t", "")
    for child in cell:
        name = local_name(child)
        if name == "is":
            return rich_text(child)
        if name == "v" and child.text:
            return workbook.text(kind, child.text, _integer(cell.get("s")))
    return ""


def _column(place: str) -> int:
    """B7 → 2; 0 for what is no address."""
    column = 0
    for letter in place:
        if not "A" <= letter <= "Z":
            break
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
