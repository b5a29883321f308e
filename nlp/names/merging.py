"""Names by rule and names by model made one (*sammanvägning*).

In this order: numbers, laws, dates and what else has a form of its own (nlp.precedence) stand before any name; then the
model's names, but where it doubts, took a name apart or left out a legal form, the span of a rule that found the same
sort of name there; then, where it saw nothing, companies by their legal form or by what such a name begins with
(``Brf``, ``Restaurang``), and authorities by the table. Other names by rule found as much that is wrong as right beside
the model (docs/quality.md), and are left to ``nlp.pipeline = "rules"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from models.mention import Label
from nlp.candidate import Candidate

_NAMES: Final = frozenset({Label.PERSON, Label.ORG, Label.LOC})
_LEGAL_FORM: Final = "rule:org-form"
_FILLING: Final = frozenset({_LEGAL_FORM, "rule:org-lead", "rule:org-table"})
_DOUBT: Final = 0.8
"""Below it the model is wrong in more than two of ten: by what its certainty was found to be worth."""
_INSTEAD: Final = 0.75
"""How often a rule is right at most where the model doubted: on the development sets 0.6 to 0.8, by rule."""
_BARE_STREET: Final = "rule:street"
"""An ADDRESS without a number: a place on the map where the model says so (docs/annotation-guide.md)."""


def merged(ruled: Sequence[Candidate], modelled: Iterable[Candidate]) -> list[Candidate]:
    """All candidates; which of those that overlap stays is :func:`nlp.precedence.choose`'s matter."""
    names = list(modelled)
    at = {place: number for number, one in enumerate(names) for place in range(one.start, one.end)}
    surer, doubted = list[Candidate](), set[int]()
    for one in ruled:
        met = sorted({at[place] for place in range(one.start, one.end) if place in at})
        instead = _instead(one, [names[number] for number in met]) if met and one.label in _NAMES else None
        if instead is not None:
            surer.append(instead)
            doubted.update(met)
    kept = [*surer, *(name for number, name in enumerate(names) if number not in doubted)]
    taken = {place for one in kept for place in range(one.start, one.end)}
    return [*(one for one in ruled if _stays(one, taken)), *kept]


def _instead(one: Candidate, met: Sequence[Candidate]) -> Candidate | None:
    """A rule's name where it stands before those of the model that it meets, given in order; else None.

    It does where they are its parts (``Berg`` and ``Anna`` of ``Berg, Anna``) or a company without its legal form, and
    where the model doubts each of them: then it is not as sure as rules are alone.
    """
    if any(name.label is not one.label for name in met):
        return None
    if met[0].start == one.start and met[-1].end <= one.end:
        lacks_form = one.method == _LEGAL_FORM and met[-1].end < one.end
        if lacks_form or (len(met) > 1 and met[-1].end == one.end):
            return one
    if all(name.confidence < min(_DOUBT, one.confidence) for name in met):
        return replace(one, confidence=min(one.confidence, _INSTEAD))
    return None


def _stays(one: Candidate, taken: set[int]) -> bool:
    if one.label in _NAMES:
        return one.method in _FILLING and taken.isdisjoint(range(one.start, one.end))
    return one.method != _BARE_STREET or taken.isdisjoint(range(one.start, one.end))
