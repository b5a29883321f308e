"""The persons of a document: which of its names are of one bearer (*vem som är vem i en handling*)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from models.mention import Label, Mention
from models.person_numbers import birthday
from models.reference import CERTAIN, is_fuller
from nlp.names.lexicon import INITIAL, is_first_name, is_surname
from nlp.resolution.binding import Bound
from nlp.resolution.group import Group
from nlp.resolution.namesakes import namesakes
from nlp.resolution.rareness import confidence, expected
from nlp.resolution.spelling import is_misread, skeleton, sounded

_DAY: Final = len("19850412")


def persons(texts: Mapping[int, str], mentions: Sequence[Mention], bound: Bound) -> list[Group]:
    """The persons of the document.

    Two of one name are two where each has a personnummer or a day of birth of its own, or where the paper says so.
    """
    others = namesakes(texts, mentions, bound)
    by_value: dict[str, list[int]] = {}
    for at, one in enumerate(mentions):
        if one.label is Label.PERSON:
            by_value.setdefault(one.value, []).append(at)
    found: list[Group] = []
    for names in _one_bearer(by_value).values():
        places = sorted(at for name in names for at in by_value[name])
        parted = _by_number(mentions, places, bound, others)
        found += [_group(mentions, some, bound, namesake=some[0] in others) for some in parted]
    return found


def _one_bearer(values: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
    """The names by the fullest that is of the same bearer; a name that fits two stands for itself."""
    heads = {name: name for name in values}
    for name in sorted(values, key=lambda name: (len(name.split()), name)):
        fits = [other for other in values if other != name and _is_short_of(name, other)]
        longest = [other for other in fits if not any(_is_short_of(other, third) for third in fits if third != other)]
        if len(longest) == 1:
            heads[name] = longest[0]
    for name in values:
        if heads[name] == name and (same := _misread(name, values, heads)) is not None:
            heads[name] = same
    found: dict[str, list[str]] = {}
    for name in values:
        found.setdefault(_head(name, heads), []).append(name)
    return found


def _head(name: str, heads: Mapping[str, str]) -> str:
    seen = {name}
    while heads[name] not in seen:
        name = heads[name]
        seen.add(name)
    return name


def _is_short_of(name: str, other: str) -> bool:
    """Whether ``name`` is ``other`` with less said: a surname, a given name, initials, fewer names."""
    words, others = name.split(), other.split()
    if len(others) < 2 or not is_fuller(Label.PERSON, other, name):
        return False
    if words == others[-len(words) :]:
        return True  # Holm Berg of Anna Holm Berg
    if len(words) == 1:
        whole = (others[-1], others[0], *others[-1].split("-"))
        return words[0] in whole or f"{words[0]}s" in whole or words[0].removesuffix("s") in whole
    if words[-1] != others[-1] and words[-1] not in (*others[1:], *others[-1].split("-")):
        return False  # Anna Berg may be Anna Berg Lindqvist or Anna Berg-Lindqvist
    return _are_initials_of(words[:-1], others[:-1])


def _are_initials_of(firsts: Sequence[str], others: Sequence[str]) -> bool:
    """``A. M.``, ``A.`` and ``Anna`` of ``Anna Maria``; the first stands for the first."""
    if len(firsts) > len(others):
        return False
    rest = iter(others)
    pairs = [(firsts[0], next(rest))]
    for first in firsts[1:]:
        match = next((other for other in rest if _stands_for(first, other)), None)
        pairs.append((first, match or ""))
    return all(other and _stands_for(first, other) for first, other in pairs)


def _stands_for(first: str, other: str) -> bool:
    if not INITIAL.fullmatch(first):
        return first == other
    return [part[:1] for part in first.split("-")] == [part[:1] for part in other.split("-")][: first.count("-") + 1]


def _misread(name: str, values: Mapping[str, Sequence[int]], heads: Mapping[str, str]) -> str | None:
    """The name of the document that this one misreads or spells otherwise; the likeliest, where all are alike."""
    words = name.split()
    if len(words) < 2:
        return None
    others = [one for one in values if one != name and heads[one] == one and len(one.split()) == len(words)]
    fits = [one for one in others if _are_alike(name, one) and _is_better(one, name, values)]
    if not all(_are_alike(one, fits[0]) for one in fits):
        return None
    return max(fits, key=lambda one: (len(values[one]), one), default=None)


def _are_alike(name: str, other: str) -> bool:
    return skeleton(name) == skeleton(other) or is_misread(name, other)


def _is_better(other: str, name: str, values: Mapping[str, Sequence[int]]) -> bool:
    """Whether ``other`` is the name and ``name`` its misreading: by what is known as a name, else by which comes more.

    Two names that are both known are one only where they sound alike and few would bear either.
    """
    differing = [(a, b) for a, b in zip(other.split(), name.split(), strict=True) if a != b]
    comes_more = (len(values[other]), other) > (len(values[name]), name)
    if any(_is_known(b) for _, b in differing):
        rare = (
            sounded(name) == sounded(other) and confidence(expected(f"{name.split()[0]} {name.split()[-1]}")) >= CERTAIN
        )
        return rare and comes_more
    return all(_is_known(a) for a, _ in differing) or comes_more


def _is_known(word: str) -> bool:
    return is_first_name(word) or is_surname(word)


def _by_number(
    mentions: Sequence[Mention], places: Sequence[int], bound: Bound, others: Collection[int]
) -> list[list[int]]:
    """One bearer, or as many as there are days of birth or numbers: who has none is the last one that was told."""
    meant = [at for at in places if at not in others]
    told = {at: number for at in meant if (number := _birth(mentions, bound.get(at, ()))) is not None}
    numbers = _one_of_a_day(told)
    found: dict[str, list[int]] = {}
    last = numbers[min(numbers)] if numbers else ""
    for at in meant:
        last = numbers.get(at, last)
        found.setdefault(last, []).append(at)
    for at in places:
        if at in others:
            found.setdefault(f"other {_birth(mentions, bound.get(at, ()))}", []).append(at)
    return list(found.values())


def _one_of_a_day(told: Mapping[int, str]) -> dict[int, str]:
    """With the number where only its day of birth was told, if one number alone is of that day. A day without its
    century (of a number that is masked) is only told by a number, or by a day, that has it."""
    numbers = _by_day(each for each in told.values() if len(each) > _DAY)
    days = _by_day(each for each in told.values() if len(each) == _DAY)
    found: dict[int, str] = {}
    for at, each in told.items():
        same = (numbers.get(each) or days.get(each) or set()) if len(each) <= _DAY else {each}
        if len(same) == 1 or len(each) == _DAY:
            found[at] = min(same) if len(same) == 1 else each
    return found


def _by_day(told: Iterable[str]) -> dict[str, set[str]]:
    """By their day of birth, with its century and without."""
    found: dict[str, set[str]] = {}
    for each in told:
        day = birthday(each)
        for known in (day, day[2:]):
            found.setdefault(known, set()).add(each)
    return found


def _birth(mentions: Sequence[Mention], own: Iterable[int]) -> str | None:
    """The personnummer, else the day of birth: as a date, or of a number that is masked, in six digits where that has
    no century."""
    values = [mentions[at].value for at in own if mentions[at].label is Label.PERSONNUMMER]
    days = [mentions[at].value.replace("-", "") for at in own if mentions[at].label is Label.DATE]
    for value in (*values, *days):
        day = value.partition("-")[0]
        if day.isdigit() and len(day) >= _DAY:
            return value if value.isdigit() else birthday(value)
        if day.isdigit() and len(day) == len("850412"):
            return birthday(f"19{day}")[2:]
    return None


def _group(mentions: Sequence[Mention], places: Sequence[int], bound: Bound, *, namesake: bool) -> Group:
    values = list(dict.fromkeys(mentions[at].value for at in places))
    fullest = values[0]
    for value in values[1:]:
        fullest = value if is_fuller(Label.PERSON, value, fullest) else fullest
    forms = tuple(sorted(value for value in values if value != fullest and " " in value))
    own = tuple(dict.fromkeys(number for at in places for number in bound.get(at, ())))
    return Group(Label.PERSON, fullest, tuple(places), forms, own, namesake)
