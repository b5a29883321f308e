"""One network of the classifier of kinds, in numpy: views of a paper joined, a small layer, a score for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from nlp.kinds.seen import Floats, Seen

_EPS: Final = 1e-5


class Network:
    """The weights of one network, by the names that training/kinds/network.py gives them."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._of = weights

    def likely(self, paper: Seen) -> Floats:
        """The logarithm of how likely each kind is."""
        joined = self._joined(self._learnt(paper).sum(0), paper)
        hidden = np.maximum(self._of["inner"] @ joined + self._of["inner_bias"], 0)
        return normal(self._of["outer"] @ hidden + self._of["outer_bias"])

    def gains(self, paper: Seen, kind: int) -> Floats:
        """How much each feature of a paper raises the score of a kind above the mean of all."""
        learnt = self._learnt(paper)
        gain, inner, outer = self._of["bag_gain"], self._of["inner"], self._of["outer"]
        awake = inner @ self._joined(learnt.sum(0), paper) + self._of["inner_bias"] > 0
        slope = ((outer[kind] - outer.mean(0)) * awake) @ inner[:, : len(gain)] * gain
        gains: Floats = learnt @ (slope - slope.mean())
        return gains

    def _learnt(self, paper: Seen) -> Floats:
        """What was learnt of each feature, times its weight: ``(features, numbers)``."""
        rows: Floats = self._of["rows"][paper.rows].astype(np.float32) * self._of["rows_scale"]
        return rows * paper.values[:, None]

    def _joined(self, bag: Floats, paper: Seen) -> Floats:
        """The views of a paper, one after the other."""
        return np.concatenate([
            _normed(bag) * self._of["bag_gain"] + self._of["bag_bias"],
            _normed(paper.dense) * self._of["dense_gain"] + self._of["dense_bias"],
            paper.shape,
        ])  # fmt: skip


def normal(scores: Floats) -> Floats:
    """Scores as logarithms of shares that make one."""
    level = scores - scores.max()
    logarithms: Floats = level - np.log(np.exp(level).sum())
    return logarithms


def _normed(vector: Floats) -> Floats:
    normed: Floats = (vector - vector.mean()) / np.sqrt(vector.var() + _EPS)
    return normed
