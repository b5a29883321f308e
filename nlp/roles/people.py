"""Who is who among the person mentions of one document, as far as roles need it: one key for each person.

A surname alone, or an initial and a surname, is the one full name of the document that it fits; where several fit it is
nobody's but its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models.mention import Label, Mention
from nlp.fields.paper import Paper

_NUMBER_AFTER: Final = 12  # code points between a name and the number that is its bearer's


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a document: the fullest ``name``, every mention, first first. ``shared``: two bear this name."""

    name: str
    mentions: tuple[Mention, ...]
    shared: bool = False


def people_of(paper: Paper) -> list[Person]:
    """Everybody whom the document names, in order of first mention."""
    mentions = paper.of(Label.PERSON)
    full: defaultdict[str, set[str]] = defaultdict(set)
    for name in {mention.value for mention in mentions if " " in mention.value}:
        for part in name.lower().split():
            full[part].add(name)
    fullest = {value: _fullest(value, full) for value in {mention.value for mention in mentions}}
    by_name: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[fullest[mention.value]].append(mention)
    numbers = _numbers(paper)
    return [Person(name, tuple(found), _is_shared(paper, found, numbers)) for name, found in by_name.items()]


def _fullest(value: str, full: Mapping[str, set[str]]) -> str:
    """The one fuller name that fits; ``full`` are the names of several words by each of their words."""
    near = set[str]().union(*(full.get(part, ()) for part in value.lower().split()))
    fitting = {name for name in near if name != value and _fits(value, name)}
    whole = {name for name in fitting if not any(other != name and _fits(name, other) for other in fitting)}
    return whole.pop() if len(whole) == 1 else value


def _fits(value: str, name: str) -> bool:
    """Whether ``value`` is a shorter way to write ``name``: its surname, its given name, or an initial for that."""
    parts, whole = value.lower().split(), name.lower().split()
    if len(parts) == 1:
        return parts[0] in (whole[0], whole[-1]) and len(whole) > 1
    if len(parts) >= len(whole) + 1 or parts == whole:
        return False
    if re.fullmatch(r"\w\.", parts[0]):
        return whole[0].startswith(parts[0][0]) and whole[-len(parts) + 1 :] == parts[1:]
    return whole[-len(parts) :] == parts or (
        parts[0] == whole[0] and parts[-1] in whole[1:] and len(parts) < len(whole)
    )


def _numbers(paper: Paper) -> Mapping[int, list[Mention]]:
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in paper.of(Label.PERSONNUMMER):
        found[mention.page].append(mention)
    return found


def _is_shared(paper: Paper, mentions: list[Mention], numbers: Mapping[int, list[Mention]]) -> bool:
    """Whether different personnummer stand right after this name: namesakes, of whom nothing can be told apart."""
    told = {
        number.value[-10:]
        for mention in mentions
        for number in numbers.get(mention.page, ())
        if 0 <= number.start - mention.end <= _NUMBER_AFTER
        and not any(map(str.isalpha, paper.texts[mention.page][mention.end : number.start]))
    }
    return len(told) > 1
