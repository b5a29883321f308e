"""How long something takes, told so that a busy machine does not make a quick thing look slow.

Time of the processor and not of the wall, for others are at work on the machine; without the garbage collector, whose
work grows with all that the *process* holds and not with what is measured; the least of some tries, for what disturbs
a measurement only ever makes it longer.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def seconds(work: Callable[[], object], *, below: float = 0.0, tries: int = 3) -> float:
    """Seconds of the processor that ``work`` takes: the least of ``tries``, or the first that is under ``below``."""
    best = float("inf")
    for _ in range(tries):
        best = min(best, _once(work))
        if best < below:
            break
    return best


def _once(work: Callable[[], object]) -> float:
    with without_collection():
        started = time.process_time()
        work()
        return time.process_time() - started


@contextmanager
def without_collection() -> Iterator[None]:
    """The garbage collector rests for as long as the block lasts."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
