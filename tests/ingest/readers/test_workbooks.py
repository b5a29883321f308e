"""XLSX and XLS: rows as rows, numbers as shown, hidden sheets too, and whole rows of a broken sheet."""

from __future__ import annotations

import datetime
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from ingest.readers.legacy import open_xls
from ingest.readers.workbook import open_workbook
from models.document import PageMethod
from models.errors import CorruptFileError, TooLargeError
from models.layout import BlockKind
from models.limits import Limits
from tests.ingest.readers.converted import converted
from tests.ingest.readers.direct import pages, placed, text_of

ROW = "<row r='{0}'><c r='A{0}' t='inlineStr'><is><t>rad {0}</t></is></c></row>"
MAIN = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Utbetalningar"
    sheet.append(["Namn", "Belopp", "Dag", "Andel"])
    sheet.append([])
    sheet.append(["Grill Ängen", 12500, datetime.date(2024, 3, 14), 0.25])
    sheet["B3"].number_format = "#,##0.00"
    sheet["D3"].number_format = "0%"
    sheet["B3"].comment = Comment("Betalt två gånger", "x")
    sheet.row_dimensions[3].hidden = True
    hidden = book.create_sheet("Underlag")
    hidden.sheet_state = "hidden"
    hidden["C2"] = "=1+1"
    hidden["C3"] = "rad ett\nrad två"
    book.create_sheet("Blad3")["A1"] = True
    book.save(path)
    return path


def test_sheets_are_pages_and_rows_are_lines(tmp_path: Path) -> None:
    first, second, third = pages(open_workbook, workbook(tmp_path / "a.xlsx"))
    assert first.text.split("\n") == [
        "Utbetalningar",
        "Namn\tBelopp\tDag\tAndel",
        "Grill Ängen\t12500.00\t2024-03-14\t25%",
        "Betalt två gånger",
    ]
    assert placed(first, BlockKind.CELL)["Utbetalningar!B3"] == "12500.00"
    assert placed(first, BlockKind.ROW)["Utbetalningar!3 (dold)"].startswith("Grill Ängen\t")
    assert placed(first, BlockKind.NOTE) == {"Utbetalningar!B3": "Betalt två gånger"}
    assert second.text == "Underlag (dolt blad)\nrad ett rad två"
    assert (third.text, third.layout.blocks[0].place) == ("SANT", "Blad3!1")


def sheet_file(path: Path, data: str, strings: str = "", book: str | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", book or f"<workbook {MAIN}/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}><sheetData>{data}")
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings)
    return path


def test_a_sheet_that_breaks_off_keeps_its_rows(tmp_path: Path) -> None:
    data = "".join(ROW.format(number) for number in range(1, 51)) + "<row r='51'><c r='A51' t='inl"
    found = pages(open_workbook, sheet_file(tmp_path / "a.xlsx", data))
    assert found[0].text.split("\n")[-1] == "rad 50"
    assert [page.method for page in found] == [PageMethod.TEXT, PageMethod.UNREAD]


def test_a_million_formatted_rows_hold_one_line(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{number}" s="1" customFormat="1" ht="15"/>' for number in range(1, 1_048_576))
    path = sheet_file(tmp_path / "a.xlsx", f"{empty}{ROW.format(1_048_576)}</sheetData></worksheet>")
    (page,) = pages(open_workbook, path)
    assert (page.text, page.layout.blocks[0].place) == ("rad 1048576", "sheet1!1048576")


def test_strings_that_lie_about_their_number(tmp_path: Path) -> None:
    cells = "<row><c t='s'><v>0</v></c><c t='s'><v>9</v></c><c t='s'><v>-1</v></c></row></sheetData></worksheet>"
    strings = f"<sst {MAIN} count='8876876876876'><si><t>Hej </t><rPh><t>läs</t></rPh></si></sst>"
    assert text_of(open_workbook, sheet_file(tmp_path / "a.xlsx", cells, strings)) == "Hej"


@pytest.mark.parametrize("part", ["<!DOCTYPE w [<!ENTITY a 'b'>]><w>&a;</w>", ""])
def test_entities_and_no_workbook_at_all(tmp_path: Path, part: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", part)
    with pytest.raises(CorruptFileError):
        pages(open_workbook, tmp_path / "a.xlsx")


def test_a_bomb(tmp_path: Path) -> None:
    path = sheet_file(tmp_path / "a.xlsx", " " * 1_000_000)
    with pytest.raises(TooLargeError):
        pages(open_workbook, path, limits=replace(Limits(), xml_part_bytes=100_000))


def test_old_workbooks(tmp_path: Path) -> None:
    converted(workbook(tmp_path / "a.xlsx"), "xls")
    first, second, third = pages(open_xls, tmp_path / "a.xls")
    assert first.text.split("\n")[:3] == [
        "Utbetalningar",
        "Namn\tBelopp\tDag\tAndel",
        "Grill Ängen\t12500\t2024-03-14\t0.25",
    ]
    assert placed(first, BlockKind.CELL)["Utbetalningar!A3"] == "Grill Ängen"
    assert second.text.startswith("Underlag (dolt blad)\n")
    assert third.text == "SANT"
