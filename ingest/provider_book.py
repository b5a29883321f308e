"""The rows of provider review as a file: a CSV, or a workbook of text and numbers without formula and link."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date

from openpyxl import Workbook

from ingest.watch_book import BOLD, cell
from models.access import Purpose, Viewer
from models.payment import RowFilter
from models.store.store import Store
from search.inert import inert
from search.provider_review.export import HEADINGS, Rows, as_csv, export_rows


def provider_file(viewer: Viewer, purpose: Purpose, store: Store, asked: Mapping[str, str]) -> bytes:
    """The file that a job's arguments ask for, of what the viewer may read."""
    since, until = (date.fromisoformat(asked[name]) if asked[name] else None for name in ("since", "until"))
    filter = RowFilter(since, until, tuple(json.loads(asked["sources"])))
    rows = export_rows(viewer, purpose, store, filter, asked["provider"])
    return provider_book(rows) if asked["format"] == "xlsx" else as_csv(rows)


def provider_book(rows: Rows) -> bytes:
    """One sheet, its headings in the first row; each text is inert, and made so again where it is written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rader")
    sheet.freeze_panes = "A2"
    sheet.append([cell(sheet, title, font=BOLD) for title in HEADINGS])
    for cells in rows.cells:
        sheet.append([cell(sheet, inert(value) if isinstance(value, str) else value) for value in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
