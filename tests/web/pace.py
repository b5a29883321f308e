"""Limits for tests that ask faster than any person: what is tried there is something else than the rates."""

from __future__ import annotations

from dataclasses import fields, replace
from types import SimpleNamespace
from typing import Final

import limits.storage.memory
import limits.strategies
import pytest

import web.counting
import web.rates
from models.limits import LIMITS

_MANY: Final = 1_000_000
UNHURRIED: Final = replace(LIMITS, **{each.name: _MANY for each in fields(LIMITS) if each.name.startswith("rate_")})
"""The limits of every day, but for how often somebody may ask (``web/rates.py``)."""
NOON: Final = 1_800_000_000.0


def put_clock(monkeypatch: pytest.MonkeyPatch, moment: float = NOON) -> None:
    """Set the counting's clock, which stands still: with each minute of a real one what is counted begins anew."""
    for module in (limits.strategies, limits.storage.memory, web.counting, web.rates):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: moment))
