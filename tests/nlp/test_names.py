"""Persons, organisations and places, by the rules alone and by the model with them; the second look over a document.

What is wanted is what docs/annotation-guide.md says. The rules keep silent where the model may know: a surname alone,
a word that is a place or a thing.
"""

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
    (Label.ORG, "Sedan kom polisen."),
    (Label.ORG, "ett AB"),
    (Label.LOC, "Vara försiktig."),
    (Label.LOC, "Mark och vatten."),
    (Label.LOC, "Det fanns en bod. Boden är röd."),
    (Label.LOC, "Anna Lund"),
    (Label.LOC, "Umeå kommun"),
    (Label.ORG, "Beslutet vann laga kraft.\nSida 1 (2)\n"),
    (Label.ORG, "Dnr 2024-0113 Sida 1 av 3"),
]


BY_RULES_NOTHING = [
    (Label.ORG, "polisen kom"),
    (Label.LOC, "Boden"),
    (Label.PERSON, "Det sade Lindgren."),
]
BY_MODEL = [
    (Label.PERSON, "Det sade Lindgren.", ["Lindgren"]),
    (Label.PERSON, "Vittnet Kvibbling hördes.", ["Kvibbling"]),
    (Label.PERSON, "Den misstänkte Nilsson, Zehra greps.", ["Zehra Nilsson"]),
    (Label.PERSON, "Familjen Berg har flyttat.", ["Berg"]),
    (
        Label.ORG,
        "Bolaget Tre Systrars Kök AB. Tre Systrars Kök bröt avtalet.",
        ["Tre Systrars Kök AB"] * 2,
    ),
    (Label.ORG, "Faktura från Al-Noor Livs ekonomisk förening.", ["Al-Noor Livs ekonomisk förening"]),
    (Label.ORG, "Restaurang Kvarnlyktan i Umeå", ["Restaurang Kvarnlyktan"]),
    (Label.ORG, "Polisen kom till platsen.", ["Polisen"]),
    (Label.LOC, "Hon bor på Storgatan i Umeå.", ["Storgatan", "Umeå"]),
    (Label.ADDRESS, "Hon bor på Storgatan i Umeå.", []),
    (Label.ADDRESS, "Hon bor på Storgatan 5 i Umeå.", ["Storgatan 5"]),
]
LISTED = [
    (Label.ORG, "Byggare Bob HB anlitades.", ["Byggare Bob HB"]),
    (Label.ORG, "Städare Karins HB och Snickare Olle Berg AB kom.", ["Städare Karins HB", "Snickare Olle Berg AB"]),
    (Label.ORG, "Köpare Nordvik Fastigheter AB ska betala.", ["Nordvik Fastigheter AB"]),
    (Label.ORG, "Tumstocken Rent AB och Linbanan Rent AB", ["Tumstocken Rent AB", "Linbanan Rent AB"]),
    (Label.ORG, "Norrlands Mat AB\nGranskningsperiod: 2023", ["Norrlands Mat AB"]),
    (Label.ORG, "Org.form: AB\nGranskningsperiod 2021", []),
    (Label.PERSON, "Enligt Nilsson, Zehra har bolaget sålt lokalen.", ["Zehra Nilsson"]),
    (Label.PERSON, "Den som hördes var Andersson, Britt-Marie, som såg bilen.", ["Britt-Marie Andersson"]),
    (
        Label.PERSON,
        "Deltagare\nAndersson, Britt-Marie\nHaddad, Omar\nvon Essen, Carl\nKurtovic, Amra (ordförande)",
        ["Britt-Marie Andersson", "Omar Haddad", "Carl von Essen", "Amra Kurtovic"],
    ),
    (Label.PERSON, "deltagare\nandersson, britt-marie\nberg, karl", ["Britt-Marie Andersson", "Karl Berg"]),
    (Label.PERSON, "Marie Fors   Lars Sund", ["Marie Fors", "Lars Sund"]),
    (Label.PERSON, "Marie Fors\tLars Sund", ["Marie Fors", "Lars Sund"]),
    (Label.PERSON, "Anna Kvist Erik Holm", ["Anna Kvist", "Erik Holm"]),
    (Label.PERSON, "Farhad Rostami\nRådman", ["Farhad Rostami"]),
    (Label.PERSON, "Där fanns Anders, Britt och Karl.", ["Anders", "Britt", "Karl"]),
]
"""Signatures, lists and companies by whichever model runs."""
PIPELINES = ("rules", "accurate")


@pytest.mark.parametrize("pipeline", PIPELINES)
@pytest.mark.parametrize(("label", "text", "expected"), FOUND)
def test_found(label: Label, text: str, expected: list[str], pipeline: str) -> None:
    assert values(text, label, pipeline=pipeline) == expected


@pytest.mark.parametrize("pipeline", PIPELINES)
@pytest.mark.parametrize(("label", "text"), NOTHING)
def test_not_found(label: Label, text: str, pipeline: str) -> None:
    assert values(text, label, pipeline=pipeline) == []


@pytest.mark.parametrize(("label", "text"), BY_RULES_NOTHING)
def test_not_found_by_the_rules(label: Label, text: str) -> None:
    assert values(text, label, pipeline="rules") == []


@pytest.mark.parametrize(("label", "text", "expected"), BY_MODEL)
def test_found_by_default(label: Label, text: str, expected: list[str]) -> None:
    assert values(text, label) == expected


@pytest.mark.parametrize("pipeline", ["accurate", "fast"])
@pytest.mark.parametrize(("label", "text", "expected"), LISTED)
def test_lists_signatures_and_companies(label: Label, text: str, expected: list[str], pipeline: str) -> None:
    assert values(text, label, pipeline=pipeline) == expected


def test_the_genitive_lies_inside_the_span() -> None:
    (person,) = mentions("Se Anders Anderssons bil")
    assert (person.text, person.value) == ("Anders Anderssons", "Anders Andersson")


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_surname_is_tied_across_pages_of_one_document_only(pipeline: str) -> None:
    first, second = (1, "Handläggare är Britt-Marie Lindgren."), (2, "Det sade Lindgren.")
    assert [m.value for m in find_mentions([first, second], pipeline=pipeline)] == ["Britt-Marie Lindgren"] * 2
    assert "Britt-Marie Lindgren" not in {m.value for m in find_mentions([second], pipeline=pipeline)}


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_surname_that_two_bear_is_tied_to_neither(pipeline: str) -> None:
    text = "Anna Lindgren och Karl Lindgren kom. Senare gick Lindgren."
    assert values(text, Label.PERSON, pipeline=pipeline) == ["Anna Lindgren", "Karl Lindgren", "Lindgren"]


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_place_after_a_preposition_is_not_the_person_of_that_name(pipeline: str) -> None:
    text = "Anna Lund bor där. Hon flyttade från Lund."
    assert values(text, Label.PERSON, pipeline=pipeline) == ["Anna Lund"]
