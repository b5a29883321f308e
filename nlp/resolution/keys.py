"""What ties a reference to those of other documents, and how sure each tie is; docs/decisions/0025 says why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.mention import Label, Mention
from models.person_numbers import birthday
from models.reference import NUMBER, ONE_NUMBER, Key, Mark
from nlp.names.lexicon import INITIAL, PARTICLES, is_first_name, is_surname
from nlp.resolution.group import Group
from nlp.resolution.organisation_names import bare, is_distinct, is_legal_person, is_public, legal_form
from nlp.resolution.rareness import confidence, expected
from nlp.resolution.spelling import skeleton, sounded
from nlp.tables import pairs

_MOST: Final = 8
"""Of a sort in a document: a list of more companies than this says of none of them who is with it."""
_MOST_SURE: Final = 0.99
"""No name, however rare, ties as surely as a number."""
_BESIDE: Final = 0.004
"""The chance that another of the name stands just there: has this telephone, is in this case, in this car."""
_SAME_FIRM: Final = 0.008
"""The chance that another of the name is named in papers of the same company."""
_FOR_INITIALS: Final = frozenset({"phone", "email", "case", "office"})
"""What may tie a person whose given name is only an initial."""
_MISREAD: Final = 0.98
"""How sure it is that names which only sound alike are one, all else equal."""
_WITH_CENTURY: Final = len("198503129805")
_LIKE: Final = 0.6
"""How sure it is that a pet name and the name it comes from, or a double surname and half of it, are one person's."""
_FEW_BEARERS: Final = 1.0
"""More may bear the name than this: then it is not even worth suggesting."""
_POSTCODE: Final = re.compile(r", (\d{3} ?\d{2})\b")


@dataclass(frozen=True, slots=True)
class Around:
    """What else the document names that may tell one person of a name from another: values by sort."""

    cases: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()

    @classmethod
    def of(cls, mentions: Sequence[Mention], organisations: Sequence[Group]) -> Around:
        """The few of each sort; authorities and boards stand everywhere and tell nothing."""

        def some(label: Label) -> tuple[str, ...]:
            return _few({one.value for one in mentions if one.label is label})

        firms = {bare(one.value) for one in organisations if not is_public(one.value) and is_distinct(one.value)}
        return cls(some(Label.CASE), _few(firms), some(Label.VEHICLE), some(Label.PROPERTY))


def _few(values: set[str]) -> tuple[str, ...]:
    return tuple(sorted(values)) if len(values) <= _MOST else ()


def person_keys(
    person: Group, mentions: Sequence[Mention], around: Around, *, official: bool, alone: bool
) -> Iterator[Key]:
    """The keys of a person. ``alone``: nobody else of the document has the name: then what stands around it tells."""
    for number in _whole(person.owned(mentions, Label.PERSONNUMMER)):
        yield Key("personnummer", f"number:{number}", NUMBER)
    name = told_name(person.value)
    if not name:
        return
    short = initial_name(name)
    beside = [*_own(person, mentions), *(_beside(around, official=official) if alone else ())]
    for called in (name, short) if alone else (name,):
        for kind, text, chance in beside:
            if called is name or kind in _FOR_INITIALS:
                yield Key(f"name+{kind}", f"{sounded(called)}|{kind}:{text}", _sure(expected(called), chance))
    if alone and name != short:
        yield from _by_name(name)


def _by_name(name: str) -> Iterator[Key]:
    """What the name tells alone. A pet name and a half of a double surname are never more than a suggestion."""
    yield Key("name", f"name:{sounded(name)}", _sure(expected(name), 1.0))
    misread = expected(name, skeleton)
    yield Key("spelling", f"skeleton:{skeleton(name)}", round(_MISREAD * _sure(misread, 1.0), 4))
    first, *lasts = name.split()
    parts = dict.fromkeys(part for last in lasts for part in last.split("-"))
    for part in parts:
        formal = f"{pairs('nicknames').get(first, first)} {part}"
        if expected(formal) < _FEW_BEARERS:
            yield Key(
                "nickname or double name", f"like:{sounded(formal)}", round(_LIKE * _sure(expected(formal), 1.0), 4)
            )


def person_marks(person: Group, mentions: Sequence[Mention]) -> Iterator[Mark]:
    """Nobody has two personnummer, nor two days of birth; Anna and Anders Berg are two."""
    numbers = person.owned(mentions, Label.PERSONNUMMER)
    whole, name = _whole(numbers), told_name(person.value)
    if name and not INITIAL.fullmatch(name.split()[0]):
        yield Mark("given", skeleton(name.split()[0]))
    if whole:
        yield Mark(ONE_NUMBER, whole[0])
    for day in _births(person, mentions)[:1]:
        yield Mark("birth", day)


