"""The written forms of a number that is looked for: spaces, signs and what OCR reads for a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from models import swedish

_READ_FOR: Final = {
    "0": "0OoQD",
    "1": "1Il|!",
    "2": "2Zz",
    "3": "3",
    "4": "4",
    "5": "5Ss",
    "6": "6b",
    "7": "7",
    "8": "8B",
    "9": "9gq",
}
_READ_FOR_LETTER: Final = {"O": "O0Q", "I": "I1l|", "S": "S5", "B": "B8", "Z": "Z2", "G": "G6", "D": "D0"}
_GAP: Final = r"(?:[^\w|!]|_){0,3}"
_WIDE: Final = r"(?:[^\w|!]|_){0,8}"  # at a dash, where a line may end
_CENTURIES: Final = ("18", "19", "20")
_FEWEST: Final = 4  # signs of any other number
_SURE_DIGITS: Final = 7  # of ten that are digits as they stand
_MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """``text[start:end]`` is a number of the person's; ``doubt`` a code where it may be another."""

    start: int
    end: int
    how: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    form: re.Pattern[str]
    how: str
    born: date | None = None


class NumberFinder:
    """Looks for personnummer and samordningsnummer (10 or 12 digits) and for other numbers in one pass each."""

    def __init__(
        self,
        numbers: Sequence[str],
        others: Sequence[str] = (),
        cases: Sequence[str] = (),
        *,
        today: date | None = None,
    ) -> None:
        """``today`` is the Swedish day where none is given: by it a + in a number tells how old somebody is."""
        self._today = today or swedish.today()
        self._patterns = [
            *(_personal(each) for each in numbers if len(_digits(each)) in (10, 12)),
            *(pattern for each in others if (pattern := _other(each)) is not None),
            *(_Pattern(_loose(_signs(each)), "case") for each in cases if len(_signs(each)) >= _FEWEST),
        ]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def find(self, text: str) -> Iterator[NumberPlace]:
        for pattern in self._patterns:
            for found in pattern.form.finditer(text):
                if pattern.how == "number" and sum(each.isdecimal() for each in found[0]) < _SURE_DIGITS:
                    continue
                yield NumberPlace(*found.span(), pattern.how, _doubt(found, pattern, self._today))


def births(numbers: Sequence[str]) -> list[str]:
    """The person's day of birth as papers write it, in small letters: what speaks for a name beside it."""
    found = []
    for day in (born for each in numbers if (born := born_of(each)) is not None):
        month, number = _MONTHS[day.month - 1], day.day
        found += [f"{day:{form}}" for form in ("%Y-%m-%d", "%Y%m%d", "%y%m%d")]
        found += [f"{number} {month} {day.year}", f"{number}/{day.month} {day.year}", f"{number}/{day.month}-{day:%y}"]
    return found


def born_of(number: str) -> date | None:
    """The day of birth of a number with 12 digits (a samordningsnummer's day is 60 more)."""
    digits = _digits(number)
    if len(digits) != 12:
        return None
    day = int(digits[6:8])
    try:
        return date(int(digits[:4]), int(digits[4:6]), day - 60 if day > 60 else day)
    except ValueError:
        return None


def birthday(number: str) -> str:
    """The day of birth in eight digits, of what begins with it and its century: a number, masked or whole, or a day."""
    day = number[:8]
    born = born_of(f"{day}0000")
    return day if born is None else f"{born:%Y%m%d}"


def same_number(one: str, other: str) -> bool:
    """Whether two written numbers are the same person's, with or without the century."""
    left, right = _digits(one), _digits(other)
    return bool(left) and left[-10:] == right[-10:] and (len(left) != len(right) or left == right)


def _personal(written: str) -> _Pattern:
    digits = _digits(written)
    century, short = (digits[:2], digits[2:]) if len(digits) == 12 else ("", digits)
    before = _joined(century) if century else "|".join(_joined(each) for each in _CENTURIES)
    birth, last = _joined(short[:6]), _joined(short[6:])
    form = rf"(?<![0-9])(?:(?:{before}){_GAP})?{birth}{_WIDE}{last}(?![0-9])"
    return _Pattern(re.compile(form), "number", born_of(digits))


def _other(written: str) -> _Pattern | None:
    """A telephone number, an address of mail, an account, a vehicle: by what it looks like."""
    if "@" in written:
        name, _, place = written.strip().partition("@")
        form = rf"(?<![\w.+-]){_mail(name)}\s?(?:@|\(at\)|\[at\])\s?{_mail(place)}(?![\w-])"
        return _Pattern(re.compile(form, re.IGNORECASE), "email")
    signs = _signs(written)
    if len(signs) < _FEWEST:
        return None
    phone = re.fullmatch(r"(?:0046|46|0)([1-9]\d{6,9})", signs)
    if phone and (signs.startswith("0") or written.strip().startswith("+")):
        form = rf"(?<![0-9])(?:(?:\+|00){_GAP}46{_GAP}(?:\(0\){_GAP})?|0{_GAP}){_joined(phone[1])}(?![0-9])"
        return _Pattern(re.compile(form), "phone")
    vehicle = re.fullmatch(r"[A-Z]{3}\d\d[A-Z\d]", signs)
    return _Pattern(_loose(signs), "vehicle" if vehicle else "account")


def _mail(text: str) -> str:
    return "".join(rf"\s?{re.escape(each)}\s?" if each in "._-" else re.escape(each) for each in text)


def _loose(signs: str) -> re.Pattern[str]:
    parts = (_of_sign(each) for each in signs)
    return re.compile(rf"(?<![^\W_]){_GAP.join(parts)}(?![^\W_])", re.IGNORECASE)


def _joined(digits: str) -> str:
    return _GAP.join(_of_sign(each) for each in digits)


def _of_sign(sign: str) -> str:
    return f"[{re.escape(_READ_FOR.get(sign) or _READ_FOR_LETTER.get(sign) or sign)}]"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _signs(text: str) -> str:
    return re.sub(r"[\W_]", "", text).upper()


def _doubt(found: re.Match[str], pattern: _Pattern, today: date) -> str:
    """A + says that whoever it is has turned a hundred: in ten digits it tells two people apart."""
    short = len(re.sub(r"[^\w|!]|_", "", found[0])) == 10
    if pattern.how == "number" and pattern.born and short and "+" in found[0]:
        return "" if (today - pattern.born).days > 36_500 else "plus"
    return ""
