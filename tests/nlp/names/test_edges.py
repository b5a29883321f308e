"""Edges of names that a model found: marks, endings after a colon, lists of persons."""

from __future__ import annotations

import pytest

from nlp.names.atoms import atoms
from nlp.names.edges import parts


def cut(text: str, label: str = "PERSON") -> list[str]:
    found = atoms(text)
    return [text[found[a].start : found[b].end] for a, b in parts(found, 0, len(found) - 1, label)]


@pytest.mark.parametrize(
    ("taken", "names"),
    [
        ("Anna Berg", ["Anna Berg"]),
        ("Engqvist,", ["Engqvist"]),
        ("- Karin Ek:", ["Karin Ek"]),
        ("Berg, Anna", ["Berg, Anna"]),
        ("Berg, Ek, Lund", ["Berg", "Ek", "Lund"]),
        ("Anna K.", ["Anna K."]),
        ("J.O. Ek", ["J.O. Ek"]),
        ("Bergman.", ["Bergman"]),
        (", .", []),
        ("A", []),
        ("A:s", []),
        ("A.B.", []),
    ],
)
def test_a_name_ends_where_its_words_do(taken: str, names: list[str]) -> None:
    assert cut(taken) == names


def test_the_day_of_a_mail_is_nobody() -> None:
    found = atoms("Wed, 3 Apr 2024")
    assert list(parts(found, 0, 0, "PERSON")) == []


def test_two_signatures_are_two_persons_and_a_title_is_none() -> None:
    assert cut("Marie Fors Lars Sund") == ["Marie Fors", "Lars Sund"]
    assert cut("Fors, Marie Anna") == ["Fors, Marie Anna"]
    assert cut("Rådman") == []


@pytest.mark.parametrize(
    ("taken", "names"), [("AB", []), ("hb", []), ("AB:s", []), ("KB", ["KB"]), ("Ek AB", ["Ek AB"])]
)
def test_a_legal_form_alone_is_no_company(taken: str, names: list[str]) -> None:
    assert cut(taken, "ORG") == names


def test_a_company_keeps_its_commas() -> None:
    assert cut("Berg, Ek, Lund AB", "ORG") == ["Berg, Ek, Lund AB"]


def test_an_ending_after_a_colon_belongs_to_the_name() -> None:
    text = "AMV:s råd"
    found = atoms(text)
    assert [(text[found[a].start : found[b].end]) for a, b in parts(found, 0, 1, "ORG")] == ["AMV:s"]
