"""Personnummer are shown only where the purpose needs them (2018:218, 3 kap. 10 §): masked by default."""

from __future__ import annotations

import re

_PERSONNUMMER = re.compile(
    r"(?<![\w-])((?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01]))(\s?[-+–]?\s?)(\d{4})(?![\w])"
)
MASK = "XXXX"


def mask_spans(text: str) -> list[tuple[int, int]]:
    """Where four last digits of anything shaped like a personnummer stand: spans to cover, in order.

    Goes by shape, not by check digit: a misread number must not slip through because it no longer adds up.
    """
    return [match.span(3) for match in _PERSONNUMMER.finditer(text)]


def mask(text: str) -> str:
    """The text with the last four digits of each personnummer as ``XXXX``. Its length does not change."""
    for start, end in mask_spans(text):
        text = text[:start] + MASK + text[end:]
    return text
