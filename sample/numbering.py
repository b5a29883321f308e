"""Numbers of matters (*diarienummer*) as each owner writes them."""

from __future__ import annotations

from datetime import date

from sample.owners import Owner


def reference(owner: Owner, day: date, number: int) -> str:
    """A case number as this owner writes it."""
    if owner.code == "5900":
        return f"5900-K{1000 + number}-{day:%y}"
    return {
        "MBN": f"MBN {day.year}-{number:04d}",
        "SN": f"SN {day.year}/{number}",
        "KS": f"KS {day.year}/{number:05d}",
    }[owner.code]
