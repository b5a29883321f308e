"""The exact search answers as comparing everything by hand does, whatever is let through and however much is asked."""

from __future__ import annotations

import numpy as np
import pytest

from search.meaning.embedder import of_length_one
from search.meaning.file_schema import State, in_bytes
from search.meaning.passages import Place
from search.meaning.scanning import Scanned, scan
from search.meaning.vectors import Matrix, Vector

PASSAGES, DIMENSIONS = 2_000, 12


@pytest.fixture(scope="module")
def scanned() -> Scanned:
    """Two thousand passages; every third is of one document, and some rows were struck."""
    random = np.random.default_rng(5)
    rows: Matrix = of_length_one(random.normal(size=(PASSAGES, DIMENSIONS)).astype(np.float32))
    matrix, scales = in_bytes(rows)
    kept = np.flatnonzero(random.random(PASSAGES) > 0.1)
    owners = ["large" if at % 3 == 0 else f"d{at * at % 211:03}" for at in kept.tolist()]
    ids = tuple(sorted(set(owners)))
    return Scanned(
        owner="Nämnden",
        state=State("prov", DIMENSIONS, "", PASSAGES, 1),
        matrix=matrix,
        ids=ids,
        rows=kept,
        scales=scales[kept],
        document_of=np.array([ids.index(owner) for owner in owners], dtype=np.int32),
        spans=np.array([Place(1, at, at + 1, "")[:3] for at in kept.tolist()], dtype=np.int64),
        digests=("aa",) * len(kept),
    )


@pytest.mark.parametrize("limit", [1, 7, 50, 500])
def test_as_by_hand(scanned: Scanned, limit: int) -> None:
    random = np.random.default_rng(limit)
    for at in range(20):
        query: Vector = of_length_one(random.normal(size=(1, DIMENSIONS)).astype(np.float32))[0]
        allowed = frozenset(random.choice(scanned.ids, 30).tolist()) if at % 2 else None
        found = scan(scanned, query, allowed, limit)
        assert [each.document for each in found] == _by_hand(scanned, query, allowed)[:limit]


def _by_hand(scanned: Scanned, query: Vector, allowed: frozenset[str] | None) -> list[str]:
    best: dict[str, float] = {}
    for row, scale, of in zip(scanned.rows, scanned.scales, scanned.document_of, strict=True):
        id = scanned.ids[of]
        if allowed is None or id in allowed:
            likeness = float(scanned.matrix[row].astype(np.float32) @ query) * float(scale)
            best[id] = max(best.get(id, -2.0), likeness)
    return sorted(best, key=lambda each: (-best[each], each))
