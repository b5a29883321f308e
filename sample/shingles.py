"""How alike two papers are: by the share of their runs of five words (*shingles*, Broder 1997) that both have."""

from __future__ import annotations

import re
from collections.abc import Sequence

LENGTH = 5
_WORD = re.compile(r"[^\W_]+(?:[-.:/][^\W_]+)*")


def runs(text: str) -> frozenset[int]:
    """The hashes of the runs of five words of a text, in lower case; of a shorter text, one."""
    words = _WORD.findall(text.lower())
    return frozenset(hash(tuple(words[at : at + LENGTH])) for at in range(max(1, len(words) - LENGTH + 1)))


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the runs of the smaller of two that the other has too: 1 where one lies within the other."""
    return len(one & other) / min(len(one), len(other))


def worst(papers: Sequence[frozenset[int]]) -> tuple[float, int, int]:
    """The most alike two of all: their share and their places. Every pair is looked at."""
    found = (0.0, 0, 0)
    for at, one in enumerate(papers):
        for where in range(at):
            if (share := shared(one, papers[where])) > found[0]:
                found = (share, where, at)
    return found
