"""The same words elsewhere: spaced and broken as they come, and numbers by their digits."""

from __future__ import annotations

import pytest

from models.document import Page, PageMethod
from models.layout import Layout
from models.mention import Label
from search.redacting.occurring import Text, forms, found, widest


def places(text: str, label: Label, said: str, joins: tuple[tuple[int, int], ...] = ()) -> list[str]:
    page = Page(1, PageMethod.TEXT, "", text, 1.0, layout=Layout(joins=joins))
    return [text[start:end] for start, end in found(Text.of(page), label, forms(label, said))]


@pytest.mark.parametrize(
    ("text", "label", "said", "expected"),
    [
        ("Anna Svensson kom. Svensson gick, och ANNA\nSVENSSON.", Label.PERSON, "Anna Svensson",
         ["Anna Svensson", "Svensson", "ANNA\nSVENSSON"]),
        ("Svenssons bil och Svenssonska huset", Label.PERSON, "Anna Svensson", ["Svenssons"]),
        ("en lind och Lind", Label.PERSON, "Eva Lind", ["Lind"]),
        ("Karin och Britt-Marie", Label.PERSON, "Britt-Marie Ek", ["Britt-Marie"]),
        ("850412-2391, 19850412 2391 och 8504122391", Label.PERSONNUMMER, "850412-2391",
         ["850412-2391", "19850412 2391", "8504122391"]),
        ("tfn 090-12 34 56 eller +46 90 12 34 56", Label.PHONE, "090-123456", ["090-12 34 56", "+46 90 12 34 56"]),
        ("Storgatan  5 och Storgatan 55", Label.ADDRESS, "Storgatan 5", ["Storgatan  5"]),
        ("inget", Label.PERSON, "", []),
    ],
)  # fmt: skip
def test_where_it_stands(text: str, label: Label, said: str, expected: list[str]) -> None:
    assert places(text, label, said) == expected


def test_a_word_that_was_broken_at_the_end_of_a_line() -> None:
    text = "Anna Svens-\nson kom"
    assert places(text, Label.PERSON, "Anna Svensson", ((10, 12),)) == ["Anna Svens-\nson"]


def test_what_lies_within_another_is_not_told() -> None:
    assert widest([(0, 4), (0, 13), (5, 13), (20, 22)]) == [(0, 13), (20, 22)]
