"""Made-up sheets of payments and visits, XLSX and CSV, with what is planted in them: every name and number is made up.

Nordljus Omsorg AB and Västanvind Omsorg AB share an account; Nordljus has an invoice booked twice, one booked again in
another paper, one service booked twice under two numbers, and one booked twice and credited, which is nothing. Staff
are at two visits at once, at one provider and at both; a client has two visits at once. A control sheet has less time
registered than planned, and July has more hours paid for than visits. An extract that overlaps, a copy, and a former
version of the first sheet tell what is there already.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook

from tests.nlp.numbers_made_up import check_digit, orgnr

NORD: Final = "Nordljus Omsorg AB"
VAST: Final = "Västanvind Omsorg AB"
LUGN: Final = "Lugna Åns Hemtjänst AB"
_NUMBERS: Final = {NORD: orgnr("559111002"), VAST: orgnr("559111003"), LUGN: orgnr("559111004")}


def _giro(seven: str) -> str:
    digits = seven + check_digit(seven)
    return f"{digits[:4]}-{digits[4:]}"


SHARED: Final = _giro("5911002")
OWN: Final = _giro("5911003")
_HEAD: Final = ("Bokföringsdag", "Leverantör", "Org.nr", "Bankgiro", "Faktura", "Tjänst", "Timmar", "Belopp")


@dataclass(frozen=True, slots=True)
class PlantedPaper:
    name: str
    content: bytes


def _row(day: str, who: str, invoice: str, service: str, hours: str, amount: str) -> tuple[str, ...]:
    number = _NUMBERS[who]
    giro = OWN if who == LUGN else SHARED
    return day, who, f"{number[:6]}-{number[6:]}", giro, invoice, service, hours, amount


_JUNE: Final = (
    _row("2024-06-03", NORD, "7001", "serviceinsatser", "20,0", "9 000,00"),
    _row("2024-06-10", NORD, "7002", "nattinsatser", "10,5", "7 350,00"),
    _row("2024-06-10", NORD, "7002", "nattinsatser", "10,5", "7 350,00"),  # the same invoice again
    _row("2024-06-12", NORD, "7003", "ledsagning", "8,0", "3 600,00"),
    _row("2024-06-12", NORD, "7004", "ledsagning", "8,0", "3 600,00"),  # under another number
    _row("2024-06-14", NORD, "7005", "avlösning", "4,0", "1 800,00"),
    _row("2024-06-14", NORD, "7005", "avlösning", "4,0", "1 800,00"),  # and taken back:
    _row("2024-06-20", NORD, "7006", "avlösning", "4,0", "-1 800,00"),
    _row("2024-06-17", VAST, "310", "serviceinsatser", "12,0", "5 400,00"),
    _row("2024-06-18", LUGN, "88", "serviceinsatser", "6,0", "2 700,00"),
    _row("2024-06-18", LUGN, "88", "nattinsatser", "2,0", "1 400,00"),  # one invoice over two services
)
_JULY: Final = (
    _row("2024-07-02", NORD, "7010", "serviceinsatser", "30,0", "13 500,00"),
    _row("2024-07-05", NORD, "7001", "serviceinsatser", "20,0", "9 000,00"),  # June's invoice, another day
    _row("2024-07-09", VAST, "311", "serviceinsatser", "1,0", "450,00"),
)
_VISITS: Final = (
    ("2024-07-01", "Berg, Provia", "Testman, Algot", "08:00", "08:45"),
    ("2024-07-01", "Berg, Provia", "Provsson, Elsa", "08:30", "09:00"),  # Provia is at two
    ("2024-07-02", "Ek, Testina", "Testman, Algot", "10:00", "11:00"),
    ("2024-07-02", "Alm, Prova", "Testman, Algot", "10:30", "10:45"),  # Algot has two
    ("2024-07-03", "Alm, Prova", "Nr 12", "23:30", "00:30"),
)
_AT_WEST: Final = (
    ("2024-07-02", "Ek, Testina", "Nr 12", "10:50", "11:20"),  # at Nordljus until eleven
    ("2024-07-05", "Ek, Testina", "Nr 4", "12:00", "12:30"),
)
_VISIT_HEAD: Final = ("Datum", "Personal", "Brukare", "Starttid", "Sluttid")


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _book(sheets: Sequence[tuple[str, Sequence[Sequence[object]]]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _headed(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], *more: Sequence[str]
) -> list[Sequence[str]]:
    """A title over the head, the head once more in the middle as after a page break, and a row of totals."""
    middle = len(rows) // 2
    return [(title,), *more, (), head, *rows[:middle], head, *rows[middle:], ("Summa", "", "", "", "", "", "", "1,00")]


def _of(who: str) -> Sequence[str]:
    return ("Utförare", f"{who}, {_NUMBERS[who][:6]}-{_NUMBERS[who][6:]}")


def papers() -> list[PlantedPaper]:
    """In the order in which they came: a former version of the first lies at its path."""
    june = _headed("Utbetalningsrader juni 2024", _HEAD, _JUNE)
    control = (
        ("Kontrollblad - utförd tid",), ("Datum", "2024-08-05"), _of(NORD), ("Granskad månad", "juli 2024"), (),
        ("Insats", "Planerad tid", "Registrerad tid", "Anmärkning"), ("morgonbesök", "90 min", "20 min", "kort"),
        ("larmbesök", "30 min", "–", "ingen öppning"), ("tvätt", "1 tim", "60 min", ""),
    )  # fmt: skip
    return [
        PlantedPaper("utbetalningar-juni.xlsx", _book([("Rader", june[:6])])),
        PlantedPaper("utbetalningar-juni.xlsx", _book([("Försättsblad", june[:1]), ("Rader", june)])),
        PlantedPaper("kopia av juni.csv", _csv(june)),
        PlantedPaper("uttag.csv", _csv(_headed("Utbetalningsrader", _HEAD, [_JUNE[8], *_JULY]))),
        PlantedPaper("kontrollblad.xlsx", _book([("Blad1", control)])),
        PlantedPaper("besök-nord.csv", _csv(_headed("Besöksrader, utdrag", _VISIT_HEAD, _VISITS, _of(NORD)))),
        PlantedPaper("besök-väst.xlsx", _book([("Besök", [_of(VAST), _VISIT_HEAD, *_AT_WEST])])),
    ]
