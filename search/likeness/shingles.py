"""Shingles (Broder 1997): the hashes of each two words that follow one another, and how much of them two share.

Two words and no more: at one misread word in ten four of five pairs are left, of runs of five only three in five.
Whole documents are compared, not sketches, up to ``MOST`` shingles (about 70 pages); of a longer one every second,
fourth, … hash is kept, the same ones in every document of that length (FracMinHash, Irber et al. 2022), which tells
the Jaccard index to within half a percent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.likeness.words import Word

Hashes: TypeAlias = NDArray[np.uint32]
"""Shape (n,), rising, each once."""

MOST: Final = 20_000
_FIRST, _SECOND, _LAST = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)


def shingles(some: Sequence[Word]) -> Hashes:
    """The shingles of a document; of one without two words, none."""
    if len(some) < 2:
        return np.empty(0, dtype=np.uint32)
    hashes = np.fromiter((word.hash for word in some), dtype=np.uint64, count=len(some))
    mixed = hashes[:-1] * _FIRST + hashes[1:] * _SECOND
    mixed ^= mixed >> _HALF
    mixed *= _LAST
    return thinned(np.unique((mixed >> _HALF).astype(np.uint32)))


def thinned(hashes: Hashes, most: int = MOST) -> Hashes:
    """At most ``most`` of them: those below a half, a quarter, … of all possible hashes."""
    bound = 2**32
    while len(hashes) > most:
        bound //= 2
        hashes = hashes[: np.searchsorted(hashes, bound)]
    return hashes


def jaccard(one: Hashes, other: Hashes) -> float:
    """The share of both together that both have; where one was thinned, within the hashes that it kept."""
    one, other = _alongside(one, other)
    both = len(np.intersect1d(one, other, assume_unique=True))
    together = len(one) + len(other) - both
    return both / together if together else 0.0


def packed(hashes: Hashes) -> bytes:
    """Four bytes each, the same on every machine."""
    return hashes.astype("<u4").tobytes()


def unpacked(kept: bytes) -> Hashes:
    return np.frombuffer(kept, dtype="<u4").astype(np.uint32, copy=False)


def _alongside(one: Hashes, other: Hashes) -> tuple[Hashes, Hashes]:
    """Both within the range of the one that reaches less far, where either is as long as a thinned one may be."""
    if max(len(one), len(other)) <= MOST // 4 or not len(one) or not len(other):
        return one, other
    bound = min(_reach(one), _reach(other))
    return one[: np.searchsorted(one, bound)], other[: np.searchsorted(other, bound)]


def _reach(hashes: Hashes) -> int:
    """The power of two below which a document's hashes all lie."""
    return 1 << int(hashes[-1]).bit_length()
