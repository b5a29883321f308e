"""Bands: alike documents share some, others few, and those of another owner none."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from search.likeness.bands import BANDS, ROWS, bands, signature
from search.likeness.shingles import jaccard, shingles
from tests.search.likeness.papers import DECISION, edited, misread, worded


def test_equal_texts_share_every_band_and_owners_share_none() -> None:
    hashes = shingles(worded(DECISION))
    assert bands("A", hashes) == bands("A", hashes)
    assert len(set(bands("A", hashes))) == BANDS
    assert not set(bands("A", hashes)) & set(bands("B", hashes))
    assert all(0 <= band < 2**63 for band in bands("A", hashes))


def test_the_signature_estimates_the_jaccard_index() -> None:
    random, off = Random(1), []
    for share in (0.05, 0.1, 0.2, 0.3):
        one, other = shingles(worded(DECISION)), shingles(worded(edited(DECISION, share, random)))
        estimate = float(np.mean(signature(one) == signature(other)))
        off.append(estimate - jaccard(one, other))
    assert max(map(abs, off)) < 4 * (0.25 / (BANDS * ROWS)) ** 0.5


def test_misread_and_edited_copies_are_found() -> None:
    random, mine = Random(2), set(bands("A", shingles(worded(DECISION))))
    copies = [misread(DECISION, 0.02, random) for _ in range(20)] + [edited(DECISION, 0.2, random) for _ in range(20)]
    found = [bool(mine & set(bands("A", shingles(worded(copy))))) for copy in copies]
    assert sum(found) >= 39


def test_other_texts_are_not() -> None:
    other = " ".join(f"ord{number} annat{number}" for number in range(200))
    assert not set(bands("A", shingles(worded(DECISION)))) & set(bands("A", shingles(worded(other))))


def test_nothing_has_no_signature() -> None:
    with pytest.raises(ValueError, match="nothing"):
        signature(shingles([]))
