"""The best sequence of tags is the best one: held against all sequences of short inputs."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nlp.names.decoding import TAGS, best_tags

SCORES = st.integers(1, 4).flatmap(
    lambda length: arrays.arrays(np.float32, (length, len(TAGS)), elements=st.floats(-20, 0, width=16))
)


def _whole(tags: tuple[int, ...]) -> bool:
    """Whether no name goes on that has not begun."""
    names = [TAGS[tag] for tag in (0, *tags)]
    return all(after[0] != "I" or before[2:] == after[2:] for before, after in pairwise(names))


_ALL = {length: [one for one in product(range(len(TAGS)), repeat=length) if _whole(one)] for length in range(1, 5)}


@given(SCORES)
def test_no_other_sequence_of_whole_names_is_better(scores: np.ndarray) -> None:
    found = best_tags(scores)
    assert _whole(tuple(found))
    length = len(scores)
    everything = np.array(_ALL[length])
    sums = scores.astype(np.float64)[np.arange(length), everything].sum(1)
    got = scores.astype(np.float64)[np.arange(length), found].sum()
    assert got >= sums.max() - 1e-4


def test_a_name_that_only_goes_on_is_begun() -> None:
    scores = np.full((2, len(TAGS)), -9, np.float32)
    scores[0, TAGS.index("O")] = -1.0
    scores[0, TAGS.index("B-ORG")] = -1.5
    scores[1, TAGS.index("I-ORG")] = -0.1
    assert [TAGS[tag] for tag in best_tags(scores)] == ["B-ORG", "I-ORG"]


def test_nothing_has_no_tags() -> None:
    assert len(best_tags(np.zeros((0, len(TAGS)), np.float32))) == 0
