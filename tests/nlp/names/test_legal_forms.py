"""The one list of legal forms: what is one, what is only one, and a company's name without it."""

from __future__ import annotations

import pytest

from nlp.names import legal_forms


@pytest.mark.parametrize(
    "word", ["AB", "HB", "KB", "ABs", "AB:s", "Aktiebolag", "handelsbolag", "KOMMANDITBOLAG", "Oy"]
)
def test_a_legal_form_also_in_the_genitive(word: str) -> None:
    assert legal_forms.is_form(word)


@pytest.mark.parametrize("word", ["ab", "Bolag", "ABC", "A", ""])
def test_what_is_none(word: str) -> None:
    assert not legal_forms.is_form(word)


def test_small_letters_are_forms_on_a_page_without_capitals_only() -> None:
    assert legal_forms.is_form("ab", small=True)
    assert legal_forms.is_form("ab:s", small=True)
    assert not legal_forms.is_form("AB", small=True)
    assert not legal_forms.is_form("inc", small=True)


@pytest.mark.parametrize(
    ("written", "only"),
    [("AB", True), ("ab", True), ("AB:s", True), ("Aktiebolag", True), ("KB", False), ("Ek AB", False)],
)
def test_a_form_alone_names_nobody_but_the_royal_library(written: str, only: bool) -> None:
    assert legal_forms.is_only_form(written) is only


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("Norrlands Matkompani AB", "Norrlands Matkompani"),
        ("Norrlands Matkompani AB (publ)", "Norrlands Matkompani"),
        ("norrlands matkompani ab", "norrlands matkompani"),
        ("Al-Noor Livs ekonomisk förening", "Al-Noor Livs"),
        ("Al-Noor Livs ek. för.", "Al-Noor Livs"),
        ("Ek Aktiebolag", "Ek"),
        ("Ek, HB", "Ek"),
        ("AB Svenska Spel", "AB Svenska Spel"),
        ("Labab", "Labab"),
    ],
)
def test_a_name_without_its_form(name: str, without: str) -> None:
    assert legal_forms.without_form(name) == without


@pytest.mark.parametrize(
    "name",
    ["Ek AB", "Ek AB (publ)", "AB Ek", "Ek Aktiebolag", "Ek Handelsbolag", "Ek ek. för.", "Ek KB, Umeå"],
)
def test_a_name_with_a_form(name: str) -> None:
    assert legal_forms.has_form(name)


@pytest.mark.parametrize("name", ["Ek", "Labab", "Ek ABC", "ABC Ek", "AB", "Ek bolag", "HB Köping"])
def test_a_name_without_one(name: str) -> None:
    assert not legal_forms.has_form(name)
