"""Rows of payments and visits of the made-up papers: a line of a page is a row, with canaries in its cells."""

from __future__ import annotations

from datetime import date

from models.payment import PaymentRow, RowSort
from tests.secrecy.papers import Paper, Sheet

_PROVIDER = "Delade Krogen AB"
_ACCOUNT = "BG:59110021"
_DAY = date(2024, 3, 4)


def rows_of(paper: Paper) -> list[PaymentRow]:
    """A payment and a visit of each page, of a provider that the papers of every owner name, in a sheet that is called
    by whom the first page names."""
    named = paper.sheets[0].canaries.person if paper.sheets else ""
    return [row for sheet in paper.sheets for row in _of_page(sheet, named)]


def _of_page(sheet: Sheet, named: str) -> tuple[PaymentRow, ...]:
    page, text, at = sheet.number, sheet.text, sheet.text.index(_PROVIDER)
    first = text.rfind("\n", 0, at) + 1
    said = text.index("Ordet var", first)  # the line is of two rows: whom the first names, the second does not
    visit, paid = (first, said), (said, text.index("\n", said))
    who, word = (page, at), sheet.canaries.word
    return (
        PaymentRow(
            page, *visit, f"{named}!1", RowSort.VISIT, *who, _DAY, registered=1.0, begins=480, ends=540,
            client=sheet.canaries.person, staff="Anna Delad",
        ),
        PaymentRow(
            page, *paid, f"{named}!2", RowSort.PAYMENT, *who, _DAY, amount=100_00, hours=2.0, invoice=word,
            service="tillsyn", account=_ACCOUNT,
        ),
    )  # fmt: skip
