"""Cue words (*ledord*): what stands before a number and tells what it is."""

from __future__ import annotations

import re
from functools import cache

REACH = 40  # code points; about six words: past that, a word speaks of something else


@cache
def words(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words, case aside. Alternatives are regular expressions."""
    return re.compile(rf"(?<![\wåäö])(?:{'|'.join(alternatives)})(?![\wåäö])", re.IGNORECASE)


def before(text: str, start: int, cue: re.Pattern[str], reach: int = REACH) -> bool:
    """Whether ``cue`` stands within ``reach`` code points before ``start``."""
    return cue.search(text, max(0, start - reach), start) is not None


def around(text: str, start: int, end: int, cue: re.Pattern[str], reach: int = REACH) -> bool:
    """Whether ``cue`` stands within ``reach`` code points on either side."""
    return cue.search(text, max(0, start - reach), min(len(text), end + reach)) is not None
