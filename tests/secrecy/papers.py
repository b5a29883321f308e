"""Papers of three made-up owners in which every page has words, names and numbers that stand nowhere else: canaries.

What a viewer is told must hold no canary of a page that they may not read. The rest of the words are shared by all, so
that counts, statistics and suggestions would tell of what is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from models.mention import Label
from sample.identities import birthday, personnummer, plate

OWNERS: Final = ("Alnämnden", "Björknämnden", "Cedermyndigheten")
SOURCES: Final = {f"källa-{owner[0].lower()}{number}": owner for owner in OWNERS for number in (1, 2)}
KINDS: Final = ("inspection_report", "police_memo", "decision", "other")
_WORDS: Final = (
    *("beslut", "tillstånd", "tillsyn", "frys", "brand", "spaning"),
    *("nämnd", "uteservering", "märkning", "kassa", "larm", "vittne"),
)
_BODY: Final = (
    "Vid besöket i lokalen gick handläggaren igenom kassaregistret och egenkontrollen med den som ansvarade för köket. "
    "Rutinerna var skrivna men användes inte varje dag, och flera rader saknade både datum och namn. Frysen hade rätt "
    "temperatur, kylen två grader för mycket. Uppgifterna lämnades muntligt och antecknades på plats."
)


@dataclass(frozen=True, slots=True)
class Canaries:
    """What stands on one page and nowhere else."""

    word: str
    person: str
    number: str  # a personnummer of ten digits with its hyphen, from the documented generator
    plate: str
    secret: str  # named as a personnummer, though no mask would know it by its shape

    def parts(self) -> tuple[str, ...]:
        """What must not be told, in the forms in which it might be: the number's last digits stand under a mask."""
        return (self.word, self.person.split()[-1], self.number, self.number.replace("-", ""), self.plate, self.secret)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its text, and what it names as (label, text as it stands, value)."""

    number: int
    text: str
    names: tuple[tuple[Label, str, str], ...]
    canaries: Canaries
    joins: tuple[tuple[int, int], ...] = ()

    def spans(self) -> Iterator[tuple[Label, int, int, str]]:
        """Where each name stands, with its value."""
        for label, form, value in self.names:
            for found in re.finditer(re.escape(form), self.text):
                yield label, found.start(), found.end(), value


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. ``parent`` is the name of the paper that it lies in; ``fate`` what became of it."""

    name: str
    source: str
    kind: str
    dated: date | None
    sheets: tuple[Sheet, ...]
    mark: str  # a canary of the name
    parent: str = ""
    fate: str = "read"  # read, unread, withdrawn
    in_part: bool = False  # pages are kept from the viewer: what was told from the whole of it is not told

    @property
    def owner(self) -> str:
        return SOURCES[self.source]


SHARED: Final = (
    (Label.PERSON, "Anna Delad", "Anna Delad"),
    (Label.ORG, "Delade Krogen AB", "Delade Krogen AB"),
    (Label.PERSONNUMMER, "850412-2391", "198504122391"),
)
"""Who and what the papers of every owner name."""


Extra = tuple[str, tuple[tuple[Label, str, str], ...]]
"""Something more that stands on a page, and whom it names."""
_STANDING_OUT: Final[Extra] = ("Stickord av Stig Stickut.", ((Label.PERSON, "Stig Stickut", "Stig Stickut"),))
SHORT, OTHER, _LONG = "Sven Avsett", "Bo Erik Helgesson", "Sven Erik Avsett"
"""Somebody whom one owner's papers call by a short name, beside another; and another's by a longer one as well."""
_CALLED: Final[dict[str, Extra]] = {
    OWNERS[0]: (f"{_LONG} kom.\n{SHORT} gick.", tuple((Label.PERSON, name, name) for name in (_LONG, SHORT))),
    OWNERS[2]: (f"{OTHER} kom.\n{SHORT} gick.", tuple((Label.PERSON, name, name) for name in (OTHER, SHORT))),
}


