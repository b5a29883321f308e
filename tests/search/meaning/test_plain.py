"""What of a query has a meaning, and what of it must hold all the same."""

from __future__ import annotations

import pytest

from search.meaning.plain import plain
from search.parsing import parse
from search.query import And, Everything, Not


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Hur överklagar jag ett beslut?", "Hur överklagar jag ett beslut?"),
        ("krog", "krog"),
        ("krog OR restaurang", "krog restaurang"),
        ("(krog OR bar) alkohol", "krog bar alkohol"),
        ("krog -källaren", "krog"),
        ('krog "i källaren"', "krog"),
        ("krog källa:tillsyn datum:2024", "krog"),
        ("person:Öst misshandel", "misshandel"),
        ("bil KGT42R", "bil"),
        ("bil kgt 42r", "bil"),
    ],
)
def test_plain_words(typed: str, text: str) -> None:
    found = plain(parse(typed).tree, typed)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "typed", ["", "   ", "850412-9805", '"en fras"', "-krog", "krog*", "person:Öst", "krog~", "§§"]
)
def test_no_plain_words(typed: str) -> None:
    assert plain(parse(typed).tree, typed) is None


def test_what_is_no_word_is_required() -> None:
    found = plain(parse("krog -källaren 850412-9805").tree, "krog -källaren 850412-9805")
    assert found is not None
    assert isinstance(found.required, And)
    assert isinstance(found.required.nodes[0], Not)
    assert len(found.required.nodes) == 2
    alone = plain(parse("krog bar").tree, "krog bar")
    assert alone is not None
    assert isinstance(alone.required, Everything)
