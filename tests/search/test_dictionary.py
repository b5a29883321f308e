"""What is asked of simplemma's own list is what simplemma answers, only sooner."""

from __future__ import annotations

from itertools import islice

import pytest
from simplemma import lemmatize

from search import dictionary
from search.lemmas import is_name
from search.words.lemmas import LEMMAS

_EVERY = 151  # of the list's half a million forms


def _some() -> list[str]:
    listed = [form.decode() for form in islice(dictionary.words(), 0, None, _EVERY)]
    made = [left[: len(left) // 2 + 1] + right for left, right in zip(listed, listed[7::3], strict=False)]
    return [word.lower() for word in (*listed, *made) if word.isalpha()]


def test_base_forms_and_names_are_simplemmas() -> None:
    words = _some()
    assert len(words) > 2_000
    for word in words:
        assert dictionary.base(word) == lemmatize(word, lang="sv", greedy=True).lower(), word
        assert is_name(word) == (word not in LEMMAS and lemmatize(word, lang="sv")[:1].isupper()), word


@pytest.mark.parametrize(("word", "listed"), [("stockholm", "Stockholm"), ("krogen", "krog"), ("xyzzy", "")])
def test_what_the_list_has(word: str, listed: str) -> None:
    assert dictionary.listed_as(word) == listed
