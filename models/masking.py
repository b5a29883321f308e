"""Personnummer are shown only where the purpose needs them (2018:218, 3 kap. 10 §): masked by default.

What one looks like is told here once, for the mask, for the rule that names them (``nlp/rules/personnummer.py``) and
for the words of the search (``search/shapes.py``). It goes by shape, not by check digit: a misread number must not
slip through because it no longer adds up. A number of just that shape which is something else is masked too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

# Pieces of regular expressions, without groups. \s is any white space; dashes as people, programs and OCR write them.
DASHES: Final = r"\-\u00ad\u02d7\u2010-\u2015\u2043\u207b\u2212\ufe58\ufe63\uff0d"  # the inside of a character class
_DASH: Final = rf"[{DASHES}+]{{1,2}}"
_UNSEEN: Final = r"[\u00ad\u200b-\u200f\u2060\ufeff]{0,2}"  # soft hyphens, marks of direction, spaces without width
_OCR: Final = r"[ \u00a0\u202f\u00ad\u200b-\u200f\u2060\ufeff]{0,2}"  # where OCR tore the number apart
_AROUND: Final = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]"


def _birth(gap: str, century: str = "(?:1[89]|20)?") -> str:
    """A day of birth with or without its century; + 60 in a samordningsnummer."""
    day = rf"(?:[0-2]{gap}[0-9]|3{gap}[01]|[6-8]{gap}[0-9]|9{gap}[01])"
    return rf"{century}[0-9]{gap}[0-9]{gap}(?:0{gap}[1-9]|1{gap}[0-2]){gap}{day}"


def _last(gap: str) -> str:
    return rf"[0-9](?:{gap}[0-9]){{3}}"


DASHED: Final = rf"{_birth(_OCR)}{_AROUND}{{0,3}}{_DASH}{_AROUND}{{0,8}}{_last(_OCR)}"
"""850312-9805, with the line broken at the dash, or torn apart: 8503 12-98 05."""
BOXED: Final = rf"{_birth(' ', '(?:(?:1 [89]|2 0) )?')} (?:{_DASH} )?{_last(' ')}"
"""A digit to a box, as forms have it: 8 5 0 3 1 2 9 8 0 5."""
DATED: Final = (
    rf"(?:1[89]|20)?[0-9]{{2}}[{DASHES}.](?:0[1-9]|1[0-2])[{DASHES}.](?:[0-2][0-9]|3[01]|[6-8][0-9]|9[01])"
    rf"[ \u00a0]?{_DASH}[ \u00a0]?[0-9]{{4}}(?!\s?[{DASHES}.][0-9])"  # 2024-05-19–2024-06-01 is two days
)
"""1985-03-12-9805."""
TIGHT: Final = rf"{_birth(_UNSEEN)}(?:{_UNSEEN}|[_.·~=]){_last(_UNSEEN)}"
"""8503129805, or with a sign that stands for the dash in file names and OCR: 850312_9805."""
SPACED: Final = rf"{_birth(_UNSEEN)}\s{{1,2}}{_last(_UNSEEN)}(?![{DASHES}.,:/][0-9])"  # not 240519 2024-06-01
"""850312 9805."""

_SHAPE: Final = re.compile(rf"(?:{DASHED}|{DATED}|{TIGHT}|{SPACED}|{BOXED})(?![0-9])")
_BEGINNING: Final = re.compile(r"[0-9](?<![0-9][0-9])(?=(?:[^0-9a-z]{0,16}[0-9]){9})")  # in this order it is quick
_TEN_DIGITS: Final = re.compile(r"(?:\d\D*+){10}")
_MONEY: Final = re.compile(r"\s?(?:kr|sek|kronor)\b|\s?:-|,[0-9]{2}\b", re.IGNORECASE)
_TELEPHONE: Final = re.compile(r"(?:tel|tfn|telefon\w*|mobil\w*|fax|sms|ring)[\s:.]{1,3}\Z", re.IGNORECASE)
_DAY_AND_SERIAL: Final = re.compile(r"20[0-9]{2}(?:-[0-9]{2}-[0-9]{2}-|[0-9]{4}_)[0-9]{4}")
_OTHER_DIGIT: Final = re.compile(r"[^\D0-9]")
_HIDDEN: Final = 4  # digits
_MASKED_ALREADY: Final = re.compile(r"[Xx*]{4}\W*\Z")
MASK: Final = "X"
COVER: Final = "█"
"""What stands for each character of a protected identity."""


@dataclass(frozen=True, slots=True)
class Number:
    """Something shaped like a personnummer: ``text[start:end]``.

    ``digits`` are its 10 or 12, as ASCII; ``between`` is what parts the last four from the others, spaces and all;
    ``places`` are where the last four stand, which is what a mask covers.
    """

    start: int
    end: int
    digits: str
    between: str
    places: tuple[int, ...]


def numbers(text: str) -> Iterator[Number]:
    """Everything in a text that is shaped like a personnummer, in order; they may overlap.

    Not amounts (``240519 1500 kr``) nor telephone numbers that are called so (``tel 0701740605``).
    """
    if _TEN_DIGITS.search(text) is None:  # most names and words, of which a page has hundreds
        return
    plain = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    for beginning in _BEGINNING.finditer(plain):
        match = _SHAPE.match(plain, beginning.start())
        if match is not None:
            number = _number(match)
            if not _is_something_else(plain, number):
                yield number


def _number(match: re.Match[str]) -> Number:
    places = [place for place in range(*match.span()) if match.string[place] in "0123456789"]
    return Number(
        *match.span(),
        digits="".join(match.string[place] for place in places),
        between=match.string[places[-_HIDDEN - 1] + 1 : places[-_HIDDEN]],
        places=tuple(places[-_HIDDEN:]),
    )


def _is_something_else(plain: str, number: Number) -> bool:
    if _is_day_and_serial(plain, number):
        return True
    if number.between and number.between[0].isspace() and _MONEY.match(plain, number.end):
        return True
    called = _TELEPHONE.search(plain, max(0, number.start - 20), number.start)
    return called is not None and not number.between and number.digits.startswith("0")


def _is_day_and_serial(plain: str, number: Number) -> bool:
    """``FAX-2024-06-03-0112``, ``Beslut_20241213_0016``: how files of this century are named.

    Only here does the check digit speak: such a number that does not add up is no misread one.
    """
    written = plain[number.start : number.end]
    return _DAY_AND_SERIAL.fullmatch(written) is not None and not _adds_up(number.digits[-10:])


def _adds_up(digits: str) -> bool:
    """The modulus-10 check of a personnummer (SKV 704)."""
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def mask(text: str) -> str:
    """The text with the last four digits of each personnummer as ``X``. Its length does not change."""
    return _covered(text, (place for number in numbers(text) for place in number.places))


def mask_with(text: str, spans: list[tuple[int, int]]) -> str:
    """:func:`mask`, and also the last four digits of each of these spans, whatever they look like."""
    places = [place for start, end in spans for place in _last_places(text, start, end)]
    return mask(_covered(text, places))


def cover(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with all of each of these spans covered, but for the breaks of its lines. Its length does not change.

    By a sign that is part of no word: nothing that is covered can be searched for.
    """
    characters: list[str] | None = None
    for start, end in spans:
        characters = characters or list(text)
        for place in range(start, min(end, len(text))):
            characters[place] = "\n" if characters[place] == "\n" else COVER
    return text if characters is None else "".join(characters)


def _last_places(text: str, start: int, end: int) -> list[int]:
    if _MASKED_ALREADY.search(text, start, end):
        return []
    return [place for place in range(start, min(end, len(text))) if text[place].isdecimal()][-_HIDDEN:]


def _covered(text: str, places: Iterator[int] | list[int]) -> str:
    characters: list[str] | None = None
    for place in places:
        characters = characters or list(text)
        characters[place] = MASK
    return text if characters is None else "".join(characters)
