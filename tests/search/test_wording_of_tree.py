"""What a query is read as, in plain Swedish."""

from __future__ import annotations

import pytest

from search.parsing import parse
from search.wording_of_tree import is_plain, wording_of_tree


@pytest.mark.parametrize(
    ("query", "reading"),
    [
        ("", "alla dokument"),
        ("krog bil", "dokument som innehåller ”krog” och ”bil”"),
        ("krog NEAR/5 bil", "dokument som innehåller ”krog” högst 5 ord från ”bil”"),
        ("krog OR bar", "dokument som innehåller ”krog” eller ”bar”"),
        ('typ:pm person:"Bo Ek"', "dokument som har handlingstypen ”pm” och nämner personen ”Bo Ek”"),
        ("-kontor", "dokument som inte innehåller ”kontor”"),
        ("datum:2024..", "dokument som är daterade 2024-01-01 eller senare"),
    ],
)
def test_a_tree_is_told_in_words(query: str, reading: str) -> None:
    assert wording_of_tree(parse(query).tree) == reading


def test_only_what_is_more_than_words_is_worth_telling() -> None:
    assert all(is_plain(parse(query).tree) for query in ("", "krog", "krog bil", "kgt 42r"))
    assert not any(is_plain(parse(query).tree) for query in ("krog OR bil", '"krog"', "pnr:850312", "krog NEAR/2 bil"))
