"""NEAR/5 and ``namn~`` in the query language."""

from __future__ import annotations

import pytest

from search.parsing import parse
from tests.search.queries import finds, shape

_NEAR = ("bil", 5, "båt")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bil NEAR/5 båt", ("or", _NEAR, _NEAR)),
        ("bil NÄRA/5 båt hus", ("and", ("or", _NEAR, _NEAR), "hus")),
        ("namn~", "namn~1"),
        ("Karlsson~2", "karlsson~2"),
        ("namn~2", "namn~1"),
    ],
)
def test_what_is_written_is_what_is_meant(query: str, expected: object) -> None:
    assert shape(parse(query).tree) == expected


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("krog NEAR/2 tillstånd", "Krogens nya fina tillståndet drogs in."),
        ('"nya fina" NEAR/0 krog', "Krogens nya fina tillståndet drogs in."),
        ("(krog OR restaurang) NEAR/3 lås", "restaurangen har ett lås"),
        ("kgt 42r NEAR/3 bilen", "bilen KGT42R"),
        ("15000,00", "om 15 000 kr"),
        ("Anderson~", "hos Andersson"),
    ],
)
def test_near_and_alike_words_find_the_text(query: str, text: str) -> None:
    assert finds(query, text)


def test_near_words_stand_on_one_page_and_no_further_apart() -> None:
    assert not finds("krog NEAR/1 tillstånd", "krogens nya fina tillstånd")
    assert not finds("krog NEAR/5 tillstånd", "krogens", "tillstånd")
