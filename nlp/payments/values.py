"""Sums, hours and times of the clock as they are written in cells."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_SPACE: Final = re.compile(r"[\s\u00a0\u2009\u202f']+")
_MINUS: Final = "-−–"
_SUM: Final = re.compile(
    rf"(?P<sign>[{_MINUS}+]?)(?P<whole>[1-9]\d{{0,2}}(?:[.,]\d{{3}})+|\d+)(?:[.,](?P<part>\d{{1,15}}|-))?(?P<after>[{_MINUS}]?)\Z"
)
_CURRENCY: Final = re.compile(r"^(?:sek|kr)|(?:sek|kronor|kr\.?|:-)\Z", re.IGNORECASE)
_CREDIT: Final = re.compile(r"\((?P<sum>.*)\)\Z")
"""How accountants write what is less than nothing."""
_CLOCK: Final = re.compile(r"(?:.* )?(?:kl\.? ?)?(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)(?:[.:][0-5]\d)?\Z")
_LENGTH: Final = re.compile(
    r"(?:(?P<hours>\d+(?:[.,]\d+)?)\s*(?:h|tim(?:mar)?)\.?)?\s*"
    r"(?:(?P<minutes>\d+(?:[.,]\d+)?)\s*m(?:in(?:uter)?)?\.?)?\Z",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_ISO: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)-?(?P<month>0[1-9]|1[0-2])(?:-?(?P<day>0[1-9]|[12]\d|3[01]))?(?:[T ]\d\d[.:]\d\d.*)?\Z"
)
_NOTHING: Final = re.compile(
    r"(?:[-–—−]+|0|nej|saknas|ing(?:en|et)|ing(?:en|et) \w+|(?:ej|inte|icke|aldrig) \w+)\.?\Z", re.IGNORECASE
)
_HOUR: Final = 60
_MOST: Final = 10**13  # öre: a number of an account or a reference is no sum
_LONGEST: Final = 1_000_000.0  # hours


def ore(cell: str) -> int | None:
    """A sum in öre: "93 600,00", "102921.00", "1.234,50", "-3 400", "3 400,00-", "(3 400)", "447 200:-", "9183.3333".
    Three digits after a sign are thousands, where they can be."""
    text = cell.strip()
    credit = _CREDIT.match(text)
    text = _SPACE.sub("", credit["sum"] if credit else text)
    found = _SUM.match(_CURRENCY.sub("", _CURRENCY.sub("", text)))
    if found is None:
        return None
    part = (found["part"] or "0").replace("-", "0").ljust(2, "0")
    value = int(re.sub(r"[.,]", "", found["whole"])) * 100 + round(float(f"{part[:2]}.{part[2:]}"))
    if value > _MOST:
        return None
    less = bool(credit) or bool(found["after"]) or (found["sign"] or "+") in _MINUS
    return -value if less else value


def hours(cell: str, *, minutes: bool = False) -> float | None:
    """A length of time in hours: "205,5", "19 min", "2 tim 30 min"; with ``minutes``, a bare number is of minutes."""
    text = " ".join(cell.replace("−", "-").split())
    if _NUMBER.match(bare := _SPACE.sub("", text)):
        number = float(bare.replace(",", "."))
        return _length(number / _HOUR if minutes else number)
    found = _LENGTH.match(text)
    if found is None or not (found["hours"] or found["minutes"]):
        return None
    whole, rest = (float((found[name] or "0").replace(",", ".")) for name in ("hours", "minutes"))
    return _length(whole + rest / _HOUR)


def _length(hours: float) -> float | None:
    return round(hours, 4) if abs(hours) <= _LONGEST else None


def is_nothing(cell: str) -> bool:
    """Whether a cell says that nothing was registered: "–", "nej", "ingen öppning", "ej öppnat"."""
    return _NOTHING.match(" ".join(cell.split())) is not None


def clock(cell: str) -> int | None:
    """A time of the clock in minutes from midnight: "07.30", "7:30", "kl 07:30", "2024-03-04 07:30"."""
    found = _CLOCK.match(cell.strip())
    return int(found["hour"]) * _HOUR + int(found["minute"]) if found else None


def day(cell: str) -> tuple[date, bool] | None:
    """A day as ISO writes it, with dashes or not; or a month, by its first day, and then True."""
    found = _ISO.match(cell.strip())
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"] or 1)), found["day"] is None
    except ValueError:
        return None
