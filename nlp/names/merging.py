"""Names by rule and names by model made one (*sammanvägning*).

In this order: numbers, laws, dates and what else has a form of its own (nlp.precedence) stand before any name; then the
model's names, but the span of a rule that found the same sort of name where the model doubts, took a name apart or left
out a legal form or a trade, and the entries of lists of persons; then, where it saw nothing, those entries, companies
by their legal form or by what such a name begins with (``Brf``, ``Restaurang``), and authorities by the table. Other
names by rule found as much that is wrong as right beside the model (docs/quality.md), and are left to
``nlp.pipeline = "rules"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import trades

_NAMES: Final = frozenset({Label.PERSON, Label.ORG, Label.LOC})
_LEGAL_FORM: Final = "rule:org-form"
_LIST: Final = "rule:person-list"
_CAPITALS: Final = "rule:org-capitals"
"""A company in a line of capitals, where a rule cannot see how far to the left its name goes."""
_FILLING: Final = frozenset({_LEGAL_FORM, _LIST, _CAPITALS, "rule:org-lead", "rule:org-table"})
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
    where the model doubts each of them: then it is not as sure as rules are alone. An entry of a list of persons stands
    before whatever does not hold it.
    """
    if one.method == _LIST and not any(_holds(name, one) for name in met):
        return one
    if any(name.label is not one.label for name in met):
        return None
    if len(met) == 1 and _is_cut_short(one, met[0]):
        return replace(one, confidence=max(met[0].confidence, _INSTEAD))
    if met[0].start == one.start and met[-1].end <= one.end:
        lacks_form = one.method == _LEGAL_FORM and met[-1].end < one.end
        if lacks_form or (len(met) > 1 and met[-1].end == one.end and one.method != _CAPITALS):
            return one
    if all(name.confidence < min(_DOUBT, one.confidence) for name in met):
        return replace(one, confidence=min(one.confidence, _INSTEAD))
    return None


def _holds(name: Candidate, one: Candidate) -> bool:
    """Whether a name of another sort has the rule's within it."""
    return name.label is not Label.PERSON and name.start <= one.start and one.end <= name.end


def _is_cut_short(one: Candidate, name: Candidate) -> bool:
    """Whether the model left out the trade that a company is called by: ``Byggare`` of ``Byggare Bob HB``."""
    trade, _, rest = one.value.partition(" ")
    cut = one.method == _LEGAL_FORM and name.end == one.end and rest == name.value
    return cut and trades.is_trade_of(trade, rest)


def _stays(one: Candidate, taken: set[int]) -> bool:
    if one.label in _NAMES:
        return one.method in _FILLING and taken.isdisjoint(range(one.start, one.end))
    return one.method != _BARE_STREET or taken.isdisjoint(range(one.start, one.end))
