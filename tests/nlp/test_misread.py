"""Numbers with letters that print makes of digits: named only where the check digit holds, and as possible readings."""

from __future__ import annotations

import pytest

from models.mention import Label, Mention
from nlp.choice import RULES
from nlp.rules import misread
from tests.nlp.finding import mentions
from tests.nlp.numbers_made_up import check_digit, orgnr, personnummer

P, COMPANY = personnummer("850210"), orgnr("559018112")
GIRO = "5081071" + check_digit("5081071")
IBAN = "SE4550000000058398257466"


def print_of(number: str, digit: str, letter: str) -> str:
    """The number with the first such digit as a letter, and its dash."""
    return (number[:-4] + "-" + number[-4:]).replace(digit, letter, 1)


def one(text: str) -> Mention:
    (mention,) = [mention for mention in mentions(text, pipeline=RULES) if mention.label is not Label.DATE]
    return mention


@pytest.mark.parametrize(("digit", "letter"), [("0", "O"), ("1", "l"), ("1", "I"), ("5", "S"), ("8", "B"), ("0", "o")])
def test_a_confusion_is_tried(digit: str, letter: str) -> None:
    for number, label, value, word in (
        (P, Label.PERSONNUMMER, "19" + P, "Personnummer"),
        (COMPANY, Label.ORGNR, COMPANY, "Org.nr"),
        (GIRO, Label.ACCOUNT, f"BG:{GIRO}", "Bankgiro"),
    ):
        mention = one(f"{word}: {print_of(number, digit, letter)}")
        assert (mention.label, mention.value) == (label, value)
        assert mention.method.endswith(":possible")
        assert mention.confidence <= 0.5


def test_an_iban_with_a_confusion() -> None:
    mention = one(f"IBAN {IBAN.replace('0', 'O', 2)}")
    assert (mention.value, mention.method) == (IBAN, "rule:iban:possible")


@pytest.mark.parametrize(
    "text",
    [
        f"Personnummer: {print_of(P[:-1] + str((int(P[-1]) + 1) % 10), '0', 'O')}",  # the check digit does not hold
        f"märkt {COMPANY.replace('8', 'B', 1)}",  # without its dash, and nothing says what it is
        "märkt SB1234-5678, BSSIOl-SBBO",
        f"Org.nr: {COMPANY[:2]}OOIS-{COMPANY[6:]}",  # too many letters
    ],
)
def test_no_other_is(text: str) -> None:
    assert [m for m in mentions(text) if m.label in (Label.PERSONNUMMER, Label.ORGNR, Label.ACCOUNT)] == []


def test_what_was_meant() -> None:
    assert misread.meant("85O3l2-98S5") == "8503129855"
    assert misread.meant("850312-9855") is None
    assert misread.meant("OOOO12-9855") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("telefon 0980-319 210, miljobygg&Galvhamra.example Sida 1", "miljobygg@alvhamra.example"),
        ("tillstand Qalvhamra.se 1 (1)", "tillstand@alvhamra.se"),
        ("gunnar.svensson €brevkorgen.example", "gunnar.svensson@brevkorgen.example"),
        ("E-post\nmiljobygg Calvhamra.se", "miljobygg@alvhamra.se"),
    ],
)
def test_an_address_whose_sign_was_misread(text: str, value: str) -> None:
    (mention,) = [mention for mention in mentions(text, pipeline=RULES) if mention.label is Label.EMAIL]
    assert (mention.value, mention.method) == (value, "rule:email:possible")


@pytest.mark.parametrize(
    "text", ["se Quiz.se", "besök Google.com", "föreningen Chileadoption.se", "a&b.se", "läs G.se"]
)
def test_other_names_with_such_letters_are_no_address(text: str) -> None:
    assert [m for m in mentions(text, pipeline=RULES) if m.label is Label.EMAIL] == []
