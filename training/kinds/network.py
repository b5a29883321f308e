"""The classifier in PyTorch: the same sums as :class:`nlp.kinds.classifier.Classifier`, so that it can be fitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from nlp.kinds.names import KINDS
from nlp.kinds.seen import BUCKETS, Seen
from nlp.kinds.shape import NUMBERS

WIDE: Final = 32
"""Numbers learnt of each bucket."""
_INNER: Final = 64
_DROPPED: Final = {"features": 0.35, "bag": 0.3, "dense": 0.1, "shape": 0.2, "inner": 0.3}
"""What is left out of a paper at each step: words, so that no phrase decides alone, and now and then a whole view."""


class Network(nn.Module):
    """Scores ``(papers, kinds)``."""

    def __init__(self, dense: int) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(BUCKETS, WIDE, mode="sum")
        nn.init.normal_(self.rows.weight, std=0.1)
        self.bag_norm, self.dense_norm = nn.LayerNorm(WIDE), nn.LayerNorm(dense)
        self.inner, self.outer = nn.Linear(WIDE + dense + NUMBERS, _INNER), nn.Linear(_INNER, len(KINDS))

    def forward(self, rows: Tensor, values: Tensor, starts: Tensor, dense: Tensor, shape: Tensor) -> Tensor:
        bag = self.bag_norm(self.rows(rows, starts, per_sample_weights=values))
        views = (("bag", bag), ("dense", self.dense_norm(dense)), ("shape", shape))
        joined = torch.cat([self._without(view, name) for name, view in views], 1)
        inner = functional.dropout(functional.relu(self.inner(joined)), _DROPPED["inner"], self.training)
        scores: Tensor = self.outer(inner)
        return scores

    def _without(self, view: Tensor, name: str) -> Tensor:
        if not self.training:
            return view
        return view * (torch.rand(len(view), 1) >= _DROPPED[name]).float()


def batch(papers: Sequence[Seen], chance: np.random.Generator | None = None) -> tuple[Tensor, ...]:
    """Papers as the network takes them; with ``chance``, features are dropped."""
    rows, values, starts, place = [], [], [], 0
    for paper in papers:
        here, weight = paper.rows, paper.values
        if chance is not None:
            kept = chance.random(len(here)) >= _DROPPED["features"]
            here, weight = here[kept], weight[kept]
            weight = weight / max(float(np.linalg.norm(weight)), 1e-5)
        starts.append(place)
        place += len(here)
        rows.append(here)
        values.append(weight)
    dense = torch.from_numpy(np.stack([paper.dense for paper in papers]).astype(np.float32))
    flat = torch.from_numpy(np.concatenate(rows)), torch.from_numpy(np.concatenate(values).astype(np.float32))
    shapes = torch.from_numpy(np.stack([paper.shape for paper in papers]))
    return (*flat, torch.tensor(starts), dense, shapes)


def arrays(network: Network) -> dict[str, Any]:
    """The weights by the names that the product gives them; the buckets in int8 with a scale each."""
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    rows = state["rows.weight"]
    scale = np.abs(rows).max() / 127
    return {
        "rows": np.round(rows / scale).astype(np.int8), "rows_scale": np.float32(scale),
        "bag_gain": state["bag_norm.weight"], "bag_bias": state["bag_norm.bias"],
        "dense_gain": state["dense_norm.weight"], "dense_bias": state["dense_norm.bias"],
        "inner": state["inner.weight"], "inner_bias": state["inner.bias"],
        "outer": state["outer.weight"], "outer_bias": state["outer.bias"],
    }  # fmt: skip
