"""Scores of tags → the best sequence of tags in which every name is whole: a Viterbi search over BIO."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt

LABELS: Final = ("PERSON", "ORG", "LOC")
TAGS: Final = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
"""The order of a model's outputs."""
INSIDE: Final = tuple(number for number, tag in enumerate(TAGS) if tag[0] == "I")
"""The tags that go on with a name."""
NEVER: Final = -1e4
"""The score of what must not be."""


def _allowed() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """What is added from tag to tag, and at the start: I-X only follows B-X or I-X."""
    steps, starts = np.zeros((len(TAGS), len(TAGS)), np.float32), np.zeros(len(TAGS), np.float32)
    for after, tag in enumerate(TAGS):
        if tag[0] == "I":
            starts[after] = NEVER
            steps[[before for before, other in enumerate(TAGS) if other[2:] != tag[2:]], after] = NEVER
    return steps, starts


_STEPS, _STARTS = _allowed()


def best_tags(scores: npt.NDArray[np.float32]) -> npt.NDArray[Any]:
    """The numbers of the best tags for log probabilities ``(atoms, tags)``."""
    greedy: npt.NDArray[Any] = scores.argmax(-1)
    if not len(greedy) or _is_whole(greedy):
        return greedy
    value, back = scores[0] + _STARTS, []
    for row in scores[1:]:
        ways = value[:, None] + _STEPS
        back.append(ways.argmax(0))
        value = ways.max(0) + row
    found = [int(value.argmax())]
    for before in reversed(back):
        found.append(int(before[found[-1]]))
    return np.array(found[::-1])


def names(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """(first, after the last, type) of each name: it begins at B, and at an I that goes on with nothing of its type.

    As conlleval reads them.
    """
    start, type = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        prefix, _, told = tag.partition("-")
        if prefix == "I" and told == type:
            continue
        if type:
            yield start, place, type
        start, type = place, told


def _is_whole(tags: npt.NDArray[Any]) -> bool:
    """Whether the tags that are best one by one already make whole names."""
    return bool(_STARTS[tags[0]] == 0 and (_STEPS[tags[:-1], tags[1:]] == 0).all())
