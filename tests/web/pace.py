"""Limits for tests that ask faster than any person: what is tried there is something else than the rates."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from models.limits import LIMITS

_MANY: Final = 1_000_000
UNHURRIED: Final = replace(LIMITS, **{each.name: _MANY for each in fields(LIMITS) if each.name.startswith("rate_")})
"""The limits of every day, but for how often somebody may ask (``web/rates.py``)."""
