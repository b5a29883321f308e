"""Work done a little ahead (*i förväg*) by threads, and told of in order: what waits for a disk or a network."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def ahead(do: Callable[[Given], Made], some: Iterable[Given], most: int) -> Iterator[Made]:
    """Yields ``do`` of each, in order. ``most`` are done at once, and one more waits. What it raises is raised in its
    turn; what was begun beside it is done, and told to nobody."""
    begun = deque[Future[Made]]()
    with ThreadPoolExecutor(most) as threads:
        try:
            for each in some:
                begun.append(threads.submit(do, each))
                if len(begun) > most:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for future in begun:
                future.cancel()
