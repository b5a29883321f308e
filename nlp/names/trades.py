"""Trades that companies are called by (*yrken i firmanamn*): the ``Byggare`` of ``Byggare Bob HB``."""

from __future__ import annotations

import re
from typing import Final

from nlp.names import legal_forms
from nlp.names.lexicon import is_first_name, is_surname

_TRADE: Final = re.compile(
    r"(?!(?i:\w*(?:giv|tag|hav|ställ|sälj|köp|äg|betal|förvalt|för|utöv|lägg|anmäl|hyr|fordr|ledn)are)$)"
    r"[A-ZÅÄÖ][a-zåäö]{2,20}(?:are|iker|frisör)|Frisör"
)


def is_trade_of(word: str, company: str) -> bool:
    """Whether ``word`` is the trade before a person's name in a company's: ``Byggare``, ``Bob HB``.

    Those who sell, buy, own or answer for something are no trade but a part somebody plays (``Säljare Berg AB``).
    """
    rest = legal_forms.without_form(company).split()
    return _TRADE.fullmatch(word) is not None and bool(rest) and all(map(_is_persons, rest))


def _is_persons(word: str) -> bool:
    return any(is_first_name(one) or is_surname(one) for one in (word, word.removesuffix("s")))
