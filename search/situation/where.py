"""Where: municipalities, and in each the streets and districts that documents name.

What a register of papers knows of places is what they write: the town after a postcode, the municipality that a
property's name begins with, and the *trakt* or *kvarter* in it, which is the nearest to a district (*stadsdel*).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from models import swedish
from models.limits import LIMITS
from models.mention import Label
from search.entity_facts import town_of
from search.situation.asking import Asking
from search.situation.naming import Named, named
from search.situation.period import Period
from search.situation.picture import Narrowing, Number, Row, Section, Table
from search.situation.scope import place_query, property_query

_LABELS: Final = (Label.ADDRESS.value, Label.PROPERTY.value, Label.LOC.value)
TOWNS: Final = 10
_SHOWN: Final = 6  # streets of each town, and districts
_OTHERS: Final = 12  # places that no address or property is of
_STREET: Final = re.compile(r"(?P<street>[^,\d]+?)\s*(?:\d.*|,.*)?")
_PROPERTY: Final = re.compile(r"(?P<name>\D+?)\s+[\d:]+\S*")
_BRACKETS: Final = 8  # characters around what is put together
_OF: Final = re.compile(r"s?\s+(?:kommun|stad)\Z", re.IGNORECASE)
_Named = tuple[Named, int]


@dataclass(slots=True)
class _Town:
    """``weight`` puts towns in order before any is counted: documents of its addresses and properties, added up."""

    streets: dict[str, list[_Named]] = field(default_factory=lambda: defaultdict(list))
    districts: Counter[str] = field(default_factory=Counter)
    weight: int = 0


def where(asking: Asking, period: Period) -> Section:
    """A table of towns with what is in them, and one of other places."""
    counts = asking.answer(Narrowing(period), _LABELS).facets
    some = {label: [pair for pair in counts[label].values if asking.can_choose(label, pair[0])] for label in _LABELS}
    most = asking.limits.situation_places
    known = named(asking.viewer, asking.store, [id for pairs in some.values() for id, _ in pairs[:most]])
    addresses, properties, places = (
        [(known[id], count) for id, count in some[label][:most] if id in known] for label in _LABELS
    )
    towns = {name: town for name, town in _towns(addresses, properties).items() if not name or _fits(place_query(name))}
    cut = "most_named" if any(len(pairs) > most for pairs in some.values()) else ""
    ordered = sorted(towns.items(), key=lambda each: (not each[0], -each[1].weight, swedish.sort_key(each[0])))
    shown = [each for each in ordered if each[0]][:TOWNS] + [each for each in ordered if not each[0]]
    blocks = (_rows(asking, period, name, town) for name, town in shown)
    rows = [row for block in sorted(filter(None, blocks), key=lambda rows: _order(rows[0])) for row in block]
    others = _others(period, [each for each in places if _bare(each[0].label) not in towns])
    tables = (
        Table("towns", ("documents",), tuple(rows), max(0, len(ordered) - len(shown)), cut),
        Table("other_places", ("documents",), others[:_OTHERS], max(0, len(others) - _OTHERS), cut),
    )
    return Section("where", tables)


def _towns(addresses: Iterable[_Named], properties: Iterable[_Named]) -> dict[str, _Town]:
    """By name; under the empty one streets of which no paper says where they are."""
    found = defaultdict[str, _Town](_Town)
    for address, count in addresses:
        town, street = found[town_of(address.label)], _STREET.fullmatch(address.label)
        town.streets[street["street"] if street else address.label].append((address, count))
        town.weight += count
    for property, count in properties:
        if whole := _PROPERTY.match(property.label):
            name = _municipality(whole["name"], found)
            district = whole["name"][len(name) :].strip()
            found[name].weight += count
            if district:
                found[name].districts[district] += count
    return dict(found)


def _municipality(name: str, towns: Iterable[str]) -> str:
    """What the name of a property begins with: the longest town that is known, else its first word."""
    known = [town for town in towns if town and f"{name} ".startswith(f"{town} ")]
    return max(known, key=len, default=name.partition(" ")[0])


def _bare(place: str) -> str:
    """Umeå kommun and Umeås kommun are Umeå."""
    return _OF.sub("", place)


def _rows(asking: Asking, period: Period, name: str, town: _Town) -> list[Row]:
    """The town's own row, and those of its streets and districts below it."""
    rows = [_street(asking, period, street, addresses) for street, addresses in _streets(asking, town)[:_SHOWN]]
    for district, _ in sorted(town.districts.items(), key=lambda each: (-each[1], swedish.sort_key(each[0])))[:_SHOWN]:
        if _fits(words := property_query(f"{name} {district}")):
            rows.append(Row(district, (asking.number(Narrowing(period, words=words)),), "district", level=1))
    rows.sort(key=lambda row: (row.type, *_order(row)))
    if not name:
        return [Row("", (None,), "no_town"), *rows] if rows else []
    return [Row(name, (asking.number(Narrowing(period, words=place_query(name))),), "town"), *rows]


def _streets(asking: Asking, town: _Town) -> list[tuple[str, list[_Named]]]:
    """Those that a search can be narrowed to, in most documents first."""
    some = [(street, named) for street, named in town.streets.items()
            if asking.can_choose(Label.ADDRESS.value, *(each.entity.id for each, _ in named))]  # fmt: skip
    return sorted(some, key=lambda each: (-sum(count for _, count in each[1]), swedish.sort_key(each[0])))


def _fits(words: str) -> bool:
    return 0 < len(words) <= LIMITS.situation_words - _BRACKETS


def _street(asking: Asking, period: Period, street: str, addresses: list[_Named]) -> Row:
    to = Narrowing(period, {Label.ADDRESS.value: tuple(each.entity.id for each, _ in addresses)})
    number = Number(addresses[0][1], to) if len(addresses) == 1 else asking.number(to)
    return Row(street, (number,), "street", level=1)


def _order(row: Row) -> tuple[bool, int, tuple[str, str]]:
    """Most documents first, then by name; what has no number last."""
    number = row.numbers[0]
    return number is None, -number.count if number else 0, swedish.sort_key(row.label)


def _others(period: Period, places: Iterable[_Named]) -> tuple[Row, ...]:
    """Places that are named and of which no address or property tells."""
    label = Label.LOC.value
    return tuple(
        Row(place.label, (Number(count, Narrowing(period, {label: (place.entity.id,)})),), label, place.entity.id)
        for place, count in places
    )
