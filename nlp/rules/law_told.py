"""What a page itself says that names of laws mean: ``smugglingslagen (2000:1225)``, ``lagen (2016:1145) om …, LOU``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from nlp.rules import statutes

_ABBREVIATED: Final = re.compile(
    r"(?:,\s{1,3}|\s\((?:nedan(?:\skallad)?\s|förkortad\s|i fortsättningen\s|här\s)?)"
    r"([A-ZÅÄÖ]{2,5}|[A-ZÅÄÖ][a-zåäö]{1,3}[A-ZÅÄÖ])(?=[,).;])"
)
_LEAST_TITLE: Final = 2  # words of a title by which a law may be named again


class Told:
    """Gathers the definitions of a page, then answers by place: what was said last before, else first after it."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[int, str]]] = {}
        self._titles: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}

    def add(self, text: str, word: str, end: int, title_end: int, number: str) -> None:
        """``word`` with its number ends at ``end``, the title after it at ``title_end``."""
        self._names.setdefault(key(word), []).append((end, number))
        if short := _ABBREVIATED.match(text, title_end):
            self._names.setdefault(short[1], []).append((short.end(), number))
        words = tuple(text[end:title_end].split())
        if len(words) >= _LEAST_TITLE:
            self._titles.setdefault(words[:2], {}).setdefault(words, number)

    def number(self, name: str, position: int, *, only_before: bool = False) -> str | None:
        """The number that ``name`` means at this place of the page."""
        said = self._names.get(name)
        if said is None:
            return None
        at = bisect_right(said, (position, "~"))
        return said[at - 1][1] if at else None if only_before else said[0][1]

    def titled(self, text: str, start: int) -> tuple[int, str] | None:
        """End and number of the law whose title, or the beginning of it, goes on at ``start``."""
        first = tuple(word.strip(",.;:)") for word in _words(text, start))
        found = [(statutes.read_title(text, start, words), number) for words, number in self._of(first)]
        ends = [(end, number) for (end, _), number in found if end > start]
        return max(ends, default=None)

    def _of(self, first: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], str]]:
        return self._titles.get(first, {}).items()


def key(word: str) -> str:
    """A name as it is asked for: without case and genitive."""
    return word.lower().removesuffix("s")


def _words(text: str, start: int) -> list[str]:
    return text[start : start + 80].split()[:2]
