"""What stands in an address or a field is a number that the register can count, or none."""

from __future__ import annotations

import pytest

from web.typed import count, number


@pytest.mark.parametrize(("text", "told"), [("0", 0), ("17", 17), ("0017", 17), ("9999999", 9_999_999)])
def test_a_number(text: str, told: int) -> None:
    assert (number(text), count(text)) == (told, told)


@pytest.mark.parametrize("text", [None, "", "x", "-2", "+2", " 2", "2.5", "1_000", "10000000", "²", "٣", "9" * 5_000])
def test_anything_else_is_none(text: str | None) -> None:
    assert (number(text), count(text)) == (None, 0)
