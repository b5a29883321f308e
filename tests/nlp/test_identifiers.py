"""Numbers with a check digit: their forms, their normal form, and what is not one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label
from nlp.rules.checks import luhn
from tests.nlp.finding import mentions, values
from tests.nlp.numbers_made_up import check_digit, orgnr, personnummer

P = personnummer("850312")
COORDINATION = personnummer("850372")
COMPANY = orgnr("559900112")


@given(st.text(alphabet="0123456789", min_size=1, max_size=18))
def test_exactly_one_check_digit_holds(number: str) -> None:
    assert [digit for digit in "0123456789" if luhn(number + digit)] == [check_digit(number)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{P[:6]}-{P[6:]}", "19" + P),
        (f"19{P[:6]}-{P[6:]}", "19" + P),
        (f"19{P}", "19" + P),
        (f"Personnummer: {P}", "19" + P),
        (f"pnr {P[:6]} {P[6:]}", "19" + P),
        (f"{P[:6]}–{P[6:]}", "19" + P),
        (f"{P[:6]}-\n{P[6:]}", "19" + P),
        (f"{P[:6]}-\n  {P[6:]}", "19" + P),
        *((f"{P[:6]}{dash}{P[6:]}", "19" + P) for dash in "\u00ad\u2010\u2011\u2014\u2212"),
        (f"pnr{P[:6]}-{P[6:]}", "19" + P),
        (f"pnr-{P[:6]}-{P[6:]}", "19" + P),
        (f"Anmalan_{P[:6]}-{P[6:]}", "19" + P),
        (f"1985-03-12-{P[6:]}", "19" + P),
        (f"1885-03-12-{P[6:]}", "18" + P),
        (f"{P[:4]} {P[4:6]}-{P[6:8]} {P[8:]}", "19" + P),
        (f"personnummer {' '.join(P)}", "19" + P),
        (f"{COORDINATION[:6]}-{COORDINATION[6:]}", "19" + COORDINATION),
        ("född 850412-XXXX", "850412-XXXX"),
        ("850412-xxxx", "850412-XXXX"),
        ("850412 - ****", "850412-XXXX"),
    ],
)
def test_personnummer(text: str, value: str) -> None:
    assert values(f"Uppgift: {text}.", Label.PERSONNUMMER) == [value]


def test_the_century_follows_from_the_plus_and_from_the_day() -> None:
    old, young = personnummer("120401"), personnummer("300401")
    assert values(f"{old[:6]}-{old[6:]}", Label.PERSONNUMMER) == ["20" + old]
    assert values(f"{old[:6]}+{old[6:]}", Label.PERSONNUMMER) == ["19" + old]
    assert values(f"{young[:6]}-{young[6:]}", Label.PERSONNUMMER) == ["19" + young]
    assert values(f"{young[:6]}-{young[6:]}", Label.PERSONNUMMER, today=date(2035, 1, 1)) == ["20" + young]


@pytest.mark.parametrize(
    "text",
    [
        f"{P[:6]}-{P[6:9]}{(int(P[9]) + 1) % 10}",  # wrong check digit
        "851312-9802",  # no thirteenth month
        f"{P[:6]} {P[6:]}",  # spaced, and nothing says what it is
        " ".join(P),  # may be a row of a table
        f"{P[:2]} {P[2:4]} {P[4:6]} - {P[6:8]} {P[8:]}",
        f"AB{P[:6]}-{P[6:]}",
        f"20{P[:6]}_{P[6:]}",
        f"Personnummer saknas. Tel: {personnummer('070112')}",
        f"{P}123",
        f"ref {P[:6]}-{P[6:]}-1",
        "0701740605",  # a telephone number from PTS's series for fiction
    ],
)
def test_not_a_personnummer(text: str) -> None:
    assert values(text, Label.PERSONNUMMER) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{COMPANY[:6]}-{COMPANY[6:]}",
        f"org.nr {COMPANY}",
        f"16{COMPANY[:6]}-{COMPANY[6:]}",
        f"16{COMPANY}",
        f"SE{COMPANY}01",
        f"{COMPANY[:6]} - {COMPANY[6:]}",
    ],
)
def test_orgnr(text: str) -> None:
    assert values(f"Bolag ({text})", Label.ORGNR) == [COMPANY]


@pytest.mark.parametrize(
    "text",
    [
        f"ordernummer {COMPANY}",
        f"{COMPANY[:6]}-{COMPANY[6:9]}{(int(COMPANY[9]) + 1) % 10}",
        f"{COMPANY[:6]} {COMPANY[6:]}",
    ],
)
def test_not_an_orgnr(text: str) -> None:
    assert values(text, Label.ORGNR) == []


def test_a_sole_traders_number_is_a_personnummer() -> None:
    found = mentions(f"Organisationsnummer {P[:6]}-{P[6:]}")
    assert [mention.label for mention in found] == [Label.PERSONNUMMER]


def test_a_sole_traders_momsnummer_is_a_personnummer_too() -> None:
    assert [(mention.label, mention.value) for mention in mentions(f"momsreg.nr SE{P}01")] == [
        (Label.PERSONNUMMER, "19" + P)
    ]


def test_an_old_paper_has_no_number_with_a_check_digit() -> None:
    """A paper that seems to be older than such numbers has had its date misread."""
    young = personnummer("940521")
    assert values(f"{young[:6]}-{young[6:]}", Label.PERSONNUMMER, today=date(1947, 7, 23)) == ["19" + young]
    assert values(f"{young[:6]}-{young[6:]}", Label.PERSONNUMMER, today=date(1971, 7, 23)) == ["18" + young]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"organisationsnumret {COMPANY[:6]} {COMPANY[6:]}", COMPANY),
        (f"Orgnr:{COMPANY}", COMPANY),
        (f"org.nr.{COMPANY[:6]}-{COMPANY[6:]}", COMPANY),
        (f"orgnr {COMPANY[:2]} {COMPANY[2:4]} {COMPANY[4:6]}-{COMPANY[6:]}", COMPANY),
        (f"Momsnr: SE {COMPANY[:6]}-{COMPANY[6:]} 01", COMPANY),
        (f"Norrlands Matkompani AB {COMPANY}", COMPANY),
        (f"begärde utdrag för {COMPANY} och fick det", COMPANY),  # a limited company's series, and nothing against it
        (f"Bolag\tOrg.nr\tOrt\nKvarnen\t{COMPANY}\tUmeå", COMPANY),
    ],
)
def test_how_an_orgnr_is_written(text: str, value: str) -> None:
    assert values(text, Label.ORGNR) == [value]


ELSE = ("Ordernr:", "fakturanummer", "OCR", "kundnr", "Er referens:", "ref.", "serienr", "IMEI", "ISBN", "parti", "ID")


@pytest.mark.parametrize("before", ELSE)
def test_what_is_called_something_else_is_no_orgnr(before: str) -> None:
    assert values(f"{before} {COMPANY}", Label.ORGNR) == []


def test_a_column_of_something_else_is_no_orgnr() -> None:
    assert values(f"Faktura\tDatum\n{COMPANY}\t2024-01-02", Label.ORGNR) == []


@pytest.mark.parametrize("before", ["Ordernr: ", "fakturanummer ", "OCR-nummer: ", "kolli-id ", "serienr "])
def test_what_is_called_something_else_is_no_personnummer_without_its_dash(before: str) -> None:
    assert values(f"{before}{P}", Label.PERSONNUMMER) == []
    assert values(f"{before}{P[:6]}-{P[6:]}", Label.PERSONNUMMER) == ["19" + P]
