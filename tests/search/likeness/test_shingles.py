"""Shingles: the true Jaccard index up to a length, the same sample of both beyond it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.likeness.shingles import MOST, Hashes, jaccard, packed, shingles, thinned, unpacked
from tests.search.likeness.papers import worded

HASHES = st.sets(st.integers(0, 2**32 - 1), max_size=60).map(lambda some: np.array(sorted(some), dtype=np.uint32))


def random_hashes(count: int, seed: int) -> Hashes:
    return np.unique(np.random.default_rng(seed).integers(0, 2**32, count, dtype=np.uint32))


def test_pairs_of_words_each_once() -> None:
    assert len(shingles(worded("ett två ett två"))) == 2
    assert len(shingles(worded("ett"))) == len(shingles([])) == 0


@given(HASHES, HASHES)
def test_jaccard_is_what_sets_say(one: Hashes, other: Hashes) -> None:
    mine, theirs = set(one.tolist()), set(other.tolist())
    together = mine | theirs
    assert jaccard(one, other) == (len(mine & theirs) / len(together) if together else 0.0)


@given(HASHES)
def test_packing_keeps_them(hashes: Hashes) -> None:
    assert unpacked(packed(hashes)).tolist() == hashes.tolist()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_of_long_documents_a_sample_tells_as_much(share: float) -> None:
    whole = random_hashes(6 * MOST, 1)
    part, rest = np.split(np.random.default_rng(2).permutation(whole), [int(share * len(whole))])
    one, other = np.sort(part), np.sort(np.concatenate([part[: len(part)], random_hashes(len(rest), 3)]))
    truth = jaccard_of(one, other)
    assert jaccard(thinned(one), thinned(other)) == pytest.approx(truth, abs=0.02)
    assert len(thinned(whole)) <= MOST


def test_a_long_and_a_short_one_are_compared_where_both_have_all() -> None:
    long = random_hashes(3 * MOST, 4)
    short = np.sort(np.random.default_rng(5).choice(long, MOST // 2, replace=False))
    assert jaccard(thinned(long), short) == pytest.approx(jaccard_of(long, short), abs=0.02)


def jaccard_of(one: Hashes, other: Hashes) -> float:
    mine, theirs = set(one.tolist()), set(other.tolist())
    return len(mine & theirs) / len(mine | theirs)
