"""Addresses and property designations: their parts, what stands before them, and look-alikes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label
from tests.nlp.ruled import told, values

ADDRESSES = [
    ("Storgatan 47 b, 903 26 Umeå", "Storgatan 47 B, 903 26 Umeå"),
    ("Storgatan 12A lgh 1203\n903 26 Umeå", "Storgatan 12 A, lgh 1203, 903 26 Umeå"),
    ("Storgatan 12, 2 tr, 903 26 Umeå", "Storgatan 12, 2 tr, 903 26 Umeå"),
    ("Storgatan 12 uppg B", "Storgatan 12, uppg B"),
    ("STORGATAN 4 C", "Storgatan 4 C"),
    ("Norra\nStorgatan 4", "Norra Storgatan 4"),
    ("Övre Norra Kyrkogatan 5-7", "Övre Norra Kyrkogatan 5-7"),
    ("Olof Palmes gata 11, 111 37 Stockholm", "Olof Palmes gata 11, 111 37 Stockholm"),
    ("Birger Jarlsgatan 5", "Birger Jarlsgatan 5"),
    ("Box 123, 901 08 Umeå", "Box 123, 901 08 Umeå"),
    ("Box 2066", "Box 2066"),
    ("Hulta 12, 905 80 Umeå", "Hulta 12, 905 80 Umeå"),
    ("Tingshusplan 3, SE-903 26 Umeå", "Tingshusplan 3, 903 26 Umeå"),
    ("Prostgårdsvägen 3, 33131 Västra Frölunda", "Prostgårdsvägen 3, 331 31 Västra Frölunda"),
]
BEFORE = ["Plats: ", "Arbetsplats ", "Bostad\t", "Fartkontroll ", "Ring Siw\n", "c/o Berg, ", "Adress Hem "]
PROPERTIES = [
    ("Umeå Stadsliden 6:7", ["Umeå Stadsliden 6:7"]),
    ("Umeå Stadsliden 6:7 och 6:8", ["Umeå Stadsliden 6:7", "Umeå Stadsliden 6:8"]),
    ("Umeå Ersboda s:5", ["Umeå Ersboda s:5"]),
    ("Umeå Ersboda ga:12", ["Umeå Ersboda ga:12"]),
    ("Malmö Nya Sorgenfri 1:2", ["Malmö Nya Sorgenfri 1:2"]),
    ("Upplands Väsby Vilunda 6:48", ["Upplands Väsby Vilunda 6:48"]),
    ("UMEÅ STADSLIDEN 6:7", ["Umeå Stadsliden 6:7"]),
    ("kvarteret Björnen 3 och 4", ["Björnen 3", "Björnen 4"]),
    ("fastigheten Norebyn 1:2", ["Norebyn 1:2"]),
    ("Handläggare: Ek\nLantbrukstillsyn Älgmåla Norrgård 5:212", ["Älgmåla Norrgård 5:212"]),
    ("990 12 Älgmåla. Beslut för Älgmåla Svalan 14", ["Älgmåla Svalan 14"]),
    ("Älgmåla kommun. Byggnad på Älgmåla\nSvalan 14.", ["Älgmåla Svalan 14"]),
    ("bygglov på Älgmåla Svalan 14, nybyggnad", ["Älgmåla Svalan 14"]),
]
NO_PROPERTIES = [
    "SFS 2010:900", "RF 1:1", "Tabell 1:2", "Måndag 9:15", "Anna Svensson 10:15", "Förvaltningsrätten i Umeå\nEnhet 2",
    "Umeå Telefon 031-12 34 56", "Svenska Dagbladet 20 oktober 2014", "Fastigheter AB\n8. Bilaga", "Erik Bergman 45 år",
    "Gamla Svanvägen 14", "Ds 1998:10", "Mjölby\nRunt 05:30", "Nordanstig Ventilation\n1. Nästa punkt",
]  # fmt: skip
NO_ADDRESSES = [
    "Underhållsplan 12", "Parkeringen 60 platser", "länsväg 205", "riksvägen 40", "väg 757", "Investeringen 2026",
    "isigt på trappan\n5. Sedan", "skogsvägen\t20", "Box 5", "Parkering plats 11", "Arbetsplats 3", "På väg 147",
    "Telefon 08-561 666 00 Expeditionstid", "Fax 08-561 123 45 Umeå", "Telefax 8-561 667 00\nBesök",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), ADDRESSES)
def test_an_address_in_each_form(text: str, value: str) -> None:
    assert told(f"Vid {text}.", Label.ADDRESS) == [(text, value)]


@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_before_a_street_is_no_part_of_it(before: str) -> None:
    assert values(f"{before}Norra Kungsgatan 5 B, 903 26 Umeå", Label.ADDRESS) == ["Norra Kungsgatan 5 B, 903 26 Umeå"]


@pytest.mark.parametrize(("text", "expected"), PROPERTIES)
def test_a_property_in_each_form(text: str, expected: list[str]) -> None:
    assert values(text, Label.PROPERTY) == expected


@pytest.mark.parametrize("text", NO_PROPERTIES)
def test_no_property(text: str) -> None:
    assert values(text, Label.PROPERTY) == []


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_no_address(text: str) -> None:
    assert values(text, Label.ADDRESS) == []


def test_a_street_without_a_number_is_a_place() -> None:
    assert values("Bråk på Norra Storgatan i natt", Label.LOC) == ["Norra Storgatan"]
    assert values("Bråk på Norra Storgatan i natt", Label.ADDRESS) == []


@given(
    street=st.sampled_from(["Kungsgatan", "Svanvägen", "Lilla Torget", "Södra Ekbacken", "Olof Palmes gata"]),
    number=st.integers(1, 999),
    letter=st.sampled_from(["", " A", " D"]),
    postcode=st.integers(10000, 98499),
)
def test_a_made_address_has_its_own_normal_form(street: str, number: int, letter: str, postcode: int) -> None:
    value = f"{street} {number}{letter}, {postcode // 100} {postcode % 100:02} Umeå"
    assert told(f"Hon bor på {value} sedan länge.", Label.ADDRESS) == [(value, value)]


@given(
    trakt=st.sampled_from(["Stadsliden", "Nya Berga", "Ersboda"]), block=st.integers(1, 999), unit=st.integers(1, 9999)
)
def test_a_made_property_has_its_own_normal_form(trakt: str, block: int, unit: int) -> None:
    value = f"Umeå {trakt} {block}:{unit}"
    assert told(f"Ansökan gäller {value} i kommunen.", Label.PROPERTY) == [(value, value)]
