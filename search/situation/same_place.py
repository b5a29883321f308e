"""Permits and inspections of one address or property: places that documents of both sorts say they are about.

By the fields of the papers (docs/fields.md), not by every name in them: the office's own address stands in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from models import swedish
from models.document import Field
from models.mention import Label
from search.entity_facts import town_of
from search.situation.asking import Asking
from search.situation.naming import Named, named
from search.situation.period import Period
from search.situation.picture import Narrowing, Number, Row, Section, Table

PERMITS: Final = ("permit_decision",)
INSPECTIONS: Final = ("inspection_report", "building_supervision")
_TYPES: Final = {Label.ADDRESS.value: "address", Label.PROPERTY.value: "property"}
"""Labels, and the fields that name them as what a paper is about."""
_Key = tuple[str, str]
"""Street and number, or property, in small letters; the town, where it is said."""


@dataclass(slots=True)
class _Place:
    type: str
    named: Named
    permits: list[str] = field(default_factory=list)
    inspections: list[str] = field(default_factory=list)


def same_place(asking: Asking, period: Period) -> Section:
    """A row for each address and property, most documents first."""
    permits, inspections = (Narrowing(period, {"kind": kinds}) for kinds in (PERMITS, INSPECTIONS))
    here = asking.answer(permits, tuple(_TYPES)).facets
    only = {type: frozenset(id for id, _ in counts.values) for type, counts in here.items()}
    both = asking.answer(inspections, tuple(_TYPES), only=only).facets
    rows, cuts, most = list[Row](), set[str](), asking.limits.situation_rows
    for type, counts in both.items():
        ids = [id for id, _ in counts.values]
        if len(ids) > asking.limits.situation_places:
            cuts.add("most_named")
        rows += _shared(asking, period, type, ids[: asking.limits.situation_places], cuts) if ids else []
    rows.sort(key=lambda row: (-sum(each.count for each in row.numbers if each), swedish.sort_key(row.label)))
    cut = max(cuts, default="")
    table = Table("same_place", ("permits", "inspections"), tuple(rows[:most]), len(rows[most:]), cut)
    return Section("same_place", (table,))


def _shared(asking: Asking, period: Period, type: str, ids: Sequence[str], cuts: set[str]) -> list[Row]:
    """The places of one type, of these, that documents of both sorts say they are about."""
    places = _places(asking, type, ids)
    chosen = {} if type in asking.question.include else {type: tuple(ids)}  # which are told, the fields decide
    for kinds in (PERMITS, INSPECTIONS):
        whole = Narrowing(period, {"kind": kinds, **chosen})
        total, found = asking.newest(whole, asking.limits.situation_documents)
        if total > len(found):
            cuts.add("newest")
        _sort(asking, type, found, places, permits=kinds is PERMITS)
    return [_row(each, period) for each in places.values() if each.permits and each.inspections]


def _places(asking: Asking, type: str, ids: Iterable[str]) -> dict[_Key, _Place]:
    """Each place once, by its fullest name: an address without a town is that with one, where only one is called so."""
    known = sorted(named(asking.viewer, asking.store, ids).values(), key=lambda each: (-len(each.label), each.label))
    found, streets = dict[_Key, _Place](), set[str]()
    for each in known:
        street, town = _key(each.label)
        if town or street not in streets:
            found.setdefault((street, town), _Place(type, each))
            streets.add(street)
    return found


def _key(name: str) -> _Key:
    return name.partition(",")[0].strip().casefold(), town_of(name).casefold()


def _sort(asking: Asking, type: str, ids: list[str], places: Mapping[_Key, _Place], *, permits: bool) -> None:
    """Put each document under the places that its fields say it is about."""
    by_street = defaultdict[str, list[_Key]](list)
    for key in places:
        by_street[key[0]].append(key)
    told = asking.store.documents.fields_of(asking.viewer, ids)
    for id in ids:
        for key in dict.fromkeys(_about(told.get(id, ()), type, by_street)):
            (places[key].permits if permits else places[key].inspections).append(id)


def _about(fields: Iterable[Field], type: str, by_street: Mapping[str, list[_Key]]) -> Iterable[_Key]:
    for each in fields:
        if each.name == _TYPES[type]:
            street, town = _key(each.value)
            keys = by_street.get(street, [])
            yield from (key for key in keys if town == key[1] or not key[1] or (not town and len(keys) == 1))


def _row(place: _Place, period: Period) -> Row:
    ways = ((place.permits, PERMITS), (place.inspections, INSPECTIONS))
    numbers = tuple(Number(len(some), Narrowing(period, {"kind": kinds}, among=tuple(some))) for some, kinds in ways)
    return Row(place.named.label, numbers, place.type, place.named.entity.id, note=place.named.note)
