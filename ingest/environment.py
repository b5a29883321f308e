"""Variables of this process's environment that are other for a while, as its children are to have them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def same_environment(names: Iterable[str]) -> Iterator[None]:
    """These variables are afterwards as they were. No other is touched, for other threads may read in it meanwhile."""
    before = {name: os.environ.get(name) for name in names}
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
