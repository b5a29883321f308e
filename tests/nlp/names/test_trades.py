"""What stands before a person's name in a company's: a trade, or a part that somebody plays."""

from __future__ import annotations

import pytest

from nlp.names.trades import is_trade_of


@pytest.mark.parametrize(
    ("word", "company"),
    [
        ("Byggare", "Bob HB"),
        ("Snickare", "Olle Berg AB"),
        ("Städare", "Karins HB"),
        ("Elektriker", "Ek AB"),
        ("Frisör", "Anna HB"),
    ],
)
def test_a_trade(word: str, company: str) -> None:
    assert is_trade_of(word, company)


@pytest.mark.parametrize(
    ("word", "company"),
    [
        ("Säljare", "Berg AB"),
        ("Uppdragsgivare", "Berg AB"),
        ("Hyrestagare", "Berg AB"),
        ("Beställare", "Berg AB"),
        ("Byggare", "Norrlands Matkompani AB"),
        ("Bolaget", "Berg AB"),
        ("byggare", "Bob HB"),
        ("Byggare", "AB"),
    ],
)
def test_none(word: str, company: str) -> None:
    assert not is_trade_of(word, company)
