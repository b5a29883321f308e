"""Whether the halves around a hyphen at a line's end are one word, two joined by that hyphen, or no word at all.

Decided by what the halves look like and by a dictionary (simplemma), precision first: a hyphen that stays costs a hit
by the whole word; one wrongly left out makes a word that nobody wrote.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from ingest.text.swedish_words import in_dictionary


class Cut(Enum):
    """What is left out at the break."""

    NOTHING = "nothing"  # "mat- och dryck"
    BREAK = "break"  # Britt-⏎Marie: the hyphen is the word's own
    HYPHEN = "hyphen"  # hante-⏎ring
    LETTER = "letter"  # till-⏎lägg: the hyphen, and the third of three like letters, which stands only at a break


_SOFT: Final = "\u00ad\u00ac"
_AFTER_SUSPENDED: Final = frozenset(("och", "eller", "samt", "respektive", "resp"))
_PERHAPS_SUSPENDED: Final = frozenset(
    ("till", "som", "men", "än", "i", "på", "för")
)  # "där-⏎till", "två- till fyraårig"
_KEEPS_HYPHEN: Final = frozenset(("icke", "ex", "vice", "facto", "hoc"))
_NATIONS: Final = (
    "svensk",
    "norsk",
    "dansk",
    "finsk",
    "tysk",
    "engelsk",
    "fransk",
    "rysk",
    "samisk",
    "polsk",
    "estnisk",
)
_VOWELS: Final = frozenset("aeiouyåäöéü")


def cut_of(first: str, hyphen: str, second: str, page: str, *, is_sure: bool = True) -> Cut:
    """What to leave out between the runs of letters and digits ``first`` and ``second`` around ``hyphen``.

    ``page`` is the text they stand in: what it writes elsewhere decides first. ``is_sure``: the place on the page says
    that the second half goes on from the first; otherwise the dictionary must know the whole.
    """
    if not (first.isalpha() and second.isalpha()):
        return _with_digits(first, second)
    if second.lower() in _AFTER_SUSPENDED:
        return Cut.NOTHING
    if second in _PERHAPS_SUSPENDED:
        return Cut.HYPHEN if _is_word(first.lower() + second) else Cut.NOTHING
    if second[0].isupper():
        return _before_capital(first, second)
    if hyphen not in _SOFT and (_keeps_hyphen(first, second) or f"{first}-{second}" in page):
        return Cut.BREAK
    return _lower(first, second, page, is_sure=is_sure)


def _with_digits(first: str, second: str) -> Cut:
    """Numbers keep their hyphen. A number after a word's half is mostly a page number that came between."""
    if first[-1].isdigit():
        return Cut.BREAK
    return Cut.BREAK if second[0].isdigit() and first.isupper() else Cut.NOTHING


def _before_capital(first: str, second: str) -> Cut:
    whole = (first + second).lower()
    if first.isupper() and second.isupper() and len(first) > 1 and len(second) > 1:
        return Cut.HYPHEN if _is_word(whole) or _is_compound(first.lower(), second.lower()) else Cut.BREAK
    return Cut.BREAK if first[0].isupper() else Cut.NOTHING


def _keeps_hyphen(first: str, second: str) -> bool:
    """EU-⏎förordning, e-⏎post, cd-⏎rom, svensk-⏎norska, icke-⏎statlig (but ex-⏎perter)."""
    if (
        len(first) == 1
        or (first.isupper() and len(first) < 6)
        or (len(first) < 4 and _VOWELS.isdisjoint(first.lower()))
    ):
        return True
    if first.lower() in _KEEPS_HYPHEN:
        return not _is_word(first.lower() + second)
    return first.lower().startswith(_NATIONS) and second.startswith(_NATIONS)


def _lower(first: str, second: str, page: str, *, is_sure: bool) -> Cut:
    low = first.lower()
    if low[-2:] == 2 * second[0] and _is_word(low[:-1] + second) and not _is_word(low + second):
        return Cut.LETTER
    if _is_word(low + second) or first + second in page or _is_compound(low, second):
        return Cut.HYPHEN
    if not is_sure or len(second) < 2 or _VOWELS.isdisjoint(low) or _VOWELS.isdisjoint(second):
        return Cut.NOTHING
    return Cut.HYPHEN


def _is_compound(first: str, second: str) -> bool:
    """Whether both halves are words: Swedish breaks its compounds between their parts."""
    return len(second) > 2 and _is_word(second) and (_is_word(first) or (first.endswith("s") and _is_word(first[:-1])))


def _is_word(word: str) -> bool:
    """Whether the dictionary has the word, or the name."""
    return in_dictionary(word) or in_dictionary(word.capitalize())
