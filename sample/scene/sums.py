"""Sums of money of a paper, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from models.mention import Label
from sample.spans import mark

RANGES = {
    "fee": (900, 18_000, 50), "fine": (10_000, 150_000, 5_000), "cost": (2_000, 240_000, 100),
    "price": (50_000, 4_800_000, 1_000), "rent": (4_500, 48_000, 100), "paid": (40_000, 6_400_000, 1),
    "total": (1_200, 900_000, 1), "debt": (3_000, 760_000, 10),
}  # fmt: skip
"""Slot → least, most and step, in kronor. Drawn on a logarithmic scale: small sums are common."""
FIELDS = {"fee": "fee_amount", "fine": "penalty_amount", "total": "total_amount", "paid": "paid_amount"}


def drawn(rng: Random, least: int, most: int, step: int = 1) -> int:
    """A sum between ``least`` and ``most``, the small ones likelier."""
    exact: float = least * (most / max(1, least)) ** rng.random()
    return max(least, round(exact / step) * step)


def _grouped(kronor: int) -> str:
    return f"{kronor:,}".replace(",", " ")


def _unit(unit: str) -> Callable[[int, str], str]:
    return lambda kronor, field: mark(Label.AMOUNT, f"{_grouped(kronor)}{unit}", f"{kronor}.00", field=field)


def _thousands(kronor: int, field: str) -> str:
    thousands = max(1, round(kronor / 1000))
    return mark(Label.AMOUNT, f"{_grouped(thousands)} tkr", f"{thousands * 1000}.00", field=field)


FORMS: dict[str, Callable[[int, str], str]] = {
    "": _unit(" kronor"), "kr": _unit(" kr"), "sek": _unit(" SEK"), "dash": _unit(":-"), "ore": _unit(",00"),
    "tkr": _thousands,
}  # fmt: skip
