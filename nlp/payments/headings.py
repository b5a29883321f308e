"""What the columns of a table hold (*kolumnrubriker*), and what its rows tell by that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from models.payment import RowSort

Roles = Mapping[str, int]
"""Columns by what they hold."""
_UNIT: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]|[.:*\"']")  # "(kr)", "Org.nr"
_TOTAL: Final = re.compile(
    r"(?:(?:del|slut|total)?summa|totalt?|summering|saldo|s:a|transport|ingående saldo|utgående saldo)\b", re.IGNORECASE
)
_PAYEE: Final = ("provider", "orgnr", "account", "invoice")
_WHEN: Final = ("day", "month", "invoice")


@cache
def _roles() -> Mapping[str, str]:
    lines = (Path(__file__).parent / "headings.txt").read_text("utf-8").splitlines()
    told = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {way.strip(): role for role, ways in told for way in ways.split(";")}


def role(heading: str) -> str:
    """What a column with this heading holds, a name of ``headings.txt``; empty where it says nothing that is known."""
    said = " ".join(_UNIT.sub("", heading.lower()).split())
    return _roles().get(said, "")


def columns(headings: Mapping[int, str]) -> Roles:
    """The columns by role, the first of each; none where they are no headings of rows that are read here."""
    found: dict[str, int] = {}
    for column, heading in headings.items():
        if said := role(heading):
            found.setdefault(said, column)
    return found if sort_of(found) is not None else {}


def sort_of(roles: Roles) -> RowSort | None:
    """What rows under such headings tell; None where they are of something else."""
    if ("client" in roles or "staff" in roles) and ({"begins", "ends"} <= roles.keys() or "minutes" in roles):
        return RowSort.VISIT if "day" in roles else None
    if "amount" in roles and "month" in roles and "hours" in roles and "planned" in roles:
        return RowSort.MONTH
    if "amount" in roles and any(each in roles for each in _PAYEE) and any(each in roles for each in _WHEN):
        return RowSort.PAYMENT if len(roles) > 2 else None
    if "reviewed" in roles and "provider" in roles:
        return RowSort.REVIEWED
    if "registered" in roles and ("planned" in roles or "hours" in roles):
        return RowSort.CONTROL
    return None


def is_total(cell: str) -> bool:
    """Whether a row that begins so sums up the others."""
    return _TOTAL.match(cell.strip()) is not None
