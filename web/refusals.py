"""Refusals at the doors, told to the ledger once a minute for each account and route: a flood must not fill it.

Counted in this process's memory, as rates are (:mod:`web.rates`).
"""

from __future__ import annotations

from typing import Final

from flask import Flask, current_app
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

_NAME: Final = "samsyn-refusals"
_ONCE: Final = RateLimitItemPerMinute(1)


def set_up(app: Flask) -> None:
    app.extensions[_NAME] = SlidingWindowCounterRateLimiter(MemoryStorage())


def is_first(account: str, endpoint: str) -> bool:
    """Whether it is the first of this minute, and is to be told; then say :func:`told`."""
    return bool(current_app.extensions[_NAME].test(_ONCE, account, endpoint))


def told(account: str, endpoint: str) -> None:
    """The ledger has it: the others of this minute need not be told. While the ledger fails each is tried."""
    current_app.extensions[_NAME].hit(_ONCE, account, endpoint)