def told_name(value: str) -> str:
    """Given name and surnames, by which bearers are counted: ``Anna Maria Holm Berg`` → ``Anna Holm Berg``.

    Empty for a lone name.
    """
    first, *rest = [word for word in value.split() if word.casefold() not in PARTICLES] or [""]
    if not rest:
        return ""
    double = len(rest) > 1 and is_surname(rest[-2]) and not is_first_name(rest[-2])
    return " ".join((first, *rest[-2:])) if double else f"{first} {rest[-1]}"


def initial_name(name: str) -> str:
    """``Anna Berg`` and ``A. Berg`` → ``A. Berg``."""
    first, *lasts = name.split()
    return " ".join((f"{first[0]}.", *lasts))


def _sure(bearers: float, chance: float) -> float:
    return min(_MOST_SURE, confidence(bearers, chance))


def _whole(numbers: Sequence[str]) -> list[str]:
    return [number for number in numbers if number.isdigit()][:1]


def _births(person: Group, mentions: Sequence[Mention]) -> list[str]:
    """Days of birth in eight digits: of a personnummer, masked or not, and as dates."""
    numbers = [number for number in person.owned(mentions, Label.PERSONNUMMER) if len(number) >= _WITH_CENTURY]
    days = [day.replace("-", "") for day in person.owned(mentions, Label.DATE)]
    return list(dict.fromkeys(birthday(told) for told in (*numbers, *days) if told[:8].isdigit()))


def _own(person: Group, mentions: Sequence[Mention]) -> Iterator[tuple[str, str, float]]:
    """What is the person's own: a day of birth, a telephone, an address."""
    for day in _births(person, mentions):
        yield "birth", day, _BESIDE
    for kind, label in (("phone", Label.PHONE), ("email", Label.EMAIL), ("account", Label.ACCOUNT)):
        for value in person.owned(mentions, label)[:_MOST]:
            yield kind, value, _BESIDE
    for address in person.owned(mentions, Label.ADDRESS)[:_MOST]:
        yield "address", street(address), _BESIDE


def _beside(around: Around, *, official: bool) -> Iterator[tuple[str, str, float]]:
    if official:
        yield "office", "", _BESIDE
    for case in around.cases:
        yield "case", case, _BESIDE
    for firm in around.firms:
        yield "organisation", firm, _SAME_FIRM
    for plate in around.vehicles:
        yield "vehicle", plate, _BESIDE
    for place in around.properties:
        yield "property", place, _SAME_FIRM


def organisation_keys(one: Group, mentions: Sequence[Mention]) -> Iterator[Key]:
    """The keys of an organisation: its number, and each of its names.

    An account ties only with a name: sister companies may be paid to one, and a company that collects for others is.
    """
    for number in _numbers(one, mentions):
        yield Key("organisationsnummer", f"number:{number}", NUMBER)
    accounts = one.owned(mentions, Label.ACCOUNT)[:_MOST]
    for account in accounts:
        yield Key("account", f"account:{account}", 0.9)
    for name in (one.value, *one.forms):
        for account in accounts:
            yield Key("name+account", f"{bare(name)}|account:{account}", 0.97)
        if is_public(name):
            yield Key("name", f"name:{bare(name)}", NUMBER)
        else:
            yield Key("name", f"name:{bare(name)}", 0.98 if is_distinct(name) else 0.9)
            yield Key("spelling", f"skeleton:{skeleton(bare(name))}", 0.96 if len(bare(name)) >= _LONG else 0.8)


_LONG: Final = 12
"""Letters of a name that is still told when some of them are misread."""


def organisation_marks(one: Group, mentions: Sequence[Mention]) -> Iterator[Mark]:
    """No organisation has two numbers; an AB is no HB."""
    if numbers := _numbers(one, mentions):
        yield Mark(ONE_NUMBER, numbers[0])
    forms = {form for name in (one.value, *one.forms) if (form := legal_form(name))}
    if len(forms) == 1:
        yield Mark("form", next(iter(forms)))


def _numbers(one: Group, mentions: Sequence[Mention]) -> list[str]:
    owned = one.owned(mentions, Label.ORGNR)
    if not any(map(is_legal_person, (one.value, *one.forms))):
        owned += one.owned(mentions, Label.PERSONNUMMER)
    return [number for number in owned if number.isdigit()][:1]


def address_keys(one: Group) -> Iterator[Key]:
    """A street and its number, wherever the paper says that it lies; an owner's papers are of one municipality."""
    yield Key("address", f"address:{street(one.value)}", 0.96)


def address_marks(one: Group) -> Iterator[Mark]:
    """Streets of one name in two postal districts are two."""
    if match := _POSTCODE.search(one.value):
        yield Mark("postcode", match[1].replace(" ", ""))


def street(address: str) -> str:
    """``Storgatan 47 B`` of ``Storgatan 47 B, 903 26 Umeå``, in small letters."""
    return " ".join(address.split(",")[0].casefold().split())
