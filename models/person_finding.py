"""Where one person stands in a document, and how sure that is: a number tells who it is, a name does not.

A name is certain where the person's number stands with it, and another's where another number or day of birth does.
Elsewhere it is probable in a document that has something more of the person's (a number, the day of birth, an address),
and otherwise possible: for somebody to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.extract import Asked, Sureness
from models.masking import numbers as shaped
from models.person_naming import NameFinder, NamePlace
from models.person_numbers import NumberFinder, births, same_number
from models.protected import normal

Span = tuple[int, int]
_NEAR: Final = 60  # characters between a name and a number that is said of it
_BEFORE: Final = 15
_PARTS: Final = re.compile(r"[A-ZÅÄÖÉ][a-zåäöé]+ [A-ZÅÄÖÉ][a-zåäöé]+|(?<!nr)(?<![ ,(]f)[.!?]\s+(?:[A-ZÅÄÖÉ]|\Z)")
"""Another name, or the end of a sentence: what stands beyond is not said of the name."""
_BORN: Final = re.compile(
    r"(?:f\.|\bf\b|född)\s*:?\s*(?:den\s+)?(\d{4}-\d\d-\d\d|\d{8}|\d{6}|\d{1,2}\s\w+\s\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """``text[start:end]`` of ``page`` (0: of no page) may name the person; ``own`` are the person's words or digits."""

    page: int
    start: int
    end: int
    own: tuple[Span, ...]
    how: str
    sureness: Sureness = Sureness.POSSIBLE
    doubt: str = ""
    misread: bool = False

    @property
    def is_name(self) -> bool:
        return self.how in ("name", "initials", "together", "part")


