"""The normal forms of what a model finds are those that the rules give."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.names import normal


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Britt-Marie Andersson", "Britt-Marie Andersson"),
        ("ANDERSSON, Britt-Marie", "Britt-Marie Andersson"),
        ("Andersson, Britt-Marie", "Britt-Marie Andersson"),
        ("BRITT-MARIE ANDERSSON", "Britt-Marie Andersson"),
        ("britt-marie andersson", "Britt-Marie Andersson"),
        ("Britt-Marie\nAndersson", "Britt-Marie Andersson"),
        ("Britt-\nMarie Anderssons", "Britt-Marie Andersson"),
        ("Carl von Essen", "Carl von Essen"),
        ("B. Andersson", "B. Andersson"),
        ("Maria Fors", "Maria Fors"),
        (",", ","),
    ],
)
def test_persons(written: str, wanted: str) -> None:
    assert normal.person(written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("IVO", "Inspektionen för vård och omsorg"),
        ("IVO:s", "Inspektionen för vård och omsorg"),
        ("Skatteverkets", "Skatteverket"),
        ("Umeå\ntingsrätt", "Umeå tingsrätt"),
        ("Norrlands  Matkompani AB", "Norrlands Matkompani AB"),
        ("Norrlands Matkompani ABs", "Norrlands Matkompani AB"),
    ],
)
def test_organisations(written: str, wanted: str) -> None:
    assert normal.organisation(written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("MALMÖ", "Malmö"),
        ("Malmös", "Malmö"),
        ("malmö", "Malmö"),
        ("Västerås", "Västerås"),
        ("Norra\nStorgatan", "Norra Storgatan"),
    ],
)
def test_places(written: str, wanted: str) -> None:
    assert normal.place(written) == wanted


@given(st.text(max_size=30))
@pytest.mark.parametrize("form", [normal.person, normal.organisation, normal.place])
def test_any_text_has_a_form_on_one_line(form: Callable[[str], str], text: str) -> None:
    assert "\n" not in form(text)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("KOMMUNSTYRELSEN", "Kommunstyrelsen"),
        ("Granlunds Frukt & Grönt AB:s", "Granlunds Frukt & Grönt AB"),
        ("IKEA", "IKEA"),
    ],
)
def test_an_office_in_capitals_and_a_genitive_after_a_colon(written: str, value: str) -> None:
    assert normal.organisation(written) == value
