"""Made documents for :mod:`bench.resolution`: names as often as people bear them, authorities in every other paper."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

from models.mention import Label, Mention
from nlp.tables import lines, pairs

_PEOPLE: Final = 60_000  # of a municipality, each with a name drawn by its bearers
_FIRMS: Final = 8_000
_AUTHORITIES: Final = 40
_RARE_SURNAMES: Final = 0.25  # of people whose surname is not among the thousand most common
_KINDS: Final = ("Bygg", "Restaurang", "Omsorg", "Åkeri", "Städ", "Livs", "Fastigheter", "El")


class MadeDocument(NamedTuple):
    """One page of text and what it names, in order."""

    text: str
    mentions: tuple[Mention, ...]


class Municipality:
    """People, firms and authorities; the same seed always makes the same."""

    def __init__(self, seed: int) -> None:
        rng = Random(seed)
        firsts, lasts = _weighted("first_name_bearers"), _weighted("surname_bearers")
        self._people = [self._person(rng, number, firsts, lasts) for number in range(_PEOPLE)]
        self._firms = [f"{rng.choice(lasts[0])}s {rng.choice(_KINDS)} {number} AB" for number in range(_FIRMS)]
        self._offices = list(lines("authorities")[:_AUTHORITIES])
        self._rng = rng

    def _person(self, rng: Random, number: int, firsts: _Weighted, lasts: _Weighted) -> tuple[str, str]:
        last = _draw(rng, lasts)
        if rng.random() < _RARE_SURNAMES:
            last = f"{last.removesuffix('sson')}{rng.choice(('hög', 'stig', 'klint', 'torp'))}{'aeiou'[number % 5]}n"
        year, day = 1940 + number % 60, 1 + number % 28
        return f"{_draw(rng, firsts)} {last}", f"{year}{1 + number % 12:02}{day:02}{number % 10_000:04}"

    def documents(self, mentions: int) -> Iterator[MadeDocument]:
        """Documents with so many mentions together, about twenty in each: five persons, a few of them twice."""
        made = 0
        while made < mentions:
            document = self._document()
            made += len(document.mentions)
            yield document

    def _document(self) -> MadeDocument:
        rng, pieces, found, at = self._rng, list[str](), list[Mention](), 0

        def say(label: Label | None, text: str, value: str = "") -> None:
            nonlocal at
            if label is not None:
                found.append(Mention(label, 1, at, at + len(text), text, value or text, 0.9, "made"))
            pieces.append(text)
            at += len(text)

        say(Label.ORG, self._offices[min(int(rng.paretovariate(0.8)) - 1, _AUTHORITIES - 1)])
        say(None, "\nÄrende ")
        say(Label.CASE, f"MBN 20{rng.randrange(10, 25)}-{rng.randrange(9_000)}")
        say(None, " den ")
        say(Label.DATE, "3 maj 2024", "2024-05-03")
        for _ in range(5):
            name, born = self._people[min(int(rng.paretovariate(0.35)), rng.randrange(1, _PEOPLE))]
            say(None, ". Närvarande var ")
            say(Label.PERSON, name)
            if rng.random() < 0.3:
                say(None, ", ")
                say(Label.PERSONNUMMER, f"{born[2:8]}-{born[8:]}", born)
            if rng.random() < 0.5:
                say(None, ", och sedan ")
                say(Label.PERSON, name.split()[-1], name)
        for _ in range(2):
            number = rng.randrange(_FIRMS)
            say(None, ". Bolaget ")
            say(Label.ORG, self._firms[number])
            if rng.random() < 0.5:
                say(None, ", org.nr ")
                say(Label.ORGNR, f"55{number:04}-{number % 10_000:04}", f"55{number:04}{number % 10_000:04}")
            say(None, " på ")
            say(Label.ADDRESS, f"Storgatan {number}")
            say(None, " betalade ")
            say(Label.AMOUNT, "1 200 kronor", "1200.00")
        return MadeDocument("".join(pieces), tuple(found))


_Weighted = tuple[list[str], list[float]]


def _weighted(table: str) -> _Weighted:
    listed = pairs(table)
    return list(listed), list(accumulate(float(count) for count in listed.values()))


def _draw(rng: Random, weighted: _Weighted) -> str:
    names, sums = weighted
    return names[bisect(sums, rng.random() * sums[-1], hi=len(names) - 1)]
