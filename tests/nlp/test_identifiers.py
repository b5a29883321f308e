"""Numbers with a check digit: their forms, their normal form, and what is not one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label
from nlp.rules.checks import iban, luhn
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


def test_accounts() -> None:
    giro = "5284071" + check_digit("5284071")
    assert values(f"Bankgiro {giro[:4]}-{giro[4:]}", Label.ACCOUNT) == [f"BG:{giro}"]
    assert values(f"ring {giro[:4]}-{giro[4:]}", Label.ACCOUNT) == []
    plus = "123456" + check_digit("123456")
    assert values(f"plusgiro 12 34 56-{plus[-1]}", Label.ACCOUNT) == [f"PG:{plus}"]
    assert values("IBAN SE45 5000 0000 0583 9825 7466", Label.ACCOUNT) == ["SE4550000000058398257466"]
    assert values("IBAN SE46 5000 0000 0583 9825 7466", Label.ACCOUNT) == []
    assert not iban("SE")


def test_a_misread_giro_number_is_less_sure() -> None:
    giro = "5284071" + check_digit("5284071")
    wrong = giro[:-1] + str((int(giro[-1]) + 1) % 10)
    sure, unsure = (mentions(f"bankgiro {one[:4]}-{one[4:]}")[0].confidence for one in (giro, wrong))
    assert unsure <= 0.5 < sure
