"""Every number is well formed and of a series that belongs to nobody."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from sample import identities
from tests.sample.conftest import Made


@pytest.mark.parametrize(("digits", "check"), [("811218987", 6), ("7992739871", 3), ("640823323", 4)])
def test_check_digit_against_published_examples(digits: str, check: int) -> None:
    assert identities.luhn(digits) == check


def test_personnummer_are_of_the_test_series(made: Made) -> None:
    numbers = {mention["value"] for mention in made.mentions() if mention["label"] == "PERSONNUMMER"}
    assert len(numbers) > 20
    for number in (one for one in numbers if not one.endswith("XXXX")):
        assert int(number[8:11]) in identities.TEST_BIRTH_NUMBERS
        assert identities.luhn(number[2:11]) == int(number[11])
        date(int(number[:4]), int(number[4:6]), int(number[6:8]))


def test_company_and_giro_numbers(made: Made) -> None:
    for mention in made.mentions():
        if mention["label"] == "ORGNR":
            assert mention["value"].startswith(("558", "968", "212099"))
        elif mention["label"] == "ACCOUNT":
            if mention["value"].startswith("SE"):
                assert mention["value"][2:4] == identities.iban_check(mention["value"][4:])
                continue
            assert mention["value"].startswith(("BG:99", "PG:99"))
        else:
            continue
        digits = mention["value"].removeprefix("BG:").removeprefix("PG:")
        assert identities.luhn(digits[:-1]) == int(digits[-1])


def test_plates_and_telephones_are_never_handed_out(made: Made) -> None:
    ranges = (identities.FICTION_MOBILE, *identities.FICTION_FIXED.values())
    for mention in made.mentions():
        if mention["label"] == "VEHICLE":
            assert mention["value"][:3] in identities.BARRED_LETTERS
        if mention["label"] == "PHONE":
            assert any(int(mention["value"].removeprefix("+46")) in numbers for numbers in ranges), mention


def test_a_mans_number_is_odd_and_a_coordination_number_adds_sixty() -> None:
    rng = Random(1)
    assert int(identities.personnummer(rng, date(1980, 2, 3), man=True)[10]) % 2 == 1
    assert int(identities.personnummer(rng, date(1980, 2, 3), man=False)[10]) % 2 == 0
    assert identities.personnummer(rng, date(1980, 2, 3), man=True, coordination=True)[6:8] == "63"
