"""Words quoted from a page (*citat*), and where they stand now: a page that is read again may have moved them.

Both the quotation and the text that it is looked for in are masked in the same way and of the same length as the page,
so that no personnummer is kept with a quotation. What is covered (protected identities) may be any letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from models.masking import COVER

LONGEST: Final = 2_000
"""Characters of a quotation; longer selections are cut."""
_AROUND: Final = 40  # characters kept on each side, to tell one place from another where the words stand twice


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text`` stood at ``start`` (code points), ``before`` and ``after`` beside it."""

    start: int
    text: str
    before: str = ""
    after: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def kept(self) -> dict[str, Any]:
        return {"start": self.start, "quote": self.text, "before": self.before, "after": self.after}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        return cls(int(kept["start"]), str(kept["quote"]), str(kept["before"]), str(kept["after"]))


def quoted(text: str, start: int, end: int) -> Quotation | None:
    """What stands there without the white space at its ends; None where that is nothing."""
    start, end = max(0, start), min(end, len(text), start + LONGEST)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    end = start + len(words)
    return Quotation(start, words, text[max(0, start - _AROUND) : start], text[end : end + _AROUND])


def found(text: str, words: str) -> Quotation | None:
    """The first place where these words, as somebody typed or pasted them, stand."""
    wanted = unicodedata.normalize("NFC", words).strip()[:LONGEST]  # as the texts of pages are
    match = re.search(_pattern(wanted), text, re.IGNORECASE) if wanted else None
    return quoted(text, *match.span()) if match else None


def placed(text: str, quotation: Quotation) -> tuple[int, int] | None:
    """Where the quotation stands in the text: where it stood, or else the nearest place with the same around it; None
    where its words are there no more."""
    if _same(text[quotation.start : quotation.end], quotation.text):
        return quotation.start, quotation.end
    places = [match.span() for match in re.finditer(_pattern(quotation.text), text)]
    return min(places, key=lambda place: _strangeness(text, place, quotation), default=None)


def _strangeness(text: str, place: tuple[int, int], quotation: Quotation) -> tuple[int, int]:
    """How unlike the old surroundings the place has, then how far from the old place it is."""
    start, end = place
    before = sum(_is(a, b) for a, b in zip(reversed(text[:start][-_AROUND:]), reversed(quotation.before), strict=False))
    after = sum(_is(a, b) for a, b in zip(text[end : end + _AROUND], quotation.after, strict=False))
    return -(before + after), abs(start - quotation.start)


def _same(text: str, words: str) -> bool:
    return len(text) == len(words) and all(_is(a, b) for a, b in zip(text, words, strict=True))


def _is(one: str, other: str) -> bool:
    return one == other or COVER in (one, other)


def _pattern(words: str) -> str:
    """The words with any white space between them, each letter perhaps covered."""
    runs = (("".join(_letter(letter) for letter in run)) for run in words.split())
    return r"\s+".join(runs)


def _letter(letter: str) -> str:
    return r"\S" if letter == COVER else rf"[{re.escape(letter)}{COVER}]"
