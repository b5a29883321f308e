"""Amounts: how they are written, in text and in tables, and what is not one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.mention import Label
from nlp.rules.amount_number import decimal, scale_of
from tests.nlp.finding import mentions, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 284 500 kronor", "1284500.00"),
        ("1\u00a0284\u00a0500 kr", "1284500.00"),
        ("15.000:-", "15000.00"),
        ("12 500,-", "12500.00"),
        ("62:-", "62.00"),
        ("5.000 kr", "5000.00"),
        ("5000kr", "5000.00"),
        ("1'500 kr", "1500.00"),
        ("15,000 SEK", "15000.00"),
        ("5 000:50 kr", "5000.50"),
        ("349,50 kr/mån", "349.50"),
        ("20\n000 kronor", "20000.00"),
        ("694 100\nkronor", "694100.00"),
        ("12,4 mnkr", "12400000.00"),
        ("2,5 Mkr", "2500000.00"),
        ("1,5 miljoner kronor", "1500000.00"),
        ("1,5 mil\u00adjoner kro\u00adnor", "1500000.00"),
        ("550 miljoner \nkronor", "550000000.00"),
        ("60 milj. kr", "60000000.00"),
        ("3 mdr kr", "3000000000.00"),
        ("12 tusen kronor", "12000.00"),
        ("250 tkr", "250000.00"),
        ("500 KSEK", "500000.00"),
        ("KSEK 500", "500000.00"),
        ("SEK 15 000", "15000.00"),
        ("SEK 525 million", "525000000.00"),
        ("kr 1 284,50", "1284.50"),
        ("3 kr 88 öre", "3.88"),
        ("1 krona och 34 öre", "1.34"),
        ("50 öre", "0.50"),
        ("25 000 svenska kronor", "25000.00"),
        ("Summa: 12 500,00", "12500.00"),
        ("moms 488,00; övrigt", "488.00"),
        ("Avgift: 12 500", "12500.00"),
        ("1 500 sek", "1500.00"),
    ],
)
def test_an_amount(text: str, value: str) -> None:
    assert values(f"x {text}", Label.AMOUNT) == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 000–8 000 kronor", ["5000.00", "8000.00"]),
        ("5-10 mnkr", ["5000000.00", "10000000.00"]),
        ("mellan 5 000 och 8 000 kronor", ["5000.00", "8000.00"]),
        ("från 500 000 till 1,2 miljoner kronor", ["500000.00", "1200000.00"]),
        ("277,3 (223,9) miljarder kronor", ["277300000000.00", "223900000000.00"]),
        ("44 respektive 48 kronor", ["44.00", "48.00"]),
        ("faktura 20226586 (59 000 kr)", ["59000.00"]),
        ("för år 2020 till 66 800 kronor", ["66800.00"]),
        ("20 000 kr inkl. moms (4 000 kr)", ["20000.00", "4000.00"]),
    ],
)
def test_two_amounts(text: str, found: list[str]) -> None:
    assert values(text, Label.AMOUNT) == found


def test_a_minus_is_no_part_of_the_sum() -> None:
    (mention,) = mentions("en kredit om -414 kronor")
    assert (mention.text, mention.value) == ("414 kronor", "414.00")


@pytest.mark.parametrize(
    "text",
    ["Film 21 sek", "15 000 kvm", "1 500,50 m", "12,50 %", "9,50 promille", "0,60", "3,16 prisbasbelopp", "10 krossade",
     "60 danska kronor", "270 miljoner norska kronor", "N 6 581 822,15 E 674 032,21", "kronor 2024", "1:-2", "krona",
     "Timmar: 12,50", "koordinat: 6 581 822,15"],
)  # fmt: skip
def test_not_an_amount(text: str) -> None:
    assert values(text, Label.AMOUNT) == []


TABLE = "Datum\tTimmar\tÀ-pris\tBelopp\n2024-01-02\t38,50\t412\t15862\nSumma\t38,50\t\t15 862,00"


def test_the_heading_tells_which_numbers_are_sums() -> None:
    assert values(TABLE, Label.AMOUNT) == ["412.00", "15862.00", "15862.00"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Post\tUtbetalt (tkr)\nHyra\t120", ["120000.00"]),
        ("Vara   Antal   Pris\nkaffe   12   49,00", ["49.00"]),
        ("| Vara | Kronor |\n|---|---|\n| kaffe | 49 |", ["49.00"]),
        ("barnomsorg\t954,00\nAtt betala\t1 250", ["954.00", "1250.00"]),
        ("Bolag\tBelopp\nKvarnens Bageri\n& Kafé AB\t360\n000,00", ["360000.00"]),
        ("A\tB\tAvdrag\nfärg\t2\t-84,00", ["84.00"]),
        ("Artikel\tSaldo\tÀ-pris\tVärde\nskruv\t20\t3\t60", ["3.00", "60.00"]),
    ],
)
def test_sums_in_tables(text: str, found: list[str]) -> None:
    assert values(text, Label.AMOUNT) == found


@pytest.mark.parametrize(
    "text",
    ["Prov\tVärde\njäst\t2863", "Vara\tAntal\nkaffe\t12,00", "Namn\tSumma timmar\nEk\t12,50", "Utandningsprov:\t0,00",
     "Öresutjämning\t0,18", "Konto\tKostnadsställe\nhyra\t4010", "Betyg A.M.\tBetyg B.L.\n1\t5"],
)  # fmt: skip
def test_other_cells(text: str) -> None:
    assert values(text, Label.AMOUNT) == []


def test_a_decimal_of_a_multiple_is_no_thousand() -> None:
    assert decimal("1,284") == Decimal(1284)
    assert decimal("1,284", scale=10**6) == Decimal(1_284_000)
    assert [scale_of(unit) for unit in ("kr", "tkr", "Mnkr", "miljarder kronor")] == [1, 10**3, 10**6, 10**9]
