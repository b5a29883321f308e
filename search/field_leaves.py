"""The value of a field → leaves of the tree: a mention of some label, a facet value, or a span of days.

Each class reads what may stand as a value in the same ways as :class:`search.terms.Leaves` reads words, so that the
parser need not know in which field it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from models.mention import Label
from search import named
from search.analysis import analyse
from search.field_values import FieldValues
from search.hint import Hint
from search.query import Alternative, Fuzzy, HasValue, Node, Or, Prefix, Term, TokenField, Why
from search.terms import Leaves
from search.typed_dates import span_of
from search.variants import LEAST, is_checked, possible

_MOST_WORDS: Final = 6  # of a value that is written with spaces and without quotes
_CENTURY: Final = re.compile(r"(?:18|19|20)(?=\d{4,6}\Z)")
_TEN_DIGITS: Final = (Label.PERSONNUMMER, Label.ORGNR)
_BENT: Final = (Label.PERSON, Label.ORG, Label.LOC, Label.ADDRESS)
_WHOLE: Final = {
    Label.PERSONNUMMER: r"(?:\d\d)?\d{6}\s?[-+\u2013]?\s?\d{4}",
    Label.ORGNR: r"(?:16)?\d{6}\s?[-\u2013]?\s?\d{4}",
    Label.PHONE: r"(?:\+|00)?\d[\d\s()/-]{4,}\d",
    Label.VEHICLE: r"[a-zåäö]{3}[\s-]?\d\d[a-z\d]",
    Label.ACCOUNT: r"(?:[a-z]{2}\d\d(?:\s?[\da-z]{4}){3,7}(?:\s?[\da-z]{1,3})?|\d[\d\s-]+\d)",
    Label.AMOUNT: r"\d{1,3}(?:\s\d{3})+(?:[.,]\d\d?)?(?:\s?(?:kr|kronor|sek|:-))?"
    r"|\d+(?:[.,]\d\d?)?\s?(?:kr|kronor|sek)",
    Label.PROPERTY: r"\D+\s\d+:\d+",
    Label.ADDRESS: r"\D+\s\d+(?:\s?[a-z])?",
    Label.CASE: r"[a-zåäö]+\s\d[\d/:-]*",
}
"""What a value of the label looks like when it is written with spaces: such words after a field belong to it."""


class ValueLeaves(Protocol):
    """What the parser asks of whatever reads the words after a field; ``reach`` says how many of them are its value."""

    def reach(self, words: Sequence[str]) -> int: ...
    def words(self, text: str) -> list[Node]: ...
    def phrase(self, text: str) -> Node | None: ...
    def prefix(self, text: str) -> list[Node]: ...
    def fuzzy(self, text: str, edits: int) -> list[Node]: ...


@dataclass(frozen=True, slots=True)
class MentionLeaves:
    """``person:``, ``regnr:`` and the like: what the pages name. ``tolerant``: what may be misread, or is spelt
    otherwise, too."""

    label: Label
    tolerant: bool = False

    def reach(self, words: Sequence[str]) -> int:
        shape = _WHOLE.get(self.label)
        for count in range(min(len(words), _MOST_WORDS), 1, -1):
            if shape and re.fullmatch(shape, " ".join(words[:count]), re.IGNORECASE):
                return count
        return 1

    def words(self, text: str) -> list[Node]:
        nodes: list[Node] = []
        words = text.split()
        while words:
            count = self.reach(words)
            nodes.extend(self._value(" ".join(words[:count])))
            del words[:count]
        return nodes

    def phrase(self, text: str) -> Node | None:
        """Words side by side in one mention; "Öst, Anna" is Anna Öst as well."""
        orders = [text]
        if self.label is Label.PERSON and text.count(",") == 1:
            last, _, first = text.partition(",")
            orders.append(f"{first} {last}")
        found = [keys for each in orders if (keys := named.keys(self.label, each))]
        return self._tolerated(self._term(f'"{text}"', found)) if found else None

    def prefix(self, text: str) -> list[Node]:
        keys = self._keys(text)
        if not keys:
            return []
        return [*(self._term(text, [(key,)]) for key in keys[:-1]), Prefix(keys[-1], TokenField.NAMED)]

    def fuzzy(self, text: str, edits: int) -> list[Node]:
        keys = named.keys(self.label, text)
        if not keys:
            return []
        kept = len(named.prefix(self.label))
        near = Fuzzy(keys[-1], edits, TokenField.NAMED, kept)
        return [*(self._term(text, [(key,)]) for key in keys[:-1]), near]

    def _value(self, text: str) -> list[Node]:
        if text == "*":
            return [Prefix(named.prefix(self.label), TokenField.NAMED)]
        keys = self._keys(text)
        if not keys:
            return []
        if self.label in _TEN_DIGITS and len(keys[0]) < len(named.prefix(self.label)) + 10:
            return [Prefix(keys[0], TokenField.NAMED)]  # a day of birth
        ways = [keys]
        if self.label in _BENT and keys[-1].endswith("s"):
            ways.append((*keys[:-1], keys[-1][:-1]))  # Umeås is Umeå
        return [self._tolerated(self._term(text, ways))]

    def _keys(self, text: str) -> tuple[str, ...]:
        """The keys; of the beginning of a personnummer without its century, as a whole one's."""
        keys = named.keys(self.label, text)
        if self.label is Label.PERSONNUMMER and keys:
            label = named.prefix(self.label)
            return (label + _CENTURY.sub("", keys[0].removeprefix(label)),)
        return keys

    def _tolerated(self, term: Term) -> Node:
        """With other spellings of a name, numbers that are no valid ones, and one letter otherwise."""
        if not self.tolerant:
            return term
        keys, start = term.alternatives[0].keys, named.prefix(self.label)
        heard = dict.fromkeys(named.by_sound(self.label, way.keys) for way in term.alternatives)
        more = [Alternative(TokenField.NAMED, each, Why.MISREAD) for each in heard if each]
        value = keys[0].removeprefix(start)
        if self.label in _TEN_DIGITS and is_checked(value):
            more += possible(analyse(value))
        term = replace(term, alternatives=(*term.alternatives, *more))
        if len(keys) > 1 or len(value) < LEAST or named.is_number(self.label):
            return term
        return Or((term, Fuzzy(keys[0], 1, TokenField.NAMED, len(start), Why.MISREAD)))

    def _term(self, text: str, ways: Sequence[tuple[str, ...]]) -> Term:
        return Term(text, tuple(Alternative(TokenField.NAMED, keys) for keys in ways))


