"""Which statute (*författning*) a name or an abbreviation means on a day."""

from __future__ import annotations

from datetime import date
from functools import cache

from nlp.tables import lines


@cache
def _table() -> dict[str, tuple[str, tuple[str, date] | None]]:
    """Name → SFS number in force now, and the number before it with the day it ended."""
    table = {}
    for line in lines("laws"):
        name, number, *older = line.split("\t")
        earlier, _, day = older[0].partition("<") if older else ("", "", "")
        table[name] = (number, (earlier, date.fromisoformat(day)) if day else None)
    return table


def number_in_force(name: str, today: date) -> str | None:
    """The SFS number that ``name`` means in a text of ``today``; None for a name that is not in the table."""
    entry = _table().get(name) or _table().get(name.lower()) or _table().get(name.lower().removesuffix("s"))
    if entry is None or (name.isupper() and name not in _table()):
        return None
    number, older = entry
    return older[0] if older is not None and today < older[1] else number
