"""XLS (Excel 5 to 2003) through calamine: values as they are, dates in ISO, each sheet a page or more."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.ocr.engine import PageOcr
from ingest.readers.flow import OpenFlow
from ingest.readers.flow_text import FlowText
from ingest.readers.number_format import shown
from ingest.readers.workbook import start_sheet
from ingest.request import ReadRequest
from models.errors import CorruptFileError, EncryptedFileError
from models.table_places import SheetPlaces

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_Value = int | float | str | bool | time | date | datetime | timedelta
_MIDNIGHT: Final = time(0)


def open_old_workbook(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    """Every sheet, hidden ones too. The format keeps number formats where calamine does not see them."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    flow = FlowText()
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for sheet in workbook.sheets_metadata:
            start_sheet(flow, sheet.name, sheet.visible != SheetVisibleEnum.Visible)
            _write_rows(workbook, sheet.name, flow)
    except PasswordError as error:
        raise EncryptedFileError("Kalkylbladet är krypterat") from error
    except (CalamineError, OSError, ValueError) as error:
        raise CorruptFileError("Kalkylbladet är skadat") from error
    except BaseException as error:  # calamine's own falls, which derive from nothing better
        if type(error).__name__ != "PanicException":
            raise
        raise CorruptFileError("Kalkylbladet är skadat") from error
    return OpenFlow(flow, request.limits)


def _write_rows(workbook: CalamineWorkbook, name: str, flow: FlowText) -> None:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=first_row + 1):
        cells = {column: _text(value) for column, value in enumerate(row, start=first_column + 1) if value != ""}
        flow.add_row(cells, SheetPlaces(name, number))


def _text(value: _Value) -> str:
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        return shown(float(value), "")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == _MIDNIGHT else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return " ".join(str(value).split())
