"""The sheets of an OpenDocument spreadsheet: the text of each cell as it was last shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ingest.readers.flow_text import FlowText
from ingest.readers.odf_xml import attribute, block_text, cells_of, count_of
from ingest.readers.package import Element, local_name
from ingest.readers.workbook import start_sheet
from models.layout import BlockKind
from models.table_places import SheetPlaces

_MOST_REPEATS: Final = 1_000  # of a row with words in it: rows filled down, not a format for the whole sheet


def write_sheets(body: Element, flow: FlowText) -> None:
    """Each sheet on pages of its own, hidden ones too, then the comments in its cells and its text boxes."""
    hidden = _hidden_styles(body)
    for sheet in body.iterchildren("{*}table"):
        name = attribute(sheet, "name")
        start_sheet(flow, name, attribute(sheet, "style-name") in hidden)
        for number, row in _numbered(sheet):
            _write_row(row, number, name, flow)
        for shape in sheet.iterchildren("{*}shapes"):
            flow.add(block_text(shape), place=f"{name}, textruta")


def _numbered(sheet: Element) -> Iterator[tuple[int, Element]]:
    """Row number, from 1, and row; a row that stands for several is given for each, within reason."""
    number = 1
    for row in sheet.iter("{*}table-row"):
        if row.getparent() is None or _sheet_of(row) is not sheet:
            continue
        repeats = count_of(row, "number-rows-repeated")
        for copy in range(min(repeats, _MOST_REPEATS)):
            yield number + copy, row
            if not len(row) or not cells_of(row):
                break
        number += repeats


def _sheet_of(row: Element) -> Element | None:
    return next((above for above in row.iterancestors() if local_name(above) == "table"), None)


def _write_row(row: Element, number: int, sheet: str, flow: FlowText) -> None:
    hidden = attribute(row, "visibility") in ("collapse", "filter")
    flow.add_row(_without_comments(row), SheetPlaces(sheet, number, hidden))
    column = 1
    for cell in row:
        for note in cell.iterchildren("{*}annotation"):
            flow.add(block_text(note), BlockKind.NOTE, SheetPlaces(sheet, number).cell(column))
        column += count_of(cell, "number-columns-repeated")


def _without_comments(row: Element) -> dict[int, str]:
    return {column: " ".join(text.split()) for column, text in cells_of(row).items()}


def _hidden_styles(body: Element) -> frozenset[str]:
    root = body.getroottree().getroot()
    return frozenset(
        attribute(style, "name")
        for style in root.iter("{*}style")
        if any(attribute(properties, "display") == "false" for properties in style.iter("{*}table-properties"))
    )
