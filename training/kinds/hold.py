"""Held-out papers: whole templates are kept from the classifier, and what it says of them is weighed with the rules.

So the weights of the choice, and how sure it may be, come from papers worded in ways that were not learnt.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from torch.nn import functional

from nlp.kinds.evidence import Evidence, evidence
from nlp.kinds.names import KINDS, OTHER
from nlp.kinds.seen import Seen, Vectors, seen
from training.kinds.example import Example
from training.kinds.spoil import mailed, spoiled
from training.kinds.teach import Lesson, taught, told
from training.names.calibrate import points

FOLDS: Final = 3
_TEMPERED, _NAMED, _OTHER = 0.58, 4.0, 0.0
_TOP: Final = 0.99
"""Held-out papers are of one bank: others will be told worse."""
SORTS: Final = ("text", "heading", "cues", "name", "other")
"""The last is a constant for `other`: how readily a paper that nothing speaks for is called so."""


class Asked(NamedTuple):
    """A copy of a held-out paper: its features and what the rules see of it."""

    paper: Seen
    rules: Evidence
    kind: int
    group: str


def fold(group: str) -> int:
    """Which of the folds holds a template out; written passages and texts of one wording are never held out: -1."""
    if not group.startswith(("first/", "real/", "whole/")) or group.endswith("/rows"):
        return -1
    return zlib.crc32(group.encode()) % FOLDS


def asked(examples: Sequence[Example], vectors: Vectors, seed: int = 9) -> list[Asked]:
    """A clean copy without a file name and a varied one of each example that some fold holds out."""
    found, chance = [], random.Random(seed)
    for example in examples:
        if fold(example.group) >= 0 and not example.group.startswith("real/"):
            for text, name in ((mailed(example.text, example, chance), ""), spoiled(example, chance)):
                paper = seen(text, name, vectors)._replace(names=())
                found.append(Asked(paper, evidence(text, name), KINDS.index(example.kind), example.group))
    return found


def views(held: Sequence[Asked], lessons: Sequence[Lesson], epochs: int) -> Any:
    """What each sort of evidence says of the held-out papers: ``(papers, sorts, kinds)``."""
    found = np.zeros((len(held), len(SORTS), len(KINDS)), np.float32)
    for number in range(FOLDS):
        network = taught([one for one in lessons if fold(one.group) != number], number, epochs)
        places = [place for place, one in enumerate(held) if fold(one.group) == number]
        found[places, 0] = told(network, [held[place].paper for place in places])
    for place, one in enumerate(held):
        for sort, said in enumerate((one.rules.heading, one.rules.cues, one.rules.name), 1):
            found[place, sort] = [said.get(kind, 0.0) for kind in KINDS]
    found[:, -1, KINDS.index(OTHER.name)] = 1
    return found


def weighed(found: Any, kinds: Sequence[int]) -> dict[str, float]:
    """The weights of the sorts under which the true kinds are likeliest."""
    seen_so, true = torch.from_numpy(found), torch.tensor(list(kinds))
    weights = torch.full((len(SORTS),), 0.5, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=60)

    def step() -> Any:
        optimiser.zero_grad()
        loss = functional.cross_entropy(torch.einsum("psk,s->pk", seen_so, weights), true)
        loss.backward()
        return loss

    optimiser.step(step)
    return {sort: round(weight, 4) for sort, weight in zip(SORTS, weights.tolist(), strict=True)}


def elsewhere(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights for papers that differ more from the bank than its templates from each other.

    There the classifier is surer than it should be, falls back on `other`, and files are not always called as in the
    bank. Set by hand, and looked at on the second bank as three numbers, not as words (docs/training-kinds.md).
    """
    changed = {"text": _TEMPERED * weights["text"], "name": min(_NAMED, weights["name"]), "other": _OTHER}
    return {sort: round(weight, 4) for sort, weight in (dict(weights) | changed).items()}


def sums(found: Any, weights: Mapping[str, float]) -> Any:
    """The weighted sum ``(papers, kinds)``."""
    return np.einsum("psk,s->pk", found, np.array([weights[sort] for sort in SORTS], np.float32))


def certainty(found: Any, kinds: Sequence[int], weights: Mapping[str, float]) -> list[list[float]]:
    """Rising points (share of the best sum, how often it is right); certainty ends at :data:`_TOP`."""
    told_so = sums(found, weights)
    shares = 1 / np.exp(told_so - told_so.max(1, keepdims=True)).sum(1)
    right = told_so.argmax(1) == np.array(kinds)
    rising = points([(float(share), bool(one)) for share, one in zip(shares, right, strict=True)])
    return [[said, min(one, _TOP)] for said, one in rising]


def figures(found: Any, kinds: Sequence[int], weights: Mapping[str, float]) -> dict[str, Any]:
    """How often the classifier alone, and all evidence together, is right of held-out papers."""
    true = np.array(kinds)
    return {
        "papers": len(true), "weights": dict(weights),
        "classifier alone": round(float((found[:, 0].argmax(1) == true).mean()), 4),
        "together": round(float((sums(found, weights).argmax(1) == true).mean()), 4),
    }  # fmt: skip
