"""Swedish order and Swedish time."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_AFTER_Z = {"å": "{1", "ä": "{2", "æ": "{2", "ö": "{3", "ø": "{3"}


@lru_cache(maxsize=65_536)
def sort_key(text: str) -> tuple[str, str]:
    """A key that sorts å, ä, ö after z in this order; é as e, ü as y, w beside v only where all else is equal.

    Source: Svenska språkrådet, *Svenska skrivregler* (2017), section on alphabetical order.
    """
    folded = []
    for character in unicodedata.normalize("NFC", text).lower():
        if character in _AFTER_Z:
            folded.append(_AFTER_Z[character])
        elif character == "ü":
            folded.append("y")
        else:
            folded.append(unicodedata.normalize("NFD", character)[0])
    return "".join(folded), text


def ordered(text: str) -> str:
    """:func:`sort_key` as one string, for what is sorted by code points: by an engine, or with other keys."""
    return "\x00".join(sort_key(text))


def now() -> datetime:
    """The time, in UTC: what the register keeps. Shown through :func:`local`."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment on a Swedish wall clock."""
    return moment.astimezone(STOCKHOLM)


def today() -> date:
    """On a Swedish wall."""
    return local(now()).date()
