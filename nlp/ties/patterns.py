"""The table of patterns (``relations.txt``) as regular expressions over abstract sentences (:mod:`nlp.ties.abstract`).

In a pattern ``{from:PO}`` is who does it, ``{to:OV}`` what it is done to, by letters of labels; ``{PO}`` is somebody
else. A star after the letters: "bolaget", "fordonet" or "fastigheten" may stand for it. A space is a space, a comma or
the border of a cell; ``~`` are a few words that name nobody; ``<adverb>`` and the like are lists of words at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from models.mention import Label
from models.tie import Relation
from nlp.ties.abstract import SIGNS

LETTERS: Final = {
    "P": Label.PERSON, "O": Label.ORG, "A": Label.ADDRESS, "L": Label.LOC, "F": Label.PROPERTY, "V": Label.VEHICLE,
    "M": Label.AMOUNT, "D": Label.DATE,
}  # fmt: skip
STANDS_FOR: Final = {
    Label.ORG: "bolaget|företaget|rörelsen|firman|verksamheten|restaurangen|föreningen",
    Label.VEHICLE: "fordonet|bilen|lastbilen|personbilen|skåpbilen|släpet|vagnen|motorcykeln|mopeden",
    Label.PROPERTY: "fastigheten|byggnaden|huset",
}
"""Words for the one thing of a label that a document is about."""
_SPACE: Final = r"[\s,]{1,3}"
_GIVEN: Final = "".join(SIGNS[label] for label in (
    Label.PERSONNUMMER, Label.ORGNR, Label.DATE, Label.PHONE, Label.EMAIL, Label.AMOUNT, Label.TIME, Label.ACCOUNT,
))  # fmt: skip
_AFTER: Final = (
    rf"(?:\s?\([^()]{{0,80}}\)|[\s,]{{1,3}}(?:org\.?\s?nr\.?\s|med\s(?:registreringsnummer|reg\.?\s?nr)\s)?[{_GIVEN}])*"
)
_PLACE: Final = rf"(?:\si\s{SIGNS[Label.LOC]})?"
_OTHERS: Final = (
    "och|men|samt|medan|som|eller|att|hur|när|då|där|om|vars|vilken|vilket|vilka"
    "|han|hon|den|de|man|mannen|kvinnan|jag|vi|ni|du"
)
"""Words after which somebody else may be meant."""
_WORDS: Final = rf"(?:(?!(?:{_OTHERS})\b)(?:[\w.:/%&-]+|[{_GIVEN}]|[”\"»]\w+[”\"«]){_SPACE}){{0,6}}?"
_NAMES: Final = {label: SIGNS[label] for label in LETTERS.values()}
_STAND_FOR: Final = {label: re.compile(rf"\b(?:{words})\b") for label, words in STANDS_FOR.items()}
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SLOT: Final = re.compile(r"\{(?:(from|to):)?([A-Z]+)(\*?)\}")


class Pattern(NamedTuple):
    """``needs``: for each slot that must be filled, the labels of which one must stand there, by sign or word."""

    relation: Relation
    pattern: re.Pattern[str]
    needs: tuple[frozenset[Label], ...]


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the table."""
    lists: dict[str, str] = {}
    found = list[Pattern]()
    for name, text in _rows():
        if name.startswith("<"):
            lists[name] = f"(?:{text})"
        else:
            found.append(Pattern(Relation(name), re.compile(_expression(text, lists)), _needs(text)))
    return tuple(found)


def likely(sentence: str) -> tuple[Pattern, ...]:
    """Those patterns that can match in an abstract sentence by what it names, in the order of the table."""
    signs = {label: times for label, sign in _NAMES.items() if (times := sentence.count(sign))}
    words = frozenset(label for label, word in _STAND_FOR.items() if word.search(sentence))
    alone = not words and sum(signs.values()) < 2
    return _likely(words.union(signs), alone=alone)


@cache
def _likely(named: frozenset[Label], *, alone: bool) -> tuple[Pattern, ...]:
    some = (each for each in patterns() if all(need & named for need in each.needs))
    return tuple(each for each in some if not alone or len(each.needs) < 2)


def _needs(text: str) -> tuple[frozenset[Label], ...]:
    """Of the slots outside all brackets: those within may be left out."""
    outside = text
    while (without := _BRACKETS.sub("", outside)) != outside:
        outside = without
    return tuple(frozenset(LETTERS[letter] for letter in letters) for _, letters, _ in _SLOT.findall(outside))


def _rows() -> Iterator[tuple[str, str]]:
    for line in (Path(__file__).parent / "relations.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, text = line.partition("\t")
            yield name, text


def _expression(text: str, lists: dict[str, str]) -> str:
    for name, words in lists.items():
        text = text.replace(name, words)
    text = text.replace("~", "\0").replace(" ", _SPACE)
    whole = "" if text.startswith("{") else r"(?<!\w)"
    return whole + _SLOT.sub(_slot, text.replace("\0", _WORDS))


def _standing(label: Label) -> str:
    """A word that stands for the one thing, where that is not named right after it ("fordonet KGT42R")."""
    named = rf"{_SPACE}(?:(?!(?:av|på|till|hos|i|för|med|från)\b)[a-zåäö]+{_SPACE})?{SIGNS[label]}"
    return rf"\b(?:{STANDS_FOR[label]})\b(?!{named})"


def _slot(match: re.Match[str]) -> str:
    name, letters, star = match.groups()
    labels = [LETTERS[letter] for letter in letters]
    one = "[" + "".join(SIGNS[label] for label in labels) + "]"
    if star:
        words = "|".join(_standing(label) for label in labels if label in STANDS_FOR)
        one = rf"(?:{one}|{words})"
    held = f"(?P<{_GROUPS[name]}>{one})" if name else one
    return held + _AFTER + (_PLACE if "O" in letters else "")


@cache
def listed(label: Label) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before one of several of a label ("A och" B äger …), and after (ägs av A "och B.")."""
    sign = SIGNS[label]
    before = rf"(?P<one>{sign}){_AFTER}\s{{1,3}}och\s{{1,3}}$"
    return re.compile(before), re.compile(rf"\s{{1,3}}och\s{{1,3}}(?P<one>{sign}){_AFTER}\s*(?:[.;,)]|$)")


_GROUPS: Final = {"from": "source", "to": "target"}
