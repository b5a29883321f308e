"""How figures are counted: precision, recall and F1 by label, and B-cubed of two ways to put mentions together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import comb
from typing import Any, Final

DECIMALS: Final = 4
Key = tuple[str, Hashable]
"""A label and a place: what must be the same for a mention to be right."""


@dataclass(slots=True)
class Tally:
    """How many the gold has, how many were found, and how many of those are right, by label."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[Key], found: Iterable[Key], right: Iterable[Key]) -> None:
        """Count the keys of one text."""
        for counter, keys in ((self.gold, gold), (self.found, found), (self.right, right)):
            counter.update(label for label, _ in keys)

    def scores(self, labels: Collection[str] = (), *, counts: bool = False) -> dict[str, Any]:
        """``{"micro": …, "labels": {label: …}}`` over ``labels``, else over every label that was counted."""
        named = list(labels) or sorted({*self.gold, *self.found})
        rows = {label: (self.right[label], self.found[label], self.gold[label]) for label in named}
        whole = [sum(row[at] for row in rows.values()) for at in range(3)]
        return {
            "micro": score(*whole, counts=counts),
            "labels": {label: score(*row, counts=counts) for label, row in rows.items()},
        }


def score(right: int, found: int, gold: int, *, counts: bool = False) -> dict[str, float | int]:
    """Precision, recall and F1; 0 where there is nothing to divide by, as scikit-learn and seqeval have it."""
    figures: dict[str, float | int] = {
        "precision": share(right, found),
        "recall": share(right, gold),
        "f1": share(2 * right, found + gold),
    }
    return figures | ({"gold": gold, "found": found, "right": right} if counts else {})


def share(part: float, whole: float) -> float:
    """A part of a whole, rounded; 0 of nothing."""
    return round(part / whole, DECIMALS) if whole else 0.0


def b_cubed(together: Mapping[tuple[Hashable, Hashable], int], alone: Mapping[Hashable, int]) -> dict[str, float]:
    """B-cubed (Bagga and Baldwin 1998) of mentions: how pure, and how whole, each mention's cluster is on average.

    ``together`` counts the mentions of (true entity, cluster); ``alone`` those of an entity that are in no cluster:
    each is one of its own.
    """
    clusters, entities, pure = Counter[Hashable](), Counter[Hashable](alone), float(sum(alone.values()))
    for (entity, cluster), times in together.items():
        clusters[cluster] += times
        entities[entity] += times
    whole = sum(times / entities[entity] for entity, times in alone.items())
    for (entity, cluster), times in together.items():
        pure += times * times / clusters[cluster]
        whole += times * times / entities[entity]
    mentions = sum(entities.values())
    precision, recall = share(pure, mentions), share(whole, mentions)
    return {"precision": precision, "recall": recall, "f1": share(2 * pure * whole, mentions * (pure + whole))}


def pairwise(
    together: Mapping[tuple[Hashable, Hashable], int], alone: Mapping[Hashable, int]
) -> dict[str, float | int]:
    """Precision, recall and F1 of the pairs of mentions that are in one cluster; arguments as of :func:`b_cubed`.

    Large entities count for more than in B-cubed: one of a thousand mentions has half a million pairs.
    """
    clusters, entities = Counter[Hashable](), Counter[Hashable](alone)
    for (entity, cluster), times in together.items():
        clusters[cluster] += times
        entities[entity] += times
    pairs = [sum(comb(times, 2) for times in each.values()) for each in (together, clusters, entities)]
    return score(*pairs)
