"""The organisations of a document: short forms, legal forms and the name over the door (*särskilt företagsnamn*)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from models.mention import Label, Mention
from models.reference import is_fuller
from nlp.resolution.binding import Bound
from nlp.resolution.group import Group
from nlp.resolution.organisation_names import bare, core, is_legal_person, is_public, legal_form
from nlp.resolution.spelling import is_misread, skeleton

_DRIVES: Final = re.compile(
    r"(?:som |vilket |vilka )?(?:driver|drivit|drev|bedriver|innehar|äger)(?: (?:verksamhet(?:en)?|rörelse(?:n)?"
    r"|restaurang(?:en)?))?(?: (?:på|i|vid|under namnet))?|(?:med )?(?:bifirma(?:n)?|firma(?:n)?|särskilt företagsnamn)"
    r"|känt som|under namnet|som är livsmedelsföretagare för|serveringsställe(?:t)?|objekt|anläggning(?:en)?"
    r"|verksamhet(?:ens namn|en)?|(?:stadigvarande |tillfälligt )?serveringstillstånd för|utökat serveringsområde för|",
    re.IGNORECASE,
)
"""What may stand between a company and the name over its door, numbers and addresses aside."""
_DRIVEN: Final = re.compile(
    r"(?:som )?(?:drivs|drevs|bedrivs|ägs|innehas) av(?: (?:bolaget|företaget))?|verksamhetsutövare(?:n)?(?: är)?"
    r"|företag(?:et)?|bolag(?:et)?|tillståndshavare(?:n)?(?: är)?|livsmedelsföretagare(?:n)?(?: är)?|innehavare(?:n)?"
    r"|sökande(?:n)?|",
    re.IGNORECASE,
)
"""The same where the name over the door comes first."""
_NUMBER_NAMES: Final = re.compile(
    r"\b(?:org(?:anisations)?[.\s-]?n(?:umme)?r|orgnr|adress|fastighet(?:en)?|dnr)\b", re.IGNORECASE
)
_MARKS: Final = re.compile(r"[\s,.:;()/\"”»–-]+")
_REACH: Final = 120
"""Code points between the two."""


def organisations(texts: Mapping[int, str], mentions: Sequence[Mention], bound: Bound) -> list[Group]:
    """The organisations of the document; two companies with numbers of their own are never one."""
    by_value: dict[str, list[int]] = {}
    for at, one in enumerate(mentions):
        if one.label is Label.ORG:
            by_value.setdefault(one.value, []).append(at)
    heads = {name: name for name in by_value}
    numbers = {name: _numbers(mentions, name, places, bound) for name, places in by_value.items()}
    for left, right in [
        *_same_names(by_value), *_same_numbers(numbers), *_doors(texts, mentions), *_same_core(by_value)
    ]:  # fmt: skip
        _join(heads, numbers, left, right)
    together: dict[str, list[str]] = {}
    for name in by_value:
        together.setdefault(_head(heads, name), []).append(name)
    return [_group(mentions, names, by_value, bound) for names in together.values()]


def _same_names(values: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """``Norrlands Mat`` of ``Norrlands Mat AB``, and a misreading of a name that is told more often."""
    by_bare: dict[str, list[str]] = {}
    for name in values:
        by_bare.setdefault(skeleton(bare(name)), []).append(name)
    for names in by_bare.values():
        forms = {legal_form(name) for name in names} - {""}
        if len(forms) < 2:
            yield from ((names[0], other) for other in names[1:])
        else:
            yield from ((a, b) for a in names for b in names if a < b and legal_form(a) == legal_form(b) != "")
    for name, places in values.items():
        fits = [other for other in values if len(values[other]) > len(places) and " " in other
                and legal_form(other) == legal_form(name) and is_misread(bare(name), bare(other))]  # fmt: skip
        if len(fits) == 1 and not is_public(name) and not _differs_by_figure(name, fits[0]):
            yield fits[0], name


def _differs_by_figure(name: str, other: str) -> bool:
    """``Kvarnen 2 AB`` and ``Kvarnen 3 AB`` are two."""
    return re.findall(r"\d+", name) != re.findall(r"\d+", other)


def _same_numbers(numbers: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    by_number: dict[str, list[str]] = {}
    for name, some in numbers.items():
        if len(some) == 1:
            by_number.setdefault(next(iter(some)), []).append(name)
    for same in by_number.values():
        yield from ((same[0], other) for other in same[1:])


def _doors(texts: Mapping[int, str], mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """A company and the name over its door, where the text says that the one runs the other. Each has one such."""
    found: dict[str, set[str]] = {}
    named = [at for at, one in enumerate(mentions) if one.label is Label.ORG]
    for first, second in pairwise(named):
        left, right = mentions[first], mentions[second]
        if left.page != right.page or is_public(left.value) or is_public(right.value):
            continue
        company, door = (left, right) if legal_form(left.value) else (right, left)
        between = _between(texts.get(left.page, ""), mentions[first : second + 1])
        pattern = _DRIVES if company is left else _DRIVEN
        if legal_form(company.value) and not legal_form(door.value) and between and pattern.fullmatch(between.strip()):
            found.setdefault(door.value, set()).add(company.value)
    companies = [company for some in found.values() for company in some]
    for name, some in found.items():
        if len(some) == 1 and companies.count(next(iter(some))) == 1:
            yield next(iter(some)), name


def _between(text: str, mentions: Sequence[Mention]) -> str:
    """What is said between the first and the last of these, other names' and numbers' places left out; one space at
    least. Empty where it is too long, or ends a line with nothing said."""
    if mentions[-1].start - mentions[0].end > _REACH:
        return ""
    pieces = [text[left.end : right.start] for left, right in pairwise(mentions)]
    whole = " ".join(pieces)
    said = _MARKS.sub(" ", _NUMBER_NAMES.sub(" ", whole))
    return said if said.strip() or whole.strip() in ("(", "/") else ""


def _same_core(values: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """The one company and the one name over a door of the document that have the same words of their own."""
    by_core: dict[str, list[str]] = {}
    for name in values:
        if not is_public(name) and core(name):
            by_core.setdefault(core(name), []).append(name)
    for names in by_core.values():
        bares = {bare(name) for name in names}
        if len(bares) == 2 and any(legal_form(name) for name in names):
            yield from ((names[0], other) for other in names[1:])


def _join(heads: dict[str, str], numbers: dict[str, set[str]], left: str, right: str) -> None:
    a, b = _head(heads, left), _head(heads, right)
    if a == b or (numbers[a] and numbers[b] and not numbers[a] & numbers[b]):
        return
    heads[b] = a
    numbers[a] = numbers[a] | numbers[b]


def _head(heads: Mapping[str, str], name: str) -> str:
    while heads[name] != name:
        name = heads[name]
    return name


def _numbers(mentions: Sequence[Mention], name: str, places: Sequence[int], bound: Bound) -> set[str]:
    labels = (Label.ORGNR,) if is_legal_person(name) else (Label.ORGNR, Label.PERSONNUMMER)
    own = [mentions[number] for at in places for number in bound.get(at, ())]
    return {one.value for one in own if one.label in labels}


def _group(
    mentions: Sequence[Mention], names: Sequence[str], by_value: Mapping[str, Sequence[int]], bound: Bound
) -> Group:
    places = tuple(sorted(at for name in names for at in by_value[name]))
    often = sorted(names, key=lambda name: (-len(by_value[name]), name))
    fullest = often[0]
    for name in often[1:]:
        fullest = name if is_fuller(Label.ORG, name, fullest) else fullest
    own = tuple(dict.fromkeys(number for at in places for number in bound.get(at, ())))
    return Group(Label.ORG, fullest, places, tuple(sorted(set(names) - {fullest})), own)
