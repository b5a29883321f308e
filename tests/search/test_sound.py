"""The key of a name however it is spelt."""

from __future__ import annotations

import pytest

from search.analysis import analyse
from search.sound import irregular, sound

ALIKE = (
    "Carlsson Karlsson Carlson Karlson",
    "Petrović Petrovic Petrovich Petrovitj",
    "Mohammed Muhammad Mohamed Maxamed Mohammad",
    "Wikström Vikström Wickström Wikstrom Vikstroem",
    "Sofia Sophia Sofija",
    "Kristina Christina Cristina",
    "Lindqvist Lindkvist Lindquist",
    "Eriksson Ericsson Erikson",
    "Hjalmar Jalmar",
    "Đorđević Djordjevic Djordjevitj",
    "Nikšić Niksic Nikshic",
    "Thomas Tomas",
    "Åkesson Akesson Aakesson",
    "Michael Mikael",
    "Gustafsson Gustavsson",
    "Sjöberg Schöberg Sjoberg",
    "Yusuf Youssef Jusuf",
    "Hussein Hossein Husain",
    "Persson Pehrsson Pärsson",
)
OTHERS = (
    ("Lind", "Lund"), ("Berg", "Borg"), ("Olsson", "Nilsson"), ("Larsson", "Karlsson"), ("Sofia", "Sonja"),
    ("Petrović", "Pavlović"), ("Kristina", "Kristian"), ("Mohammed", "Mahmoud"), ("Anna", "Hanna"),
)  # fmt: skip


@pytest.mark.parametrize("names", ALIKE)
def test_spellings_of_a_name_have_one_key(names: str) -> None:
    assert len({sound(name) for name in names.split()}) == 1
    assert sound(names.split()[0]) == sound(names.split()[0].upper()) != ""


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_only_words_with_a_capital_have_a_key_in_a_text() -> None:
    assert [token.sound for token in analyse("Carlsson körde bilen, Bo såg 12")] == [
        ("karlson",), (), (), (), (), (),
    ]  # fmt: skip


def test_what_is_no_word_has_no_key() -> None:
    assert [sound(text) for text in ("", "Bo", "K2a", "12345", "a b c", "日本語")] == ["", "", "", "", "", "日本語"]


def test_a_spelling_belongs_to_one_name() -> None:
    assert len(irregular()) > 150
