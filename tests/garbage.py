"""The garbage collector of the tests' own processes: at rest while they are loaded, and then seldom at work.

A process that has collected ten thousand tests holds the better part of a million objects that never go. The collector
went over them for a quarter of the time it took to load them, and for a sixth of the time of what ran then. What is
there after loading is set aside (``gc.freeze``); what comes later is looked at as ever, when thirty times as many have
come.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from typing import Final

import pytest

OF_PYTHON: Final = gc.get_threshold()
SELDOM: Final = (20_000, 20, 50)
"""Objects that have come since the last look, and how many looks at the young make one at the older."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Called in the process that hands out the tests too, which has none itself."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()


def pytest_unconfigure() -> None:
    """What is left over is told of as ever: pytest collects it once more at the very end, and warns."""
    gc.unfreeze()
    gc.set_threshold(*OF_PYTHON)
    gc.enable()
