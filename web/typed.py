"""What people type, and what their browser says of a file: text that can be kept, shown and logged."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Final

_UNSEEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls (NUL, which PostgreSQL refuses), turned writing, half signs
_MOST_DIGITS: Final = 7  # a page of a sheet may hold millions of characters


def line(text: str) -> str:
    """The text on one line: white space as single spaces, none at the ends, and no sign that cannot be seen."""
    spaced = " ".join(text.split())
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN).strip()


def lines(text: str) -> str:
    """The text over any number of lines, each as :func:`line` has it; none empty at the ends."""
    return "\n".join(line(each) for each in text.splitlines()).strip("\n")


def number(text: str | None) -> int | None:
    """A whole number of at most seven digits, as the register can count them; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def count(text: str | None) -> int:
    """What :func:`number` tells; 0 for anything else."""
    return number(text) or 0


def day(text: str | None) -> date | None:
    """A date from a date field; whatever is none is no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
