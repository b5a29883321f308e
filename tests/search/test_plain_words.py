"""A word that can be nothing else is told first: to the same end as without."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.shapes import _PLAIN, PLAIN, shapes

_TEXT = st.text("abåöé AEK17-:'’.,@+/\n\t\u00ad\u0301", max_size=40)


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], str | None]]:
    return [(each.span(), "word" if each.lastgroup == PLAIN else each.lastgroup) for each in pattern.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "handläggaren fattade beslut. Beslutet, av nämnden",
        "serverings- \ntillstånd bo.ek@example.se eu:s, kgt 42r",
        "de 15 000 kr som per-\nsonen fick",
    ],
)
def test_words_and_identifiers_are_the_same(text: str) -> None:
    _same(text)


@settings(max_examples=500, deadline=None)
@given(_TEXT)
def test_they_are_in_any_text(text: str) -> None:
    _same(text)


def test_most_words_of_a_sentence_are_told_so() -> None:
    text = "Nämnden beslutar att avslå ansökan om tillstånd för lokalen."
    told = [each[0] for each in shapes(text).finditer(text) if each.lastgroup == PLAIN]
    assert told == ["beslutar", "att", "avslå", "ansökan", "om", "tillstånd", "för"]


def _same(text: str) -> None:
    without = re.compile(shapes(text).pattern.removeprefix(f"{_PLAIN}|"))
    assert _found(shapes(text), text) == _found(without, text)
