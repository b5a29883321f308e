"""Fits the network to examples, each a clean copy and varied ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from torch.nn import functional

from nlp.kinds.names import KINDS
from nlp.kinds.seen import Seen, Vectors, seen
from training.kinds.example import Example
from training.kinds.network import Network, batch
from training.kinds.spoil import mailed, spoiled

VARIED: Final = 2
"""Varied copies of each example, beside the clean one."""
_EPOCHS: Final = 5
_BATCH: Final = 64
_RATE: Final = 0.004
_SMOOTH: Final = 0.05


class Lesson(NamedTuple):
    """An example as the network sees it."""

    paper: Seen
    kind: int
    group: str
    weight: float


def lessons(examples: Sequence[Example], vectors: Vectors, *, varied: int = VARIED, seed: int = 1) -> list[Lesson]:
    """Each example as it is, and in so many varied copies. Feature names are left out to save memory."""
    found, chance = [], random.Random(seed)
    for example in examples:
        copies = [(mailed(example.text, example, chance), example.name)]
        copies += [spoiled(example, chance) for _ in range(varied)]
        for text, name in copies:
            paper = seen(text, name, vectors)._replace(names=())
            found.append(Lesson(paper, KINDS.index(example.kind), example.group, example.weight))
    return found


def taught(found: Sequence[Lesson], seed: int, epochs: int = _EPOCHS) -> Network:
    """A network fitted to these; kinds count alike, however many examples they have."""
    torch.manual_seed(seed)
    chance, network = np.random.default_rng(seed), Network(len(found[0].paper.dense))
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=0.01)
    steps = epochs * (len(found) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps + 1)
    kinds, weights = np.array([one.kind for one in found]), _weights(found)
    network.train()
    for _ in range(epochs):
        order = chance.permutation(len(found))
        for start in range(0, len(order) - _BATCH + 1, _BATCH):
            drawn = order[start : start + _BATCH]
            optimiser.zero_grad()
            scores = network(*batch([found[place].paper for place in drawn], chance))
            losses = functional.cross_entropy(
                scores, torch.from_numpy(kinds[drawn]), reduction="none", label_smoothing=_SMOOTH
            )
            (losses * torch.from_numpy(weights[drawn])).mean().backward()
            optimiser.step()
            schedule.step()
    network.eval()
    return network


def _weights(found: Sequence[Lesson]) -> Any:
    counts = np.bincount([one.kind for one in found], minlength=len(KINDS))
    share = np.sqrt(counts.max() / np.maximum(counts, 1))
    weights = np.array([one.weight * share[one.kind] for one in found], np.float32)
    return weights / weights.mean()


@torch.no_grad()
def told(network: Network, papers: Sequence[Seen]) -> Any:
    """The logarithm of how likely each kind is, ``(papers, kinds)``."""
    parts = [network(*batch(papers[start : start + 256])) for start in range(0, len(papers), 256)]
    return torch.cat(parts).log_softmax(1).numpy()
