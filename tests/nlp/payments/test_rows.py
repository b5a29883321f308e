"""Sums, hours and heads as they are written; which tables are read, and which rows of them."""

from __future__ import annotations

from datetime import date

import pytest

from models.layout import Block, BlockKind, Layout
from models.payment import PaymentRow, RowSort
from models.table_places import SheetPlaces
from nlp.payments import values
from nlp.payments.headings import columns, is_total, role
from nlp.payments.rows import PageOf, payment_rows


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("93 600,00", 9_360_000), ("102921.00", 10_292_100), ("1.234,50", 123_450), ("1,234.50", 123_450),
        ("-3 400", -340_000), ("−3 400,00", -340_000), ("3 400,00-", -340_000), ("(3 400)", -340_000),
        ("447 200:-", 44_720_000), ("3\u00a0400 kr", 340_000), ("SEK 12,5", 1_250), ("0", 0),
        ("", None), ("–", None), ("12 h", None), ("2024-03-04", None),
    ],
)  # fmt: skip
def test_sums(written: str, ore: int | None) -> None:
    assert values.ore(written) == ore


@pytest.mark.parametrize(
    ("written", "hours"),
    [("205,5", 205.5), ("203.00", 203.0), ("19 min", 0.3167), ("2 tim 30 min", 2.5), ("1,5 h", 1.5), ("-4,0", -4.0),
     ("1 250", 1250.0), ("–", None), ("ingen öppning", None), ("", None)],
)  # fmt: skip
def test_hours(written: str, hours: float | None) -> None:
    assert values.hours(written) == hours


def test_times_and_days() -> None:
    clocks = ("07.30", "7:30", "kl 07:30", "2024-03-04 07:30", "07:30:00", "ingen öppning", "45")
    assert [values.clock(each) for each in clocks] == [450, 450, 450, 450, 450, None, None]
    assert values.day("2024-02-30") is None
    assert [values.day(each) for each in ("20240215", "2024-02", "juli")] == [
        (date(2024, 2, 15), False), (date(2024, 2, 1), True), None
    ]  # fmt: skip


def test_heads_by_what_they_are_called() -> None:
    assert [role(each) for each in ("Org.nr", "UTBETALT (kr)", "Lev.namn", "Färg")] == [
        "orgnr", "amount", "provider", ""
    ]  # fmt: skip
    assert columns({1: "Artikel", 2: "Antal timmar", 3: "Belopp"}) == {}  # lines of an invoice
    assert [is_total(each) for each in ("Summa", "Totalt juni", "Delsumma:", "Summarum AB")] == [
        True,
        True,
        True,
        False,
    ]


def _sheet(number: int, name: str, *rows: tuple[str, ...]) -> PageOf:
    text, blocks = "", list[Block]()
    for at, cells in enumerate(rows, 1):
        places, start = SheetPlaces(name, at), len(text)
        for column, cell in enumerate(cells, 1):
            if cell:
                blocks.append(Block(len(text), len(text) + len(cell), BlockKind.CELL, places.cell(column)))
            text += f"{cell}\t"
        text = text[:-1]
        blocks.append(Block(start, len(text), BlockKind.ROW, places.row()))
        text += "\n"
    return number, text, Layout(tuple(blocks))


def _rows(*pages: PageOf) -> list[PaymentRow]:
    return payment_rows(pages, [], [])


_HEAD = ("Betaldatum", "Lev.namn", "Fakturanr", "Belopp")


def test_a_head_holds_to_the_end_of_its_sheet_and_stands_again() -> None:
    first = _sheet(
        1, "Juni", ("Betalningar",), _HEAD, ("2024-06-03", "A AB", "1", "10"), _HEAD,
        ("2024-06-04", "", "2", "-5"), ("Summa", "", "", "5"), ("", "", "", "5"),
    )  # fmt: skip
    other = _sheet(2, "Budget", ("2024-07-01", "A AB", "3", "99"))
    found = _rows(first, other)
    assert [(row.invoice, row.amount, row.place) for row in found] == [("1", 1000, "Juni!3"), ("2", -500, "Juni!5")]


def test_what_a_visit_and_a_control_tell() -> None:
    visits = _sheet(
        1, "Besök", ("Datum", "Brukare", "Planerad tid", "Låset öppnat", "Debiterade minuter"),
        ("2024-01-04", "Nr 3", "07.00", "07.10", "45"), ("2024-01-05", "Nr 3", "07.00", "ingen öppning", "30"),
    )  # fmt: skip
    control = _sheet(2, "Tid", ("Insats", "Planerad tid", "Registrerad tid"), ("tvätt", "60 min", "–"))
    opened, closed, checked = _rows(visits, control)
    assert (opened.sort, opened.begins, opened.ends, opened.registered) == (RowSort.VISIT, 430, 475, 0.75)
    assert (closed.begins, closed.hours, closed.registered) == (None, 0.5, 0.0)
    assert (checked.sort, checked.planned, checked.registered) == (RowSort.CONTROL, 1.0, 0.0)


def test_a_visit_over_midnight_ends_on_the_next_day() -> None:
    (row,) = _rows(_sheet(1, "B", ("Dag", "Personal", "Start", "Slut"), ("2024-01-04", "Prova Berg", "23:30", "00:15")))
    assert (row.begins, row.ends, row.registered) == (1410, 1455, 0.75)
