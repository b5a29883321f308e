"""One person's name in a text: every written form of it, and no neighbour's words."""

from __future__ import annotations

import pytest

from models.person_naming import NameFinder, NamePlace

KARL = NameFinder(["Karl Erik"], ["Svensson", "Åkerström"])


def own(text: str) -> list[list[str]]:
    return [[text[start:end] for start, end in place.own] for place in KARL.find(text)]


def only(text: str) -> NamePlace:
    (found,) = KARL.find(text)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Karl Svensson", ["Karl", "Svensson"]),
        ("Svensson, Karl Erik", ["Svensson", "Karl", "Erik"]),
        ("Svensson\tKarl", ["Svensson", "Karl"]),
        ("Karl-Erik Svenssons bil", ["Karl", "Erik", "Svenssons"]),
        ("KARL SVENSSON", ["KARL", "SVENSSON"]),
        ("K. Svensson", ["K", "Svensson"]),
        ("K-E Svensson", ["K", "E", "Svensson"]),
        ("Svensson, K.", ["Svensson", "K"]),
        ("Karl\nSvensson", ["Karl", "Svensson"]),
        ("Karl Svens-\nson", ["Karl", "Svens-\nson"]),
        ("Karl S V E N S S O N", ["Karl", "S V E N S S O N"]),
        ("karl.svensson@x.se", ["karl", "svensson"]),
        ("Beslut_KarlSvensson.pdf", ["KarlSvensson"]),
        ("Karl Akerstrom", ["Karl", "Akerstrom"]),
        ("Karl af Svensson", ["Karl", "Svensson"]),
    ],
)
def test_every_written_form(text: str, words: list[str]) -> None:
    assert own(text) == [words]


@pytest.mark.parametrize("text", ["Kar1 Svensson", "Karl Svenss0n", "Karl Svenson", "Karl Svcnsson", "Kari Svensson"])
def test_a_letter_read_wrong_is_found_and_said(text: str) -> None:
    assert only(text).misread


def test_what_stands_between_is_not_the_persons() -> None:
    assert own("Karl Qvidomir Svensson") == [["Karl", "Svensson"]]


def test_a_neighbours_words_are_never_taken() -> None:
    assert own("Karl Svensson Eva Svensson") == [["Karl", "Svensson"]]
    assert own("Svensson Karl, Svensson Eva") == [["Svensson", "Karl"]]


@pytest.mark.parametrize(
    "text",
    ["Eva Svensson", "Svensson, Eva", "C. Svensson", "Karl Persson, Anna Svensson", "Maria Svensson-Åkerström",
     "Karlssons mekaniska", "svensson kom", "Svensson Bygg"],
)  # fmt: skip
def test_nobody_else_is_found(text: str) -> None:
    assert own(text) == []


def test_a_word_alone_is_told_as_a_part() -> None:
    assert only("Sedan gick Svensson hem.").how == "part"


def test_nobody_is_found_by_half_a_name() -> None:
    assert not NameFinder([], [])
    assert list(NameFinder(["Karl"], []).find("Karl Svensson")) == []
