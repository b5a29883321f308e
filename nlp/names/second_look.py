"""The second look over a whole document, whoever found its names first: what is told once holds in the rest of it.

In this order: what a model took for a person is none where it is an acronym (:mod:`nlp.names.acronyms`) or a company's
first word; one written form has one label (:mod:`nlp.names.agreement`); whole names stand again, also as headers and in
capitals (:mod:`nlp.names.again`); organisations by their short forms (:mod:`nlp.names.organisations_again`); persons by
surname or first name (:mod:`nlp.names.persons_again`). Then what a model only guessed is left out. Nothing holds beyond
the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import acronyms, again, agreement, organisations_again, persons_again

_LEAST: Final = 0.4
"""A model's name that is less sure than this is wrong more often than right, and left out unless the document tells it:
on the development sets the best floor lies between 0.35 and 0.55."""
_AGAIN: Final = 0.9
"""How sure a name is that was found again, beside the name that told it."""
_SHORT: Final = 0.85
"""The same for an organisation's short form."""


class Page(NamedTuple):
    """A page's number and text, and the candidates that stay on it: they do not overlap."""

    number: int
    text: str
    candidates: Sequence[Candidate]


def look_again(pages: Sequence[Page]) -> list[Page]:
    """The pages of one document with what each tells of the others."""
    pages = [page._replace(candidates=list(acronyms.settled(page.text, page.candidates))) for page in pages]
    heads = organisations_again.heads(one for page in pages for one in page.candidates)
    pages = agreement.agreed([organisations_again.with_heads(page, heads) for page in pages])
    persons = persons_again.known(one for page in pages for one in page.candidates)
    short = organisations_again.short_forms((page.text, page.candidates) for page in pages)
    written = _written_forms(pages)
    names = again.index([*_whole_names(pages), *((form, _short(value)) for form, value in short.items())])
    seen = []
    for page in pages:
        tied = [_tied(one, persons, short, written) for one in page.candidates]
        found = _over(tied, list(again.look(page.text, names, tied)))
        more = _with(found, persons_again.look(page.text, persons))
        seen.append(page._replace(candidates=[one for one in more if _is_told(one)]))
    return seen


def _is_told(one: Candidate) -> bool:
    return one.confidence >= _LEAST or not one.method.startswith("model:")


def _whole_names(pages: Sequence[Page]) -> Iterator[tuple[str, again.Name]]:
    """Persons and organisations of two words and more, as they are written and in their normal form."""
    for page in pages:
        for one in page.candidates:
            if one.label in (Label.PERSON, Label.ORG) and one.confidence >= again.CERTAIN and " " in one.value:
                name = again.Name(one.label, one.value, round(one.confidence * _AGAIN, 3))
                yield one.value, name
                if page.text[one.start : one.end] != one.value:
                    yield page.text[one.start : one.end], name


def _short(value: str) -> again.Name:
    return again.Name(Label.ORG, value, _SHORT)


def _written_forms(pages: Sequence[Page]) -> dict[str, str]:
    """Organisations by their letters alone → the form with fewest capitals: ``WINTAS I ÅBY AB`` is Wintas i Åby AB."""
    found: dict[str, str] = {}
    for page in pages:
        for one in page.candidates:
            if one.label is Label.ORG:
                known = found.setdefault(one.value.casefold(), one.value)
                if sum(map(str.isupper, one.value)) < sum(map(str.isupper, known)):
                    found[one.value.casefold()] = one.value
    return found


def _tied(one: Candidate, persons: persons_again.Known, short: dict[str, str], written: dict[str, str]) -> Candidate:
    if one.label is Label.ORG:
        value = written.get(one.value.casefold(), one.value)
        return replace(one, value=short.get(value, value))
    return persons_again.tie(one, persons)


def _over(candidates: Sequence[Candidate], whole: Sequence[Candidate]) -> list[Candidate]:
    """Whole names, and what does not lie in one of them."""
    taken = _taken(whole)
    return [*(one for one in candidates if one.start not in taken), *whole]


def _with(candidates: Sequence[Candidate], extra: Iterable[Candidate]) -> list[Candidate]:
    """What was found at first, and what the second look adds. It may put a person in place of a place."""
    more = list(extra)
    spans = {(one.start, one.end) for one in more}
    kept = [one for one in candidates if one.label is not Label.LOC or (one.start, one.end) not in spans]
    taken = _taken(kept)
    return kept + [one for one in more if taken.isdisjoint(range(one.start, one.end))]


def _taken(candidates: Iterable[Candidate]) -> set[int]:
    return {place for one in candidates for place in range(one.start, one.end)}
