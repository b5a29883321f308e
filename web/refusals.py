"""Refusals at the doors, told to the ledger once a minute for each account and route: a flood must not fill it.

Counted as rates are, by all processes together (:mod:`web.counting`).
"""

from __future__ import annotations

from typing import Final

from flask import Flask, current_app
from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import SlidingWindowCounterRateLimiter

_NAME: Final = "samsyn-refusals"
_ONCE: Final = RateLimitItemPerMinute(1)
_DOOR: Final = "door"  # told from what else is counted


def set_up(app: Flask, storage: Storage) -> None:
    app.extensions[_NAME] = SlidingWindowCounterRateLimiter(storage)


def is_first(account: str, endpoint: str) -> bool:
    """Whether it is the first of this minute, and is to be told; then say :func:`told`."""
    return bool(current_app.extensions[_NAME].test(_ONCE, _DOOR, account, endpoint))


def told(account: str, endpoint: str) -> None:
    """The ledger has it: the others of this minute need not be told. While the ledger fails each is tried."""
    current_app.extensions[_NAME].hit(_ONCE, _DOOR, account, endpoint)
