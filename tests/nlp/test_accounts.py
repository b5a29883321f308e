"""Giro numbers, IBANs and bank accounts: their forms, who speaks for them, and what is not one."""

from __future__ import annotations

import pytest

from models.mention import Label
from nlp.rules.checks import iban
from tests.nlp.finding import mentions, values
from tests.nlp.numbers_made_up import check_digit, orgnr, personnummer
from tests.nlp.ruled import told

IBAN = "SE4550000000058398257466"  # the example of the IBAN registry
NUMBER = orgnr("559900112")


def giro(number: str) -> str:
    return number + check_digit(number)


LONG, SHORT, PLUS = giro("5284071"), giro("528407"), giro("123456")
DASHED = f"{LONG[:4]}-{LONG[4:]}"


@pytest.mark.parametrize(
    "text",
    [
        f"Bankgiro {DASHED}",
        f"Bankgiro: {LONG[:4]} - {LONG[4:]}",
        f"bg: {LONG}",
        f"Bankgironr {LONG[:4]} {LONG[4:]}",
        f"vårt bankgironummer är {DASHED}",
        f"BG\n{DASHED}",
        f"giro {DASHED}",
        f"plusgiro {DASHED}",  # as it is written it is a bankgiro, whatever it is called
        f"Betalning sker till {DASHED} eller kontant",
        f"Fakturering:\t{DASHED}",
        f"Datum\tBolag\tBankgiro\tBelopp\n2024-01-02\tKvarnen AB\t{DASHED}\t500,00",
        f"| Namn | BG |\n|---|---|\n| Kvarnen | {DASHED} |",
    ],
)
def test_bankgiro(text: str) -> None:
    assert values(text, Label.ACCOUNT) == [f"BG:{LONG}"]


def test_a_short_bankgiro() -> None:
    assert values(f"bg {SHORT[:3]}-{SHORT[3:]}", Label.ACCOUNT) == [f"BG:{SHORT}"]


@pytest.mark.parametrize(
    "text",
    [
        f"plusgiro {PLUS[:2]} {PLUS[2:4]} {PLUS[4:6]}-{PLUS[6:]}",
        f"PlusGiro: {PLUS[:-1]}-{PLUS[-1]}",
        f"pg {PLUS[:3]} {PLUS[3:6]}-{PLUS[6:]}",
        f"postgiro {PLUS[:-1]} - {PLUS[-1]}",
        f"PG {PLUS}",
        f"betalas till kontot, {PLUS[:4]}\n{PLUS[4:6]}-{PLUS[6:]}",
    ],
)
def test_plusgiro(text: str) -> None:
    assert values(text, Label.ACCOUNT) == [f"PG:{PLUS}"]


@pytest.mark.parametrize(
    "text",
    [
        f"ring {DASHED}",
        f"Bankgiro {LONG[:4]}-{LONG[4:-1]}{(int(LONG[-1]) + 1) % 10}",  # wrong check digit
        f"Faktura {DASHED} betalas i dag",
        f"Betalas mot faktura {DASHED}",
        f"betalningarna 2023-{giro('2023202')[4:]}",  # years, whose digits happen to hold
        "konto 5010 lokalhyra",
        "konto 2440 2024-05-01",
        "clearing 6000",
        f"personkonto 3300 {personnummer('850312')}",  # a personnummer, and masked as one
    ],
)
def test_not_an_account(text: str) -> None:
    assert values(text, Label.ACCOUNT) == []


def test_a_personal_account_is_named_as_the_personnummer_that_it_is() -> None:
    number = personnummer("850312")
    assert values(f"personkonto 3300-{number}", Label.ACCOUNT) == []


@pytest.mark.parametrize(
    "text",
    [f"IBAN {IBAN}", f"IBAN: {IBAN[:4]} {IBAN[4:8]} {IBAN[8:12]} {IBAN[12:16]} {IBAN[16:20]} {IBAN[20:]}, BIC ESSESESS",
     f"iban {IBAN.lower()}", f"betala till {IBAN}"],
)  # fmt: skip
def test_iban(text: str) -> None:
    assert values(text, Label.ACCOUNT) == [IBAN]


def grouped(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


OTHER_IBAN = f"SE{98 - int('60000000000123456789281400') % 97:02}60000000000123456789"  # ISO 13616: letters as 10–35


@pytest.mark.parametrize(
    "after",
    ["\nBIC\tESSESESS", " BIC ESSESESS", "\n2024-05-19 Inbetalning", "\n12 st", "\nBELOPP 500,00", "\nBG"],
)
@pytest.mark.parametrize("written", [grouped(IBAN), IBAN, grouped(IBAN).lower()])
def test_iban_whatever_follows(written: str, after: str) -> None:
    assert told(f"IBAN: {written}{after}", Label.ACCOUNT) == [(written, IBAN)]


def test_ibans_on_lines_of_their_own() -> None:
    wrong = f"SE46{IBAN[4:]}"
    text = "\n".join(grouped(number) for number in (IBAN, OTHER_IBAN, wrong, IBAN, wrong))
    assert told(text, Label.ACCOUNT) == [(grouped(number), number) for number in (IBAN, OTHER_IBAN, IBAN)]


@pytest.mark.parametrize("number", ["DE89370400440532013000", "FI2112345600000785", "NO9386011117947"])
def test_iban_of_another_country_is_as_long_as_they_are_there(number: str) -> None:
    """The examples of the IBAN registry; a wrong one is not cut until some number holds."""
    assert values(f"IBAN {grouped(number)}\n2024-05-19 1234 5678", Label.ACCOUNT) == [number]
    for digit in range(1, 97):
        wrong = f"{number[:2]}{(int(number[2:4]) + digit) % 97 + 2:02}{number[4:]}"
        found = values(f"IBAN {grouped(wrong)} 1234 5678 9012", Label.ACCOUNT)
        assert found in ([], [number]), wrong


def test_iban_with_a_wrong_digit() -> None:
    assert values(f"IBAN SE46{IBAN[4:]}", Label.ACCOUNT) == []
    assert values(f"IBAN {grouped(f'SE46{IBAN[4:]}')}\nBIC", Label.ACCOUNT) == []
    assert not iban("SE")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("clearing 8327-9, konto 123 456 789-0", "KONTO:83279-1234567890"),
        ("Clearingnummer: 6000 Kontonummer: 123 456 789", "KONTO:6000-123456789"),
        ("Clearingnr 9150\nKontonr 1234567", "KONTO:9150-1234567"),
        ("kontonr 8327-9, 904 452 4", "KONTO:83279-9044524"),
        ("bankkonto 5231-1234567", "KONTO:5231-1234567"),
    ],
)
def test_clearing_and_account(text: str, value: str) -> None:
    assert values(text, Label.ACCOUNT) == [value]


def test_what_a_giro_number_and_a_payment_are_sure_of() -> None:
    named, paid = (mentions(f"{word} {DASHED}")[0].confidence for word in ("bankgiro", "betalas till"))
    assert named > paid > 0.5
