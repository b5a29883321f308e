"""The rows of payments and visits in a document's tables, page by page.

A head is looked for in every row, so that it may stand under a title and stand again after a page break. It holds for
the rows under it with as much in them, on the next page too where that goes on without a head of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.document import Field
from models.layout import Block, Layout
from models.mention import Label, Mention
from models.payment import MINUTES_OF_DAY, PaymentRow, RowSort
from models.table_lines import TableLine, table_lines
from nlp.payments import values
from nlp.payments.headings import Roles, columns, is_total, sort_of
from nlp.payments.naming import Named, of_paper, period_of_page

PageOf = tuple[int, str, Layout]
"""A page's number, text and layout."""
_SAID: Final = 200  # code points that are kept of a cell
_FEWEST: Final = 2  # cells of a head
_DIGITS: Final = 7  # of a bankgiro
_HOUR: Final = 60  # minutes

Cells = Mapping[str, Block]
Said = Mapping[str, str]
"""The cells of a row by what they hold, and what they say on one line."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a table, by what they hold, and its name in the file."""

    table: str
    sort: RowSort
    roles: Roles


def payment_rows(pages: Sequence[PageOf], mentions: Sequence[Mention], fields: Sequence[Field]) -> list[PaymentRow]:
    """The rows in order of place. ``mentions`` and ``fields`` are what is known of the document."""
    found, head, paper = list[PaymentRow](), None, _Paper(Named(mentions), fields)
    for number, text, layout in pages:
        for line in table_lines(layout.blocks):
            new = _head(text, line)
            if head is not None and _is_of_another_sheet(head, line):
                head = None
            if new is None and head is not None:
                found += paper.row(number, text, line, head)
            head = new or head
    return found


def _head(text: str, line: TableLine) -> _Head | None:
    """The head that the row is, or None where it is none."""
    if len(line.cells) < _FEWEST:
        return None
    roles = columns({column: text[cell.start : cell.end] for column, cell in line.cells.items()})
    sort = sort_of(roles)
    return None if sort is None else _Head(line.table, sort, roles)


def _is_of_another_sheet(head: _Head, line: TableLine) -> bool:
    """Sheets have heads of their own; tables of a running text are counted anew on each page, and may go on there."""
    return line.table != head.table and any(line.letters.values())


class _Paper:
    """A document: whom and when it is about, where its rows do not say."""

    def __init__(self, named: Named, fields: Sequence[Field]) -> None:
        self._named, self._about, self._fields = named, of_paper(named, fields), fields

    def row(self, page: int, text: str, line: TableLine, head: _Head) -> Iterator[PaymentRow]:
        """The row, if it is one of those that the head speaks of."""
        cells = {role: line.cells[column] for role, column in head.roles.items() if column in line.cells}
        said = {role: self._named.masked(page, cell, text)[:_SAID] for role, cell in cells.items()}
        row = PaymentRow(page, line.block.start, line.block.end, line.block.place, head.sort)
        row = self._with_words(row, cells, said)
        row = self._with_provider(row, cells, head)
        is_named = (row.provider_page, row.provider_start) == (page, row.start)  # "Total Omsorg AB"
        if is_total(text[row.start : row.end]) and not is_named:
            return
        row = _measured(self._dated(row, cells, said), said)
        if _is_whole(row):
            yield self._of_period(row)

    def _of_period(self, row: PaymentRow) -> PaymentRow:
        """A row without a day is of the paper's period, where the row's own page tells it: another page may be kept
        from somebody who reads this one."""
        told = values.day(period_of_page(self._fields, row.page)) if row.day is None else None
        return row if told is None else replace(row, day=told[0], month=told[1])

    def _with_words(self, row: PaymentRow, cells: Cells, said: Said) -> PaymentRow:
        accounts = self._named.within(row.page, cells.get("account"), (Label.ACCOUNT,))
        return replace(
            row,
            invoice=said.get("invoice", ""),
            service=said.get("service", ""),
            client=said.get("client", ""),
            staff=said.get("staff", ""),
            account=accounts[0].value if accounts else _account(said.get("account", "")),
        )

    def _with_provider(self, row: PaymentRow, cells: Cells, head: _Head) -> PaymentRow:
        of_row = "provider" in head.roles or "orgnr" in head.roles
        who = self._named.provider(row.page, [cells.get("provider"), cells.get("orgnr")]) if of_row else self._about
        return row if who is None else replace(row, provider_page=who.page, provider_start=who.start)

    def _dated(self, row: PaymentRow, cells: Cells, said: Said) -> PaymentRow:
        for role in ("day", "month", "begins"):
            dates = self._named.within(row.page, cells.get(role), (Label.DATE,))
            told = values.day(dates[0].value if dates else said.get(role, ""))
            if told is not None:
                return replace(row, day=told[0], month=told[1])
        return row


def _account(said: str) -> str:
    """A number that money can be paid to; "Konto 4630" is one of the municipality's own books."""
    return said if sum(sign.isdigit() for sign in said) >= _DIGITS else ""


def _measured(row: PaymentRow, said: Said) -> PaymentRow:
    """The row with its sums, lengths and times."""
    minutes, registered = said.get("minutes", ""), said.get("registered", "")
    charged = values.hours(minutes, minutes=True) if minutes else values.hours(said.get("hours", ""))
    row = replace(row, amount=values.ore(said.get("amount", "") or said.get("reviewed", "")), hours=charged)
    if row.sort is RowSort.VISIT:
        return _timed(row, said, values.clock(registered))
    return replace(row, planned=values.hours(said.get("planned", "")), registered=_registered(registered))


def _registered(said: str) -> float | None:
    """A length that was registered: nothing where that is said, unknown where something else is."""
    return 0.0 if values.is_nothing(said) else values.hours(said)


def _timed(row: PaymentRow, said: Said, opened: int | None) -> PaymentRow:
    """A visit with when it began and ended. Where a lock tells, ``opened``, it is registered by the time charged for
    from then on, since nobody knows more; where it tells of no opening, nothing is."""
    begins, ends = values.clock(said.get("begins", "")), values.clock(said.get("ends", ""))
    begins = opened if begins is None else begins
    if begins is not None and ends is None and row.hours is not None:
        ends = begins + round(row.hours * _HOUR)
    if begins is not None and ends is not None and ends < begins:
        ends += MINUTES_OF_DAY
    lasted = None if begins is None or ends is None else round((ends - begins) / _HOUR, 4)
    told = _registered(said.get("registered", "")) if opened is None else None
    return replace(row, begins=begins, ends=ends, registered=lasted if told is None else told)


def _is_whole(row: PaymentRow) -> bool:
    """Whether what a row of this sort must have could be read. A sum without day and invoice is of several rows."""
    match row.sort:
        case RowSort.VISIT:
            return row.day is not None and (row.begins is not None or row.hours is not None)
        case RowSort.CONTROL:
            return any(each is not None for each in (row.hours, row.planned, row.registered))
        case RowSort.REVIEWED:
            return row.amount is not None
        case _:
            return row.amount is not None and (row.day is not None or bool(row.invoice))