class Making:
    """Makes papers by a seed: the same ones each time."""

    def __init__(self, seed: int) -> None:
        self._random, self._made, self._plates = Random(seed), 0, set[str]()

    def papers(self) -> list[Paper]:
        """Thirteen of each owner: three alike, one with an attachment, one not read, one taken out of search."""
        made = [self._paper(source, at) for source in SOURCES for at in range(5)]
        for source in [name for name in SOURCES if name.endswith("1")]:
            inside = next(paper for paper in made if paper.source == source)
            made.append(self._paper(source, 5, parent=inside.name))
            made.append(self._paper(source, 6, fate="unread"))
            made.append(self._paper(source, 7, fate="withdrawn"))
        return made

    def _paper(self, source: str, at: int, parent: str = "", fate: str = "read") -> Paper:
        first = source.endswith("1")
        extra = self._namesake() if first and at in (0, 1, 4) else _STANDING_OUT if at in (2, 3) else ("", ())
        if at == 4 and not first:
            extra = _CALLED.get(SOURCES[source], extra)
        sheets = tuple(
            self._sheet(number, at + 8 * first, first and at < 3, extra) for number in range(1, 3 + (at == 1))
        )
        mark = self._code()
        dated = date(2024, 1, 1) + timedelta(days=self._random.randrange(400)) if self._random.random() < 0.8 else None
        name = f"{self._random.choice(_WORDS)}_{mark}.pdf"
        return Paper(name, source, self._random.choice(KINDS), dated, sheets, mark, parent, fate)

    def _sheet(self, number: int, at: int, alike: bool, extra: Extra) -> Sheet:
        canaries = self._canaries()
        words = " ".join(self._random.choices(_WORDS, k=8))
        shared = self._random.sample(SHARED, k=2)
        beside = f"Bredvid stod {shared[0][1]} och {shared[1][1]}. " if self._random.random() < 0.7 else ""
        text = (
            f"Anteckning om {words}, serverings-\ntillstånd.\n{canaries.person} äger Delade Krogen AB. {beside}"
            f"Ordet var {canaries.word}. Kod {canaries.secret}.\n"
            f"Bilen {canaries.plate} tillhör {canaries.person}, {canaries.number}.\n{extra[0]}"
            f"\n{_pair(at) if number == 1 else ''}"
        )
        if alike:
            text = f"{_BODY * 3}\n{text}"
        names = (
            (Label.PERSON, canaries.person, canaries.person),
            (Label.VEHICLE, canaries.plate, canaries.plate),
            (Label.PERSONNUMMER, canaries.number, _whole(canaries.number)),
            (Label.PERSONNUMMER, canaries.secret, _whole(canaries.number)),
        )
        hyphen = text.index("-\n")
        return Sheet(number, text, names + SHARED + extra[1], canaries, ((hyphen, hyphen + 2),))

    def _canaries(self) -> Canaries:
        code, number = self._code(), self._number()
        return Canaries(f"kv{code}", f"Ivo {code.title()}sson", number, self._plate(), f"hm{code}")

    def _namesake(self) -> Extra:
        """Somebody of the same name as others, with a number of their own; and one whose name many bear."""
        number = self._number()
        names = [(Label.PERSON, name, name) for name in ("Per Namne", "Lars Johansson")]
        said = f"Före kom Lars Johansson.\nFöraren var Per Namne, {number}."
        return said, (*names, (Label.PERSONNUMMER, number, _whole(number)))

    def _number(self) -> str:
        number = personnummer(self._random, birthday(self._random, 1950, 1999), man=True)[2:]
        return f"{number[:6]}-{number[6:]}"

    def _plate(self) -> str:
        while (one := plate(self._random)) in self._plates:
            pass
        self._plates.add(one)
        return one

    def _code(self) -> str:
        """Eight letters, near each other (so that a mistyped one is like another), no two the same."""
        self._made += 1
        at, letters = self._made, ""
        for _ in range(3):
            at, rest = divmod(at, 20)
            letters += "bcdfghjklmnpqrstvwxz"[rest]
        return f"zy{letters}uqa"


def _pair(at: int) -> str:
    """Words that one paper of each owner has: who counts them among others' papers too weighs them otherwise."""
    return " ".join(f"parord{'abcdefghijklmnop'[at]}{letter}" for letter in "bdfghk")


def _whole(number: str) -> str:
    return f"19{number.replace('-', '')}"
