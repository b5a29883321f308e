"""Lists of persons, surname first: a line or a cell each, or one after another; what is no list is left alone."""

from __future__ import annotations

import pytest

from nlp.names import listed
from nlp.names.tokens import tokens


def entries(text: str) -> list[tuple[str, str]]:
    """As written, and in the normal form."""
    words = tokens(text)
    return [(text[words[one.first].start : words[one.last].end], one.value) for one in listed.find(words)]


def values(text: str) -> list[str]:
    return [value for _, value in entries(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Andersson, Britt-Marie", ["Britt-Marie Andersson"]),
        ("Andersson, Britt-Marie\nBerg, Karl-Erik\n", ["Britt-Marie Andersson", "Karl-Erik Berg"]),
        ("Berg, Anna\nvon Essen, Carl\nDlamini, Sara", ["Anna Berg", "Carl von Essen", "Sara Dlamini"]),
        ("1. Berg, Anna (ordförande)\n2. Lindgren, Karl, handläggare", ["Anna Berg", "Karl Lindgren"]),
        ("• Berg, Anna\n• Ek Lund, Karin", ["Anna Berg", "Karin Ek Lund"]),
        ("ANDERSSON, BRITT-MARIE\nBERG, KARL", ["Britt-Marie Andersson", "Karl Berg"]),
        ("Berg, Anna      S      Umeå\nLind, Karl      M      Boden", ["Anna Berg", "Karl Lind"]),
        ("Närvarande: Berg, Anna; Lind, Karl; Lund, Eva", ["Anna Berg", "Karl Lind", "Eva Lund"]),
        ("Närvarande: Berg, Anna, Lindgren, Karl och Lund, Eva.", ["Anna Berg", "Karl Lindgren", "Eva Lund"]),
        ("andersson, britt-marie\nnilsson, åsa\tkassör", ["Britt-Marie Andersson", "Åsa Nilsson"]),
    ],
)
def test_entries_of_a_list(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Hej, Anna\nTack, Karl",  # greetings
        "Umeå, Anna\nBoden, Karl",  # places
        "Zehra, Anna och Karl",  # first names
        "Närvarande: Lindgren, Anna, Karl",  # a list of single names
        "Berg, Anna Bygg AB",
        "Enligt Berg, Anna och andra",
        "berg, anna och Umeå",  # small letters where there are capitals
        "Styrelsen, Anna",
        ",",
        "",
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert values(text) == []


def test_an_entry_is_only_its_name() -> None:
    assert entries("Berg, Anna (f. 1961)\nEk, Bo") == [("Berg, Anna", "Anna Berg"), ("Ek, Bo", "Bo Ek")]


@pytest.mark.parametrize("end", ["\n", " – ", "; ", ", "])
def test_a_long_list_takes_no_longer_for_each_entry(end: str) -> None:
    assert len(entries(f"Berg, Anna{end}" * 20_000)) >= 1
