"""Figures of a ranked list against graded answers: grades 1–3, of which 2 and 3 are what was looked for.

A list is given by the grade of each hit in order, 0 for one that is no known answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log2
from typing import Final

RELEVANT: Final = 2
"""Grade 1 holds the words but is about something or somebody else."""


def ndcg(ranked: Sequence[int], answers: Collection[int], first: int) -> float | None:
    """Normalised discounted cumulative gain of the first hits, gain 2^grade − 1 (Burges et al. 2005).

    ``answers`` are the grades of all answers; None where there is none, since then nothing can be gained.
    """
    best = _gain(sorted(answers, reverse=True)[:first])
    return _gain(ranked[:first]) / best if best else None


def recall(ranked: Sequence[int], answers: Collection[int], first: int) -> float | None:
    """The share of what was looked for among the first hits, of so many as can stand there (as BEIR caps it)."""
    most = min(first, _relevant(answers))
    return _relevant(ranked[:first]) / most if most else None


def reciprocal_rank(ranked: Sequence[int], answers: Collection[int]) -> float | None:
    """1 over the place of the first hit that was looked for, 0 where none is; None where nothing is known."""
    if not _relevant(answers):
        return None
    return next((1 / place for place, grade in enumerate(ranked, 1) if grade >= RELEVANT), 0.0)


def found_within(ranked: Sequence[int], answers: Collection[int], first: int) -> float | None:
    """1 where one of the first hits was looked for, else 0; None where nothing is known."""
    rank = reciprocal_rank(ranked, answers)
    return None if rank is None else float(rank >= 1 / first)


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))


def _relevant(grades: Collection[int]) -> int:
    return sum(grade >= RELEVANT for grade in grades)
