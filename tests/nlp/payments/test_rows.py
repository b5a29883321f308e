"""Sums, hours and heads as they are written; which tables are read, and which rows of them."""

from __future__ import annotations

from datetime import date

import pytest

from models.document import Field
from models.layout import Block, BlockKind, Layout
from models.mention import Label, Mention
from models.payment import PaymentRow, RowSort
from models.table_lines import table_lines
from models.table_places import SheetPlaces
from nlp.payments import values
from nlp.payments.headings import columns, is_total, role
from nlp.payments.naming import Named
from nlp.payments.rows import PageOf, payment_rows


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("93 600,00", 9_360_000), ("102921.00", 10_292_100), ("1.234,50", 123_450), ("1,234.50", 123_450),
        ("-3 400", -340_000), ("−3 400,00", -340_000), ("3 400,00-", -340_000), ("(3 400)", -340_000),
        ("447 200:-", 44_720_000), ("3\u00a0400 kr", 340_000), ("SEK 12,5", 1_250), ("0", 0),
        ("", None), ("–", None), ("12 h", None), ("2024-03-04", None), ("55911100255591110025", None),
        ("9183.33333", 918_333), ("1234.567", 123_457), ("234.567", 23_456_700), ("-0,995", -100),
    ],
)  # fmt: skip
def test_sums(written: str, ore: int | None) -> None:
    assert values.ore(written) == ore


@pytest.mark.parametrize(
    ("written", "hours"),
    [("205,5", 205.5), ("203.00", 203.0), ("19 min", 0.3167), ("2 tim 30 min", 2.5), ("1,5 h", 1.5), ("-4,0", -4.0),
     ("1 250", 1250.0), ("–", None), ("ingen öppning", None), ("", None), ("9" * 200, None), ("9" * 400, None)],
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


def test_only_what_says_so_is_a_door_that_was_not_opened() -> None:
    head = ("Datum", "Brukare", "Personal", "Start", "Slut", "Timmar", "Registrerad tid")
    told = ("0,75", "45 min", "ja", "ej öppnat", "–", "")
    rows = _rows(_sheet(1, "B", head, *[("2024-01-04", "Nr 3", "X", "08:00", "08:45", "0,75", each) for each in told]))
    assert [row.registered for row in rows] == [0.75, 0.75, 0.75, 0.0, 0.0, 0.75]
    control = _sheet(2, "T", ("Insats", "Planerad tid", "Registrerad tid"), ("tvätt", "60 min", "se bilaga"))
    assert [row.registered for row in _rows(control)] == [None]


def test_a_row_that_begins_with_its_provider_is_no_total() -> None:
    page = _sheet(
        1, "J", ("Lev.namn", "Betaldatum", "Belopp"), ("Total Omsorg AB", "2024-06-03", "10"), ("Totalt", "", "10")
    )
    at = page[1].index("Total Omsorg")
    who = Mention(Label.ORG, 1, at, at + 15, "Total Omsorg AB", "Total Omsorg AB", 0.9, "rule:org")
    (row,) = payment_rows([page], [who], [])
    assert (row.provider_start, row.amount) == (at, 1000)


def test_an_account_of_the_books_is_none_that_is_paid_to() -> None:
    head = ("Betaldatum", "Lev.namn", "Konto", "Belopp")
    rows = _rows(_sheet(1, "J", head, ("2024-06-03", "A", "4630", "10"), ("2024-06-03", "A", "8327-9 123456", "10")))
    assert [row.account for row in rows] == ["", "8327-9 123456"]


def test_the_period_of_a_page_dates_that_page_alone() -> None:
    head = ("Insats", "Planerad tid", "Registrerad tid")
    pages = [_sheet(number, f"Blad{number}", head, ("tvätt", "60 min", "20 min")) for number in (1, 2)]
    found = payment_rows(pages, [], [Field("period", "2024-07", "juli 2024", 1, 0, 6), Field("period", "2024-01", "x")])
    assert [(row.day, row.month) for row in found] == [(date(2024, 7, 1), True), (None, False)]


def test_a_personnummer_that_only_its_name_tells_is_masked_beside_one_that_its_shape_tells() -> None:
    text = "850312-9805 och 85 03 12 98 O5"
    cell, odd = Block(0, len(text), BlockKind.CELL), text.index("85 03")
    named = Named([Mention(Label.PERSONNUMMER, 1, odd, len(text), text[odd:], text[odd:], 0.9, "model:fast")])
    assert "98" not in named.masked(1, cell, text)[odd:]
    alone = Named([Mention(Label.PERSONNUMMER, 1, 0, 11, text[:11], text[:11], 0.9, "rule:personnummer")])
    assert alone.masked(1, cell, text) == text


def test_a_table_within_a_cell_is_of_the_outer_row() -> None:
    cells = (
        Block(0, 4, BlockKind.CELL, "tabell 2, rad 1, kolumn 1"),
        Block(5, 9, BlockKind.CELL, "tabell 1, rad 1, kolumn 2"),
    )
    rows = (Block(0, 4, BlockKind.ROW, "tabell 2, rad 1"), Block(0, 9, BlockKind.ROW, "tabell 1, rad 1"))
    assert [(line.block.end, len(line.cells)) for line in table_lines((*cells, *rows))] == [(9, 2)]


def test_a_visit_over_midnight_ends_on_the_next_day() -> None:
    (row,) = _rows(_sheet(1, "B", ("Dag", "Personal", "Start", "Slut"), ("2024-01-04", "Prova Berg", "23:30", "00:15")))
    assert (row.begins, row.ends, row.registered) == (1410, 1455, 0.75)
