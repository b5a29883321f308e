"""Swedish order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.swedish import ordered, sort_key


def test_å_ä_ö_come_last_in_this_order_and_é_is_e() -> None:
    words = ["Öst", "Ädel", "Åby", "Zorn", "Edén", "Ede", "Wik", "Vik"]
    assert sorted(words, key=sort_key) == ["Ede", "Edén", "Vik", "Wik", "Zorn", "Åby", "Ädel", "Öst"]
    assert sorted(words, key=ordered) == sorted(words, key=sort_key)


@given(st.lists(st.text(st.characters(min_codepoint=32), max_size=6), max_size=6))
def test_one_string_sorts_as_the_key_does(words: list[str]) -> None:
    assert sorted(words, key=ordered) == sorted(words, key=sort_key)
