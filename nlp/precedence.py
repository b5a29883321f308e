"""One label a span (*företräde*): which candidate stays where several claim the same characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from models.mention import Label
from nlp.candidate import Candidate
from nlp.rules import misread

ORDER: Final = (
    (Label.PERSONNUMMER, Label.ORGNR, Label.ACCOUNT),
    (Label.LAW,),
    (Label.DATE, Label.TIME, Label.AMOUNT),
    (Label.EMAIL, Label.URL),
    (Label.CASE,),
    (Label.PROPERTY,),
    (Label.ADDRESS,),
    (Label.VEHICLE,),
    (Label.PHONE,),
    (Label.ORG, Label.PERSON, Label.LOC),
)
"""The order of docs/labels.md. Within a row the longer span stays, then the surer, then the first named."""

RANK: Final = {label: rank for rank, labels in enumerate(ORDER) for label in labels}
_POSSIBLE: Final = RANK[Label.PHONE]
_PLACE: Final = {label: place for labels in ORDER for place, label in enumerate(labels)}


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that do not overlap, ordered by start. Takes O(n log n)."""
    ranked = sorted(candidates, key=_key)
    taken: set[int] = set()
    chosen = []
    for candidate in ranked:
        span = range(candidate.start, candidate.end)
        if candidate.end > candidate.start and taken.isdisjoint(span):
            taken.update(span)
            chosen.append(candidate)
    return sorted(chosen, key=lambda candidate: candidate.start)


def _key(candidate: Candidate) -> tuple[int, int, float, int, int]:
    """A possible reading comes after all that stands as it is written, and before names."""
    length = candidate.end - candidate.start
    rank = _POSSIBLE if candidate.method.endswith(misread.POSSIBLE) else RANK[candidate.label]
    return rank, -length, -candidate.confidence, _PLACE[candidate.label], candidate.start
