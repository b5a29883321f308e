"""Why a hit was found: the form of each mark, and of the hit as a whole its words by form, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from search.query import And, Dated, HasValue, Node, Or, TokenField, Why

MOST_WORDS: Final = 3  # told of each form: a line under the hit, not a list


class Form(StrEnum):
    """How a word on a page answers to what was typed, in order from the surest. Swedish: ``search/words/found_as.py``.

    EXACT: the very word. NAMED: a mention that a field found. BEGINNING: ``ord*``. INFLECTED: the same lemma or stem.
    WRITTEN: a number or joined words written otherwise. PART: of a compound, or a compound of the word's parts. NAME:
    the file's name or title. VALUE: what the document is, not what stands in it. SYNONYM: a word that means the same
    (``search/synonyms.py``). SIMILAR: ``namn~``. POSSIBLE (*möjlig läsning*): only by what may be a misreading.
    MEANING: by no word, but by a passage that means the like (``search/meaning``).
    """

    EXACT = "exact"
    NAMED = "named"
    BEGINNING = "beginning"
    INFLECTED = "inflected"
    WRITTEN = "written"
    PART = "part"
    NAME = "name"
    VALUE = "value"
    SYNONYM = "synonym"
    SIMILAR = "similar"
    POSSIBLE = "possible"
    MEANING = "meaning"


_SURETY: Final = {form: place for place, form in enumerate(Form)}
_BY_FIELD: Final = {
    TokenField.EXACT: Form.EXACT,
    TokenField.NAMED: Form.NAMED,
    TokenField.LEMMA: Form.INFLECTED,
    TokenField.STEM: Form.INFLECTED,
}
_BY_WHY: Final = {Why.SYNONYM: Form.SYNONYM, Why.MISREAD: Form.POSSIBLE}


class Mark(NamedTuple):
    """A span of a text, in code points, and the surest form by which it was found."""

    start: int
    end: int
    form: Form

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """One form of a hit, with the first different words that were found so, as they are shown."""

    form: Form
    words: tuple[str, ...] = ()


def form_of(field: TokenField, keys: Sequence[str]) -> Form:
    """The form of a word that has these keys in the field. Parts are of compounds, or of numbers where not letters."""
    if field is TokenField.PARTS:
        return Form.PART if all(key.isalpha() for key in keys) else Form.WRITTEN
    return _BY_FIELD.get(field, Form.POSSIBLE)


def form_of_way(field: TokenField, keys: Sequence[str], why: Why) -> Form:
    """The same where what was looked for may be another thing than what was typed."""
    return _BY_WHY.get(why) or form_of(field, keys)


def surest(forms: Iterable[Form]) -> Form | None:
    """The surest of the forms; None of none."""
    return min(forms, key=_SURETY.__getitem__, default=None)


def apart(marks: Iterable[Mark]) -> list[Mark]:
    """In order, overlapping ones joined, by the surest form of them."""
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.start, each.end, _SURETY[each.form])):
        last = joined[-1] if joined else None
        if last is not None and mark.start < last.end:
            form = min(last.form, mark.form, key=_SURETY.__getitem__)
            joined[-1] = Mark(last.start, max(last.end, mark.end), form)
        else:
            joined.append(mark)
    return joined


def reasons(found: Iterable[tuple[str, Form]]) -> tuple[Reason, ...]:
    """The words by form, the surest form first; each word once, by the first form that has it."""
    by_form: dict[Form, dict[str, str]] = {}
    for word, form in found:
        by_form.setdefault(form, {}).setdefault(word.lower(), " ".join(word.split()))
    return tuple(
        Reason(form, tuple(word for word in by_form[form].values() if word)[:MOST_WORDS])
        for form in sorted(by_form, key=_SURETY.__getitem__)
    )


def asks_values(tree: Node) -> bool:
    """Whether the tree asks what the document is: its source, kind, date or the like."""
    match tree:
        case And(nodes) | Or(nodes):  # of AtLeast and OneOf there is nothing to tell
            return any(map(asks_values, nodes))
        case HasValue() | Dated():
            return True
    return False