@dataclass(frozen=True, slots=True)
class FacetLeaves:
    """``typ:``, ``källa:`` and the like: what the document is counted by."""

    type: str
    field: str
    values: FieldValues
    hints: list[Hint]

    def reach(self, words: Sequence[str]) -> int:
        for count in range(min(len(words), _MOST_WORDS), 1, -1):
            if self.values.is_whole(self.type, " ".join(words[:count])):
                return count
        return 1

    def words(self, text: str) -> list[Node]:
        if self.values.knows(self.type) and not self.values.is_whole(self.type, text):
            return [self._value(each) for each in text.split()]
        return [self._value(text)]

    def phrase(self, text: str) -> Node | None:
        return self._value(text) if text.strip() else None

    def prefix(self, text: str) -> list[Node]:
        return [self._value(text, begins=True)]

    def fuzzy(self, text: str, edits: int) -> list[Node]:
        return self.words(text)

    def _value(self, text: str, *, begins: bool = False) -> Node:
        every = text == "*"
        ids = self.values.matching(self.type, "" if every else text, begins=begins or every)
        if not ids:
            self.hints.append(Hint.of("value", {"field": self.field, "value": text}))
        return HasValue(self.type, ids or (text,), text)


@dataclass(frozen=True, slots=True)
class DateLeaves:
    """``datum:``: the document's own date. What is no date is searched as words."""

    hints: list[Hint]
    otherwise: Leaves

    def reach(self, words: Sequence[str]) -> int:
        return next((count for count in (3, 2) if len(words) >= count and self._is_span(words[:count])), 1)

    def words(self, text: str) -> list[Node]:
        found = span_of(text)
        if found is None:
            self.hints.append(Hint.of("date", {"value": text}))
            return self.otherwise.words(text)
        dated, turned = found
        if turned:
            self.hints.append(Hint.of("dates_turned", {"value": text}))
        return [dated]

    def phrase(self, text: str) -> Node | None:
        found = span_of(text)
        return found[0] if found else self.otherwise.phrase(text)

    def prefix(self, text: str) -> list[Node]:
        return self.words(text.rstrip("-"))

    def fuzzy(self, text: str, edits: int) -> list[Node]:
        return self.words(text)

    def _is_span(self, words: Sequence[str]) -> bool:
        """ "2023 .. 2024": only where the two dots stand, lest a year that follows be taken for a part of it."""
        return any(".." in word for word in words) and span_of(" ".join(words)) is not None
