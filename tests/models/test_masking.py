"""The mask: every way to write a personnummer is covered, what plainly is something else is not, and it is quick."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.masking import mask, mask_with, numbers
from tests.timing import seconds

# Made up: serial 980 is kept by Skatteverket for test persons.
WAYS = [
    ("850312-9805", "850312-XXXX"),
    ("198503129805", "19850312XXXX"),
    ("8503129805", "850312XXXX"),
    ("18850312-9805", "18850312-XXXX"),
    ("19850312 - 9805", "19850312 - XXXX"),
    ("850372-9805", "850372-XXXX"),
    ("850312 9805", "850312 XXXX"),
    ("850312\u00a09805", "850312\u00a0XXXX"),
    ("850312+9805", "850312+XXXX"),
    ("850312--9805", "850312--XXXX"),
    ("850312-\n 9805", "850312-\n XXXX"),
    ("850312 -\r\n\t9805", "850312 -\r\n\tXXXX"),
    ("850312\n9805", "850312\nXXXX"),
    ("1985-03-12-9805", "1985-03-12-XXXX"),
    ("85.03.12-9805", "85.03.12-XXXX"),
    ("850312_9805", "850312_XXXX"),
    ("8503 12-98 05", "8503 12-XX XX"),
    ("19 850312-9805", "19 850312-XXXX"),
    ("8 5 0 3 1 2 - 9 8 0 5", "8 5 0 3 1 2 - X X X X"),
    ("1 9 8 5 0 3 1 2 9 8 0 5", "1 9 8 5 0 3 1 2 X X X X"),
    ("850312-98\u200b05", "850312-XX\u200bXX"),
    ("８５０３１２-９８０５", "８５０３１２-XXXX"),
    *((f"850312{dash}9805", f"850312{dash}XXXX") for dash in "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"),
]
AROUND = ["{}", "Anmalan_{}.pdf", "pnr-{}", "pnr{}", "({}),", "{}A", "{}och", "a/{}/b", "nr:{}.", "24 {}", "7 {} 7"]
SOMETHING_ELSE = [
    "dnr 2024-0113",
    "MHN-2024-1234 och 2024/000113",
    "110512/2014",
    "orgnr 556016-0680, 16556016-0680 eller 5560160680",
    "tel 0980-319 200",
    "070-123 45 67",
    "0701-23 45 67",
    "+46 70 123 45 67",
    "mobil: 0701740605",
    "1 250 000 kr, 15 000 kr, 100 000-200 000 kr",
    "240519 1500 kr",
    "240519\n- 1500 kronor",
    "2024-05-19 4500",
    "240519 2024-06-01 och 240519 1500,50",
    "2024-05-19 0930",
    "2024-05-19–2024-06-01 och 2024-05-19 - 2024-06-01",
    "SE45 5000 0000 0583 9825 7466",
    "bankgiro 5051-6822",
    "2010:900",
    "10 12 15 20 30",
    "851312-9805",
    "850342-9805",
    "1850312-9805",
    "850312-98051",
]
LONG = [
    "Besöket den 2024-05-19 hos Anna Ek, 850312-9805, tel 070-174 06 05, om 15 000 kr enligt 11 kap. 20 § PBL. ",
    "Serveringstillståndet återkallas enligt beslutet, och handlingarna läggs till ärendet. ",
]
WORST = ["1", "1 ", "1-", "12 ", "1\u00ad", "850312 ", "850312-", "8503\u00ad12\u00ad", "2024-05-19 ", "850312-9805 "]


def test_every_way_to_write_one_is_covered() -> None:
    wanted = [(around.format(number), around.format(masked)) for number, masked in WAYS for around in AROUND]
    assert [(text, mask(text)) for text, _ in wanted] == wanted


@pytest.mark.parametrize("text", SOMETHING_ELSE)
def test_what_plainly_is_something_else_is_left(text: str) -> None:
    assert mask(text) == text


def test_numbers_that_overlap_are_each_covered() -> None:
    assert mask("240101 8503 12-9805") == "240101 XXXX 12-XXXX"
    assert mask("850412+9805 och 850413-9804") == "850412+XXXX och 850413-XXXX"


def test_what_the_register_knows_is_covered_whatever_its_shape() -> None:
    odd, text = "85/03/12, 98.05", "Född 85/03/12, 98.05; 850413-9804."
    start = text.index(odd)
    assert mask(text) != mask_with(text, [(start, start + len(odd))]) == "Född 85/03/12, XX.XX; 850413-XXXX."
    assert mask_with("850312-XXXX", [(0, 11)]) == "850312-XXXX"


@given(st.text(alphabet="0123456789-– \n_.a\u00ad\u200b٣", max_size=60))
def test_a_mask_is_as_long_as_the_text_and_leaves_nothing_to_mask(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(was == now or now == "X" for was, now in zip(text, masked, strict=True))
    assert list(numbers(masked)) == []


@pytest.mark.parametrize("text", LONG)
def test_a_megabyte_is_masked_at_once(text: str) -> None:
    assert _seconds(text, 1_000_000, 1.0) < 1.0  # a tenth on an idle machine


@pytest.mark.parametrize("text", WORST)
def test_no_text_takes_out_of_proportion(text: str) -> None:
    assert _seconds(text, 250_000, 15) < 15  # one, for the worst; work that grew by the square would take hours


def _seconds(text: str, length: int, below: float) -> float:
    whole = (text * (length // len(text) + 1))[:length]
    return seconds(lambda: mask(whole), below=below)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("FAX-2024-06-03-0112.tif", "FAX-2024-06-03-0112.tif"),
        ("Beslut_20241213_0016.docx", "Beslut_20241213_0016.docx"),
        ("Barn_20141213_9808.docx", "Barn_20141213_XXXX.docx"),  # it adds up
        ("Anmälan_19850312_0016.docx", "Anmälan_19850312_XXXX.docx"),  # files are not that old
    ],
)
def test_a_day_and_a_serial_number_in_a_file_name(name: str, shown: str) -> None:
    assert mask(name) == shown
