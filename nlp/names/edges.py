"""Where a name that a model found really begins and ends: marks at its edges, endings after a colon, lists of
persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from nlp.names import legal_forms, several
from nlp.names.atoms import Atom

_LOOSE: Final = frozenset(",;:.!?/-–")
"""Marks that a name neither begins with nor ends in; a full stop after one letter is an initial's."""
_ARTICLES: Final = frozenset({"en", "ett", "den", "det", "de", "denna", "detta", "dessa"})
"""Words that are no name by themselves, which a model may believe on a page of few words without capitals."""
_DAYS: Final = frozenset({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})


def parts(found: Sequence[Atom], first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    """First and last atom of each name in what the model took for one.

    A person's name has one comma at most (``Berg, Anna``): one with more is a list. Nothing is left of marks alone, nor
    of a letter that stands for a person.
    """
    last = _with_ending(found, last)
    commas = [place for place in range(first, last + 1) if found[place].text == ","] if label == "PERSON" else []
    inner = [place for place in commas if first < place < last]
    edges = [first - 1, *inner, last + 1] if len(inner) > 1 else [first - 1, last + 1]
    for before, after in pairwise(edges):
        trimmed = _trimmed(found, before + 1, after - 1)
        if trimmed is None or (trimmed[0] == trimmed[1] and found[trimmed[0]].text in _ARTICLES):
            continue
        if label == "PERSON":
            yield from (part for part in _persons(found, *trimmed) if not _is_nobody(found, *part))
        elif not (label == "ORG" and _is_only_form(found, *trimmed)):
            yield trimmed


def _persons(found: Sequence[Atom], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Each person of a name without a comma; one with its surname first is left as it is."""
    if any(atom.text == "," for atom in found[first : last + 1]):
        return iter([(first, last)])
    return several.parts(found, first, last)


def _is_only_form(found: Sequence[Atom], first: int, last: int) -> bool:
    """``AB`` in a form's cell, where no company is named."""
    return legal_forms.is_only_form("".join(atom.text for atom in found[first : last + 1]))


def _is_nobody(found: Sequence[Atom], first: int, last: int) -> bool:
    """A letter that stands for a person, a title alone, or the day in a mail's header (``Wed, 3 Apr 2024``)."""
    if first == last and several.is_title(found[first].text):
        return True
    day = first == last and found[first].text in _DAYS and last + 1 < len(found) and found[last + 1].text == ","
    return day or _is_letter(found, first, last)


def _is_letter(found: Sequence[Atom], first: int, last: int) -> bool:
    """``A`` and ``A:s`` stand for somebody whose name was taken out; the guide does not mark them."""
    return len(found[first].text) == 1 and all(len(atom.text) == 1 for atom in found[first : last + 1])


def _with_ending(found: Sequence[Atom], last: int) -> int:
    """``AMV:s`` where the model stopped at the colon."""
    ends = last + 1 < len(found) and found[last].text == ":" and found[last + 1].gap == 0
    return last + 1 if ends and found[last + 1].text.islower() else last


def _trimmed(found: Sequence[Atom], first: int, last: int) -> tuple[int, int] | None:
    while first <= last and found[first].text in _LOOSE:
        first += 1
    while first <= last and found[last].text in _LOOSE and not _is_abbreviated(found, first, last):
        last -= 1
    return (first, last) if first <= last else None


def _is_abbreviated(found: Sequence[Atom], first: int, last: int) -> bool:
    """``Anna K.`` and ``Andersson m.fl.`` end in a full stop; ``Inc.`` and ``ek. för.`` too."""
    return found[last].text == "." and last > first and found[last].gap == 0 and len(found[last - 1].text) <= 3
