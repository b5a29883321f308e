"""XLSX: each sheet is a page or more, a row of it a line, its cells joined by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.readers.docx import embedded, load_part
from ingest.readers.drawing_xml import paragraphs
from ingest.readers.flow_text import FlowText
from ingest.readers.inner_pictures import IllustratedFlow, inner_pictures
from ingest.readers.package import BROKEN, Package, open_package
from ingest.readers.workbook_xml import Streamed, Workbook, read_formats, read_strings, rich_text, sheet_rows
from ingest.request import ReadRequest
from models.layout import BlockKind
from models.limits import Limits
from models.table_places import SheetPlaces

_STREAMED: Final = 8  # times what a part held in memory may be: a sheet of a million formatted rows is 90 MB
_SAYS_NOTHING: Final = re.compile(r"(blad|sheet|ark|tabelle|feuil|taulukko|hoja)[ _]?\d*", re.I)
_EMBEDDED: Final = r"xl/embeddings/.+"


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    part: str
    hidden: bool = False


def open_workbook(path: Path, request: ReadRequest, engine: PageOcr) -> IllustratedFlow:
    """Every sheet, hidden ones too; comments and text boxes; pictures by OCR; embedded files as attachments."""
    flow = FlowText()
    with open_package(path, request.limits) as package:
        main = next(iter(package.matching(r"xl/workbook\d*\.xml")), "xl/workbook.xml")
        workbook = _workbook(package, main, request.limits)
        for sheet in _sheets(package, main):
            _write_sheet(package, sheet, workbook, flow, _STREAMED * request.limits.xml_part_bytes)
        title = package.title()
        attachments = list(embedded(package, _EMBEDDED, request.limits.file_bytes))
        media = package.matching(r"xl/media/.+")
        pictures = inner_pictures([partial(load_part, path, name, request) for name in media],
                                  request.limits.picture_pixels)  # fmt: skip
    return IllustratedFlow(flow, request, engine, pictures, title=title, attachments=attachments)


def _workbook(package: Package, main: str, limits: Limits) -> Workbook:
    targets = package.relations(main).values()
    strings = next((part for part in targets if part.lower().endswith("sharedstrings.xml")), "xl/sharedStrings.xml")
    styles = next((part for part in targets if part.lower().endswith("styles.xml")), "xl/styles.xml")
    told = (element.get("date1904") for element in package.repaired_xml(main)[0].iter("{*}workbookPr"))
    from_1904 = any(value in ("1", "true") for value in told)
    return Workbook(read_strings(package, strings, limits.xml_part_bytes), read_formats(package, styles), from_1904)


def _sheets(package: Package, main: str) -> Iterator[Sheet]:
    """The sheets in the order of their tabs; those that the workbook has lost its links to at the end."""
    targets = package.relations(main)
    given = set()
    for element in package.repaired_xml(main)[0].iter("{*}sheet"):
        link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        part = targets.get(link, "")
        if part and part not in given:
            given.add(part)
            yield Sheet(element.get("name", ""), part, element.get("state") in ("hidden", "veryHidden"))
    for part in package.matching(r"xl/worksheets/sheet\d+\.xml") if not given else ():
        yield Sheet(part.rpartition("/")[2].removesuffix(".xml"), part)


def _write_sheet(package: Package, sheet: Sheet, workbook: Workbook, flow: FlowText, most: int) -> None:
    start_sheet(flow, sheet.name, sheet.hidden)
    rows = Streamed(package, sheet.part, "row", most)
    try:
        for row in sheet_rows(rows, workbook):
            flow.add_row(row.cells, SheetPlaces(sheet.name, row.number, row.hidden))
        _write_beside(package, sheet, flow)
    except BROKEN:
        rows.whole = False
    if not rows.whole:
        flow.leave_unread("corrupt_page")


def start_sheet(flow: FlowText, name: str, hidden: bool) -> None:
    """A new page, with the sheet's name where it says something, and that it was hidden where it was."""
    flow.turn_page()
    says_nothing = _SAYS_NOTHING.fullmatch(name.strip()) is not None
    if hidden or not says_nothing:
        flow.add(f"{name} (dolt blad)" if hidden else name, BlockKind.HEADER, name)


def _write_beside(package: Package, sheet: Sheet, flow: FlowText) -> None:
    """Comments and the text boxes drawn over a sheet."""
    for part in package.relations(sheet.part).values():
        folder = part.rpartition("/")[0]
        if "comment" in part.lower() and part.endswith(".xml"):
            for comment in package.xml(part).iter("{*}comment", "{*}threadedComment"):
                text = rich_text(comment) or "".join(comment.itertext())
                flow.add(text, BlockKind.NOTE, f"{sheet.name}!{comment.get('ref', '')}")
        elif folder.endswith("drawings") and part.endswith(".xml"):
            for text in paragraphs(package.xml(part)):
                flow.add(text, place=f"{sheet.name}, textruta")
