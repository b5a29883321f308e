"""One written form, one label (*samstämmighet*): of a model's readings within one document the surer wins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.normal import FORMS

if TYPE_CHECKING:
    from nlp.names.second_look import Page

_UNSURE: Final = 0.8
"""Below it a mention may be told by the others."""
_SURER: Final = 2.0
"""How many times its own label's confidences the others' must sum to."""
_PREPOSITIONS: Final = frozenset({"i", "från", "till", "vid", "mot", "nära", "utanför", "på", "ur", "genom"})
_REACH: Final = 15
Votes = Mapping[str, Counter[Label]]


def agreed(pages: Sequence[Page]) -> list[Page]:
    """The pages with doubtful names of a model labelled as the same words are elsewhere in the document.

    A place after a preposition stays one: Anna Lund lives in Lund.
    """
    votes = _votes(pages)
    return [page._replace(candidates=[_settled(page.text, one, votes) for one in page.candidates]) for page in pages]


def _votes(pages: Sequence[Page]) -> Votes:
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for page in pages:
        for one in page.candidates:
            if one.label in FORMS:
                votes[page.text[one.start : one.end]][one.label] += one.confidence  # type: ignore[assignment]
    return votes


def _settled(text: str, one: Candidate, votes: Votes) -> Candidate:
    if one.label not in FORMS or one.confidence >= _UNSURE or not one.method.startswith("model:"):
        return one
    written = text[one.start : one.end]
    cast = votes[written]
    label, most = max(cast.items(), key=lambda vote: vote[1])
    if label is one.label or most < _SURER * cast[one.label] or _is_place_there(text, one):
        return one
    return replace(one, label=label, value=FORMS[label](written))


def _is_place_there(text: str, one: Candidate) -> bool:
    before = text[max(0, one.start - _REACH) : one.start].split()
    return one.label is Label.LOC and bool(before) and before[-1].lower() in _PREPOSITIONS
