"""Numbers of spreadsheets as a person sees them (ECMA-376 part 1, 18.8.31), with a decimal point and no grouping.

Dates come out as ISO 8601. What a format draws around a number ("kr", "%") is kept; colours and padding are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

BUILT_IN: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
        5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
        40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 48: "0.0E+0", 49: "@",
        14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
        20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
        **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
    }
)  # fmt: skip
"""The formats that a workbook names by number alone."""

_TOKEN: Final = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(\[[hms]+\])|\[[^\]]*\]|_.|\*.|(AM/PM|A/P|General|E[+-])|(.)', re.I | re.S
)
_EPOCH: Final = datetime(1899, 12, 30)  # day 0 of the 1900 system, from 1 March 1900 on
_EPOCH_1904: Final = datetime(1904, 1, 1)
_LAST_DAY: Final = 2_958_465  # 9999-12-31
_WIDEST: Final = 30  # decimals; Excel allows as many
_ROOMY: Final = Context(prec=400)  # a double has up to 309 digits before its point


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format code asks for. ``mask`` is the digits of one with marks between them ("000000-0000"), or empty."""

    date: bool = False
    time: bool = False
    seconds: bool = False
    elapsed: bool = False
    percent: bool = False
    general: bool = True
    decimals: int = 0
    optional_decimals: int = 0
    digits: int = 0
    before: str = ""
    after: str = ""
    mask: str = ""


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """``value`` in the format ``code``."""
    form = parsed(code)
    if form.date or form.time:
        return _moment(value, form, from_1904) or _general(value)
    if form.mask and value == int(value) and value >= 0:
        return _masked(int(value), form.mask)
    sign = "-" if value < 0 else ""
    return f"{sign}{form.before}{_number(abs(value), form)}{'%' if form.percent else ''}{form.after}"


@lru_cache(maxsize=2_000)
def parsed(code: str) -> NumberFormat:
    """The format code read: of its sections (positive;negative;zero;text) the first."""
    literals: list[str] = []
    signs = ""
    moment = ""
    for quoted, escaped, money, elapsed, word, plain in _TOKEN.findall(code):
        text = quoted or escaped or money
        if text or plain in ("-", " ", "/", ":", "(", ")", "+", "$", "€", "£"):
            literals.append(text or plain)
            signs += "\0"
        elif plain == ";":
            break
        elif elapsed or plain.lower() in ("y", "m", "d", "h", "s"):
            moment += (elapsed or plain).lower()
        elif word.lower().startswith(("a", "e", "general")):
            moment += "h" if word.lower().startswith("a") else ""
            signs += "E" if word.lower().startswith("e") else "G"
        elif plain in "0#?.,%@" and plain:
            signs += plain
    return _moment_format(moment) if moment else _number_format(signs, literals)


def _moment_format(marks: str) -> NumberFormat:
    time = any(mark in marks for mark in "hs")
    date = any(mark in marks for mark in "yd") or (not time and "m" in marks)
    return NumberFormat(date=date, time=time, seconds="s" in marks, elapsed="[" in marks)


def _number_format(signs: str, literals: list[str]) -> NumberFormat:
    places = re.findall(r"[0#?]+", signs)
    if "E" in signs or "G" in signs or "@" in signs or not places or signs.count("\0/"):
        before, after = _around(signs, literals)
        return NumberFormat(before=before, after=after) if not re.search(r"[?]", signs) else NumberFormat()
    if "?" in signs and len(places) > 1 and "." not in signs:  # a fraction
        return NumberFormat()
    whole, _, part = signs.replace(",", "").partition(".")
    part = re.sub(r"[^0#?]", "", part)[:_WIDEST]
    mask = _mask(whole, literals) if not part else ""
    before, after = ("", "") if mask else _around(signs, literals)
    return NumberFormat(
        percent="%" in signs,
        general=False,
        decimals=part.count("0"),
        optional_decimals=len(part),
        digits=whole.count("0"),
        before=before,
        after=after,
        mask=mask,
    )


def _around(signs: str, literals: list[str]) -> tuple[str, str]:
    """What stands before the digits and after them, a bracket for negative numbers aside."""
    first = re.search(r"[0#?G@]", signs)
    count = signs[: first.start()].count("\0") if first else len(literals)
    before, after = "".join(literals[:count]), "".join(literals[count:])
    return before.strip("()").lstrip(), after.strip("()").rstrip()


def _mask(whole: str, literals: list[str]) -> str:
    """The digits with marks between them, as for registration and postal numbers; empty where there are no marks."""
    if not re.fullmatch(r"0+(\x000+)+", whole) or not all(text in "- /." for text in literals):
        return ""
    marks = iter(literals)
    return "".join(next(marks, "") if sign == "\0" else sign for sign in whole)


def _masked(value: int, mask: str) -> str:
    digits = str(value).rjust(mask.count("0"), "0")
    written = []
    for sign in reversed(mask):
        written.append(digits[-1] if sign == "0" else sign)
        digits = digits[:-1] if sign == "0" else digits
    return digits + "".join(reversed(written))


def _number(value: float, form: NumberFormat) -> str:
    if form.general:
        return _general(value)
    scaled = value * 100 if form.percent else value
    exact = Decimal(f"{scaled:.15g}").quantize(Decimal(1).scaleb(-form.optional_decimals), ROUND_HALF_UP, _ROOMY)
    text = f"{exact:f}"
    for _ in range(form.optional_decimals - form.decimals):
        text = text[:-1] if text.endswith("0") else text
    whole, dot, part = text.removesuffix(".").partition(".")
    return f"{whole.rjust(form.digits, '0')}{dot}{part}"


def _general(value: float) -> str:
    """A number without a format: no more digits than it holds, and no exponent where a person would write none."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{value:.15f}".rstrip("0") if "e-0" in text else text.upper()


def _moment(value: float, form: NumberFormat, from_1904: bool) -> str:
    """A date, a time or both; empty for a number that is none."""
    if form.elapsed:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if not 0 <= value < _LAST_DAY:
        return ""
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    if not from_1904 and value < 60:  # before the day that Excel believes in and the calendar does not
        epoch += timedelta(days=1)
    found = epoch + timedelta(days=int(value), seconds=round(value % 1 * 86_400))
    time = f"{found:%H:%M:%S}" if form.seconds else f"{found:%H:%M}"
    if form.date and form.time:
        return f"{found:%Y-%m-%d} {time}"
    return f"{found:%Y-%m-%d}" if form.date else time
