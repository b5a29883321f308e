"""Cue words (*ledord*): what stands before a number, or over its column, and tells what it is."""

from __future__ import annotations

import re
from functools import cache

from nlp import columns

REACH = 40  # code points; about six words: past that, a word speaks of something else


_ONLY_SIGNS = re.compile(r"[\s:.,;#=()–-]*(?:(?:nr|nummer|är|var|på|med|om|id|kod)[\s:.,;#=()–-]+){0,2}", re.IGNORECASE)


@cache
def words(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words, case aside. Alternatives are regular expressions that begin with a letter."""
    return re.compile(rf"(?<!\w)(?=[^\W\d_])(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def before(text: str, start: int, cue: re.Pattern[str], reach: int = REACH) -> bool:
    """Whether ``cue`` stands within ``reach`` code points before ``start``."""
    return cue.search(text, max(0, start - reach), start) is not None


def around(text: str, start: int, end: int, cue: re.Pattern[str], reach: int = REACH) -> bool:
    """Whether ``cue`` stands within ``reach`` code points on either side."""
    return cue.search(text, max(0, start - reach), min(len(text), end + reach)) is not None


def over(text: str, start: int, cue: re.Pattern[str]) -> bool:
    """Whether ``cue`` stands in the heading of the table's column that holds ``text[start]``."""
    return cue.search(columns.heading(text, start)) is not None


def told(text: str, start: int, cue: re.Pattern[str], reach: int = REACH) -> bool:
    """Whether ``cue`` stands before a number or over it."""
    return before(text, start, cue, reach) or over(text, start, cue)


def next_to(text: str, start: int, cue: re.Pattern[str], reach: int) -> bool:
    """Whether ``cue`` is the last word before ``start``, with no other word or number between.

    ``Ordernummer: 5560160680`` is an order number; ``order av Norrlands Matkompani AB, 5560160680`` is not.
    """
    found = list(cue.finditer(text, max(0, start - reach), start))
    return bool(found) and _ONLY_SIGNS.fullmatch(text, found[-1].end(), start) is not None
