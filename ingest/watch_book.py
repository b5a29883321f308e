"""What a watch list found, as a workbook: a sheet of hits with the documents' addresses, and a sheet of the rows.

Cells are strings and whole numbers. There is no formula in it and no link, which a spreadsheet would follow at a click.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from models.masking import mask
from search.inert import inert
from search.result import Hit
from search.watch_row import PROBLEMS
from search.watching import WatchedRow
from search.words.titles import KINDS

_HITS: Final = (
    "rad", "blad", "sökt", "handling", "typ", "datum", "källa", "ägare", "sidor", "utdrag", "läsning", "id", "adress",
)  # fmt: skip
_ROWS: Final = ("rad", "blad", "sökt", "handlingar", "att rätta")
_LONGEST: Final = 32_000  # characters that a cell of a workbook holds: 32,767
BOLD: Final = Font(bold=True)


def watch_book(found: Sequence[WatchedRow], address: str = "", *, unmask: bool = False) -> bytes:
    """The workbook. ``address`` is where the front end is reached ("http://127.0.0.1:8400"): without it none is told.

    Each cell is inert text; personnummer are masked unless ``unmask``.
    """
    book = Workbook(write_only=True)
    hits, rows = book.create_sheet("Träffar"), book.create_sheet("Rader")
    for sheet, titles in ((hits, _HITS), (rows, _ROWS)):
        sheet.freeze_panes = "A2"
        sheet.append([cell(sheet, title, font=BOLD) for title in titles])
    for each in found:
        said = each.row.said if unmask else mask(each.row.said)
        place = (each.row.number or None, each.row.sheet, said)
        rows.append([cell(rows, value) for value in (*place, each.total, PROBLEMS.get(each.row.problem, ""))])
        for hit in each.hits:
            where = f"{address.rstrip('/')}/d/{hit.document}" if address else ""
            hits.append([cell(hits, value) for value in (*place, *_told(hit), where)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _told(hit: Hit) -> tuple[str, ...]:
    fragments = " … ".join(fragment.text for page in hit.pages for fragment in page.fragments)
    return (
        hit.name,
        KINDS.get(hit.kind, hit.kind),
        hit.date.isoformat() if hit.date else "",
        hit.source,
        hit.owner,
        ", ".join(str(page.number) for page in hit.pages),
        " ".join(fragments.split()),
        "möjlig läsning" if hit.tier == "possible" else "",
        hit.document,
    )


def cell(sheet: Any, value: str | float | None, font: Font | None = None) -> Any:
    """A cell of a workbook: a number, or text that is inert and nothing but text."""
    text = inert(ILLEGAL_CHARACTERS_RE.sub("", value))[:_LONGEST] if isinstance(value, str) else value
    made = WriteOnlyCell(sheet, text)
    if isinstance(text, str):
        made.data_type = "s"  # whatever it looks like
    if font is not None:
        made.font = font
    return made
