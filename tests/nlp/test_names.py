"""Persons, organisations and places by rules and tables; the second look over a document."""

from __future__ import annotations

import pytest

from models.mention import Label
from nlp.pipeline import find_mentions
from tests.nlp.finding import mentions, values

FOUND = [
    (Label.PERSON, "Enligt Britt-Marie Andersson är det så.", ["Britt-Marie Andersson"]),
    (Label.PERSON, "Andersson, Britt-Marie", ["Britt-Marie Andersson"]),
    (Label.PERSON, "BRITT-MARIE ANDERSSON", ["Britt-Marie Andersson"]),
    (Label.PERSON, "Anders\nAndersson", ["Anders Andersson"]),
    (Label.PERSON, "Anders Anderssons bil", ["Anders Andersson"]),
    (Label.PERSON, "av A. Svensson", ["A. Svensson"]),
    (Label.PERSON, "Ebba von Rosenqvist", ["Ebba von Rosenqvist"]),
    (Label.PERSON, "inspektör Lindgren", ["Lindgren"]),
    (Label.PERSON, "Sökande: Nomvula Dlaminider", ["Nomvula Dlaminider"]),
    (Label.PERSON, "ägaren Mohamed Ali Hassan kom", ["Mohamed Ali Hassan"]),
    (Label.ORG, "Enligt Norrlands Matkompani AB är", ["Norrlands Matkompani AB"]),
    (Label.ORG, "Norrlands Matkompani AB i konkurs", ["Norrlands Matkompani AB"]),
    (Label.ORG, "Anders Andersson Bygg AB", ["Anders Andersson Bygg AB"]),
    (Label.ORG, "Brf Solgläntan 3", ["Brf Solgläntan 3"]),
    (Label.ORG, "Umeå kommuns beslut", ["Umeå kommun"]),
    (Label.ORG, "Umeå tingsrätt", ["Umeå tingsrätt"]),
    (Label.ORG, "Miljö- och byggnadsnämnden beslutade", ["Miljö- och byggnadsnämnden"]),
    (Label.ORG, "anmälan till IVO", ["Inspektionen för vård och omsorg"]),
    (Label.ORG, "Skatteverkets kontroll", ["Skatteverket"]),
    (Label.LOC, "bor i Umeå", ["Umeå"]),
    (Label.LOC, "bor i Lund", ["Lund"]),
    (Label.LOC, "hela Västerbottens län", ["Västerbottens län"]),
]
NOTHING = [
    (Label.PERSON, "Hans bil stod där."),
    (Label.PERSON, "I Lund finns en domkyrka."),
    (Label.PERSON, "Maj 2023"),
    (Label.PERSON, "Per Capita"),
    (Label.PERSON, "Anders Andersson Bygg AB"),
    (Label.ORG, "polisen kom"),
    (Label.ORG, "ett AB"),
    (Label.LOC, "Vara försiktig."),
    (Label.LOC, "Mark och vatten."),
    (Label.LOC, "Boden"),
    (Label.LOC, "Anna Lund"),
    (Label.LOC, "Umeå kommun"),
    (Label.ORG, "Beslutet vann laga kraft.\nSida 1 (2)\n"),
    (Label.ORG, "Dnr 2024-0113 Sida 1 av 3"),
]


@pytest.mark.parametrize(("label", "text", "expected"), FOUND)
def test_found(label: Label, text: str, expected: list[str]) -> None:
    assert values(text, label) == expected


@pytest.mark.parametrize(("label", "text"), NOTHING)
def test_not_found(label: Label, text: str) -> None:
    assert values(text, label) == []


def test_the_genitive_lies_inside_the_span() -> None:
    (person,) = mentions("Se Anders Anderssons bil")
    assert (person.text, person.value) == ("Anders Anderssons", "Anders Andersson")


def test_a_surname_is_tied_across_pages_of_one_document_only() -> None:
    first, second = (1, "Handläggare är Britt-Marie Lindgren."), (2, "Det sade Lindgren.")
    assert [m.value for m in find_mentions([first, second])] == ["Britt-Marie Lindgren"] * 2
    assert find_mentions([second]) == []


def test_a_surname_that_two_bear_is_tied_to_neither() -> None:
    text = "Anna Lindgren och Karl Lindgren kom. Senare gick Lindgren."
    assert values(text, Label.PERSON) == ["Anna Lindgren", "Karl Lindgren", "Lindgren"]


def test_a_place_after_a_preposition_is_not_the_person_of_that_name() -> None:
    text = "Anna Lund bor där. Hon flyttade från Lund."
    assert values(text, Label.PERSON) == ["Anna Lund"]
