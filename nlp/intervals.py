"""How sure a figure is: the bootstrap (Efron 1979, percentiles) over the sentences of a labelled set."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

import numpy as np

from nlp.scoring import DECIMALS, Tally

SAMPLES: Final = 1_000
_SEED: Final = 20_240_519
_BOUNDS: Final = (2.5, 97.5)  # per cent: what lies between is 95 of 100 samples
_Interval = list[float]


def f1_intervals(tallies: Sequence[Tally], labels: Collection[str]) -> tuple[_Interval, dict[str, _Interval]]:
    """The interval ``[low, high]`` of F1 over all labels, and of each label.

    ``tallies`` has the counts of each sentence. As many sentences as there are are drawn with replacement,
    :data:`SAMPLES` times, from the same seed always: the same set and the same answers give the same interval.
    """
    named = list(labels)
    counts = np.array([_counts(tally, named) for tally in tallies], dtype=np.int64).reshape(len(tallies), len(named), 3)
    drawn = _drawn(counts)
    return _interval(drawn.sum(axis=1)), {label: _interval(drawn[:, at]) for at, label in enumerate(named)}


def with_intervals(scores: dict[str, Any], tallies: Sequence[Tally]) -> dict[str, Any]:
    """The scores of :meth:`nlp.scoring.Tally.scores` with ``interval`` beside each ``f1``."""
    whole, by_label = f1_intervals(tallies, scores["labels"])
    return {
        "micro": {**scores["micro"], "interval": whole},
        "labels": {label: {**row, "interval": by_label[label]} for label, row in scores["labels"].items()},
    }


def _counts(tally: Tally, labels: Sequence[str]) -> list[tuple[int, int, int]]:
    return [(tally.right[label], tally.found[label], tally.gold[label]) for label in labels]


def _drawn(counts: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Shape (samples, labels, 3): what each drawn set has in all."""
    size, labels = counts.shape[:2]
    flat, chance = counts.reshape(size, labels * 3), np.random.default_rng(_SEED)
    if not size:
        return np.zeros((SAMPLES, labels, 3), dtype=np.int64)
    times = (np.bincount(chance.integers(0, size, size), minlength=size) for _ in range(SAMPLES))
    return np.array([each @ flat for each in times]).reshape(SAMPLES, labels, 3)


def _interval(drawn: np.ndarray[Any, Any]) -> _Interval:
    """Of ``drawn`` with shape (samples, 3): right, found, gold. F1 of nothing is 0."""
    whole = drawn[:, 1] + drawn[:, 2]
    figures = np.divide(2 * drawn[:, 0], whole, out=np.zeros(len(drawn)), where=whole > 0)
    return [round(float(bound), DECIMALS) for bound in np.percentile(figures, _BOUNDS)]
