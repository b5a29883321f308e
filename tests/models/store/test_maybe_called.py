"""Who may be called by a part of a name: never fewer than are, however it is written."""

from __future__ import annotations

import re
import unicodedata

import pytest

from models.masking import mask
from models.store.maybe_called import folded, pattern, stands_in

NAMES = (
    "Åkes Krog", "A\u030akes Krog", "İbrahim Demİr", "DEMİR", "50\u212a", "Anna_Ek 100 %", "O'Neill \\ Co", "José",
    "850312-9805 Bo", "Kök & Bar AB", "Éva", "x-tra",
)  # fmt: skip


def _shown(name: str) -> str:
    return unicodedata.normalize("NFC", mask(name)).lower()


def _is_like(name: str, like: str) -> bool:
    """As LIKE of a database that knows capitals of ASCII only."""
    ways = {"%": ".*", "_": "."}
    return (
        re.fullmatch("".join(ways.get(sign) or re.escape(sign) for sign in like), name, re.DOTALL | re.ASCII | re.I)
        is not None
    )


@pytest.mark.parametrize("name", NAMES)
def test_each_part_of_a_shown_name_finds_it(name: str) -> None:
    shown = _shown(name)
    for begin in range(len(shown)):
        for end in range(begin + 1, len(shown) + 1):
            for part in (shown[begin:end], unicodedata.normalize("NFD", shown[begin:end]), shown[begin:end].upper()):
                if unicodedata.normalize("NFC", part).lower() in shown:
                    assert _is_like(name, pattern(part)), (part, pattern(part))
                    assert stands_in(folded(part), name), part


def test_what_a_part_does_not_stand_in_is_mostly_not_named() -> None:
    assert [name for name in NAMES if _is_like(name, pattern("krog"))] == ["Åkes Krog", "A\u030akes Krog"]
    assert pattern("gatan") == "%gatan%"


def test_a_letter_alone_names_those_alone_in_whose_names_it_stands() -> None:
    assert [name for name in NAMES if stands_in("å", name)] == ["Åkes Krog", "A\u030akes Krog"]
    assert [name for name in NAMES if stands_in("x", name)] == ["850312-9805 Bo", "x-tra"]