class Person:
    """Whoever asks, ready to be looked for."""

    def __init__(self, asked: Asked) -> None:
        self.names = NameFinder(asked.given, asked.surnames)
        self._numbers = NumberFinder(asked.numbers, asked.others, asked.cases)
        self._written, self._births = asked.numbers, births(asked.numbers)
        self._addresses = [" ".join(each.casefold().split()) for each in asked.addresses if each.strip()]
        self._first = {normal(word) for name in asked.given[:1] for word in re.split(r"[\s-]+", name)[:1]}

    def places(self, text: str, page: int = 0) -> list[Place]:
        """Every place of a text, in order, as if nothing else were known."""
        found = [_of_name(each, page) for each in self.names.find(text)]
        for each in self._numbers.find(text):
            sure = Sureness.CERTAIN if each.how == "number" and not each.doubt else Sureness.PROBABLE
            sure = Sureness.POSSIBLE if each.doubt else sure
            found.append(Place(page, each.start, each.end, ((each.start, each.end),), each.how, sure, each.doubt))
        return sorted(found, key=lambda place: (place.start, -place.end))

    def judged(
        self, texts: Mapping[int, str], found: Mapping[int, Sequence[Place]], people: Mapping[int, Sequence[Span]]
    ) -> list[Place]:
        """The places of one document's texts (by page; 0 for its file name and the like), each with how sure it is.

        ``people``: where its pages name somebody, as the register has it. A word of the name alone is there only where
        the document names the person whole, or by number.
        """
        every = [place for some in found.values() for place in some]
        backed = any(not each.is_name and not each.doubt for each in every) or self._is_backed(texts.values())
        whole = [self._named(texts[each.page], each, found[each.page], people.get(each.page, ()), backed)
                 for each in every if each.is_name and each.how != "part"]  # fmt: skip
        by_number = [each for each in every if not each.is_name]
        best = max((each.sureness.rank for each in (*whole, *by_number)), default=-1)
        parts = [self._part(texts, each, best) for each in every if each.how == "part"] if best >= 0 else []
        return sorted((*whole, *by_number, *parts), key=lambda place: (place.page, place.start, -place.end))

    def _is_backed(self, texts: Iterable[str]) -> bool:
        """Whether the day of birth or an address stands in one of the texts."""
        plain = [" ".join(text.casefold().split()) for text in texts]
        return any(each in text for text in plain for each in (*self._births, *self._addresses))

    def _named(self, text: str, place: Place, others: Sequence[Place], people: Sequence[Span], backed: bool) -> Place:
        beside = self._beside(text, place, others)
        if beside is True:
            return replace(place, sureness=Sureness.CERTAIN)
        if beside is False:
            return replace(place, doubt="other_number")
        if self._born_otherwise(text, place):
            return replace(place, doubt="other_birth")
        if any(self._is_longer(text, place, span) for span in people):
            return replace(place, doubt="longer_name")
        only_second = place.how == "name" and not self._has_first(text, place)
        return place if only_second or not backed else replace(place, sureness=Sureness.PROBABLE)

    def _beside(self, text: str, place: Place, others: Sequence[Place]) -> bool | None:
        """Whether the nearest personnummer beside the name is the person's; None where there is none."""
        mine = [(each.start, each.end) for each in others if each.how == "number" and not each.doubt]
        shift = max(0, place.start - _NEAR - 20)
        around = text[shift : place.end + _NEAR + 20]
        found = [(each.start + shift, each.end + shift, each.digits) for each in shaped(around)]
        every = [(*span, True) for span in mine]
        every += [(start, end, any(same_number(digits, own) for own in self._written)) for start, end, digits in found]
        for same_line in (True, False):
            near = sorted(
                (distance, not own) for start, end, own in every
                if (distance := _distance(text, place, start, end, same_line)) is not None
            )  # fmt: skip
            if near:
                return not near[0][1]
        return None

    def _born_otherwise(self, text: str, place: Place) -> bool:
        found = _BORN.search(text[place.end : place.end + 30].casefold())
        return found is not None and bool(self._births) and found[1] not in self._births

    def _is_longer(self, text: str, place: Place, span: Span) -> bool:
        """Whether the register has a longer name there, with a word that is not the person's."""
        start, end = span
        if start > place.start or end < place.end or "\n" in text[start:end]:
            return False
        rest = text[start : place.start] + " " + text[place.end : end]
        words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(normal(word)) > 1]
        return any(not self.names.is_own(word) for word in words)

    def _has_first(self, text: str, place: Place) -> bool:
        said = {normal(text[start:end]).removesuffix("s") for start, end in place.own}
        return place.misread or any(each.removesuffix("s") in said for each in self._first) or not self._first

    def _part(self, texts: Mapping[int, str], place: Place, best: int) -> Place:
        word = texts[place.page][place.start : place.end]
        if any(self._shares(text, word) for page, text in texts.items() if page):
            return replace(place, doubt="shared")
        return replace(place, sureness=Sureness.PROBABLE) if best > 0 else place

    def _shares(self, text: str, word: str) -> bool:
        """Whether somebody else in the text has this word in their name."""
        stem = re.escape(word.removesuffix("s"))
        beside = rf"([A-ZÅÄÖÉ][\w-]+)[ \u00a0]{stem}s?\b|\b{stem}s?[ \u00a0]([A-ZÅÄÖÉ][\w-]+)"
        return any(not self.names.is_own(next(filter(None, each.groups()))) for each in re.finditer(beside, text))


def _of_name(found: NamePlace, page: int) -> Place:
    return Place(page, found.start, found.end, found.own, found.how, misread=found.misread)


def _distance(text: str, place: Place, start: int, end: int, same_line: bool) -> int | None:
    """How far the number stands from the name; None where it is too far, or (not) on the same line."""
    before = start < place.start
    gap = text[end : place.start] if before else text[place.end : start]
    if len(gap) > (_BEFORE if before else _NEAR) or gap.count("\n") > 1 or (("\n" in gap) is same_line):
        return None
    if _PARTS.search(gap) or (before and not same_line):  # what stands in the line above is of what stands there
        return None
    return len(gap)
