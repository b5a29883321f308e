"""How sure it is that a place in a document is the person, and numbers in every written form."""

from __future__ import annotations

from datetime import date

import pytest

from models.extract import Asked, Sureness
from models.person_finding import Person
from models.person_numbers import NumberFinder, born_of

NUMBERS = NumberFinder(
    ["19850312-2391"], ["070-123 45 67", "karl.svensson@post.se", "5284-0711", "ABC12D"], ["MN 2023/114"]
)
KARL = Person(Asked.read({"given": "Karl Erik", "surnames": "Svensson", "numbers": "19850312-2391",
                          "addresses": "Storgatan 4"}))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "how"),
    [(text, "number") for text in ("850312-2391", "19850312-2391", "198503122391", "850312 2391", "8503I2-239l",
                                   "85 03 12 - 23 91", "850312-\n2391", "fil_850312_2391.pdf", "8503122391")]
    + [(text, "phone") for text in ("070-1234567", "0701234567", "+46 70 123 45 67", "+46 (0)70-1234567")]
    + [("0046701234567", "phone")]
    + [("karl.svensson@post.se", "email"), ("Karl.Svensson @ post.se", "email"), ("BG 5284-0711", "account"),
       ("52840711", "account"), ("abc 12d", "vehicle"), ("ABC I2D", "vehicle"), ("MN-2023-114", "case")],
)  # fmt: skip
def test_a_number_in_every_written_form(text: str, how: str) -> None:
    assert [place.how for place in NUMBERS.find(text)] == [how]


@pytest.mark.parametrize(
    "text", ["20850312-2391", "1850312-2391", "850312-2392", "850312-23911", "MN 2023/1145", "070-123 45 68",
             "xkarl.svensson@post.se", "152840711"]
)  # fmt: skip
def test_another_number_is_not_taken_for_it(text: str) -> None:
    assert list(NUMBERS.find(text)) == []


def test_a_plus_is_of_somebody_a_hundred_years_older() -> None:
    (place,) = NUMBERS.find("850312+2391")
    assert place.doubt == "plus"


def test_a_plus_is_right_of_somebody_who_has_turned_a_hundred_by_the_day_that_is_given() -> None:
    told = [
        [place.doubt for place in NumberFinder(["19850312-2391"], today=today).find("850312+2391")]
        for today in (date(2085, 1, 1), date(2086, 3, 12))
    ]
    assert told == [["plus"], [""]]


def test_a_coordination_number_has_a_day_of_birth() -> None:
    assert str(born_of("198503722398")) == "1985-03-12"
    assert born_of("198513122391") is None


def judged(text: str, *people: str) -> list[tuple[str, Sureness, str]]:
    spans = [(text.index(each), text.index(each) + len(each)) for each in people]
    found = KARL.judged({1: text}, {1: KARL.places(text, 1)}, {1: spans})
    return [(text[place.start : place.end], place.sureness, place.doubt) for place in found]


def test_a_name_beside_the_number_is_certain() -> None:
    for text in ("Karl Svensson (850312-2391)", "850312-2391\tKarl Svensson", "Karl Svensson\nPersonnr: 850312-2391"):
        assert {sureness for _, sureness, _ in judged(text)} == {Sureness.CERTAIN}, text


def test_a_name_alone_is_only_possible() -> None:
    assert judged("Karl Svensson kom.") == [("Karl Svensson", Sureness.POSSIBLE, "")]


@pytest.mark.parametrize("backing", ["Bor på Storgatan 4.", "Han är född den 12 mars 1985.", "f. 850312"])
def test_something_more_of_the_persons_makes_it_probable(backing: str) -> None:
    assert judged(f"Karl Svensson kom. {backing}")[0][1] is Sureness.PROBABLE


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Karl Svensson (900101-1234) och 850312-2391", "other_number"),
        ("Karl Svensson, född 1962-01-01. Annat: 850312-2391", "other_birth"),
    ],
)
def test_another_number_beside_the_name_is_another_person(text: str, doubt: str) -> None:
    assert judged(text)[0] == ("Karl Svensson", Sureness.POSSIBLE, doubt)


def test_a_longer_name_of_the_register_is_another_person() -> None:
    text = "Eva Karl Svensson kom. Sedan nämndes 850312-2391."
    assert judged(text, "Eva Karl Svensson")[0][2] == "longer_name"


def test_the_number_of_the_one_after_is_not_of_the_one_before() -> None:
    assert judged("Karl Svensson och Eva Berg (900101-1234)")[0][2] == ""


def test_another_given_name_than_the_used_one_is_only_possible() -> None:
    assert judged("Erik Svensson kom. 850312-2391 finns här.")[0][1] is Sureness.POSSIBLE


def test_a_surname_alone_counts_where_the_person_is_named_and_nobody_shares_it() -> None:
    assert judged("Svensson kom.") == []
    alone = "Karl Svensson, 850312-2391, kom. Sedan gick Svensson."
    assert judged(alone)[-1] == ("Svensson", Sureness.PROBABLE, "")
    assert judged(f"{alone} Eva Svensson stannade.")[-1][2] == "shared"
