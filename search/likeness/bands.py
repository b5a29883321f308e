"""MinHash (Broder 1997) in bands (Indyk and Motwani 1998): few numbers that alike documents have one of in common.

Written here in numpy, two dozen lines: ``datasketch`` brings scipy, 100 MB that nothing else of the product asks for.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

import numpy as np

from search.likeness.shingles import Hashes

BANDS: Final = 48
ROWS: Final = 3
"""Two documents whose Jaccard index is j share a band with the chance 1 − (1 − j³)⁴⁸: .73 at .3, .96 at .4, 1 at .6;
.05 at .1, as papers of one office have it."""
_PORTION: Final = 4_096  # shingles hashed at a time
_RANDOM: Final = np.random.Generator(np.random.PCG64(20_261_127))
_ODD: Final = _RANDOM.integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_PLUS: Final = _RANDOM.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)


def signature(hashes: Hashes) -> Hashes:
    """The least of the shingles under each of 144 orders, shape (144,). Raises ValueError for no shingles."""
    if not len(hashes):
        raise ValueError("nothing to make a signature of")
    least = np.full(BANDS * ROWS, np.iinfo(np.uint32).max, dtype=np.uint32)
    for at in range(0, len(hashes), _PORTION):
        some = hashes[at : at + _PORTION].astype(np.uint64)
        ordered = (some[:, None] * _ODD + _PLUS) >> np.uint64(32)
        np.minimum(least, ordered.min(axis=0).astype(np.uint32), out=least)
    return least


def bands(owner: str, hashes: Hashes) -> tuple[int, ...]:
    """48 numbers (63 bits), each of three rows of the signature. Those of different owners never agree on purpose:
    what stands in one owner's papers cannot be told by another's."""
    rows = signature(hashes).astype("<u4").reshape(BANDS, ROWS)
    return tuple(_number(owner, at, row.tobytes()) for at, row in enumerate(rows))


def _number(owner: str, at: int, row: bytes) -> int:
    digest = blake2b(row, digest_size=8, key=blake2b(f"{at} {owner}".encode(), digest_size=16).digest())
    return int.from_bytes(digest.digest(), "big") >> 1
