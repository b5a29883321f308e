"""The filter as clauses: the wall and the dates for everything, the choices apart, since a facet lifts its own."""

from __future__ import annotations

from collections.abc import Sequence

from search.index import MISSING, Filter
from search.opensearch.clauses import Clause
from search.opensearch.mappings import FACET_FIELDS


def always(filter: Filter) -> list[Clause]:
    """What holds for hits and facets alike. The owners are named here although only their indices are asked."""
    clauses: list[Clause] = [{"terms": {"owner": sorted(filter.owners)}}]
    span = {
        operator: day.isoformat() for operator, day in (("gte", filter.since), ("lte", filter.until)) if day is not None
    }
    return [*clauses, {"range": {"date": span}}] if span else clauses


def choices(filter: Filter, lifted: str = "") -> Clause:
    """The choices in facets, those of the type ``lifted`` set aside: those of which all are wanted are not."""
    wanted: list[Clause] = []
    for kind, ids in filter.include.items():
        if kind in filter.all_of:
            wanted += [_having(kind, (id,)) for id in ids]
        elif kind != lifted:
            wanted.append(_having(kind, ids))
    unwanted = [_having(kind, ids) for kind, ids in filter.exclude.items() if kind != lifted]
    return {"bool": {"filter": wanted, "must_not": unwanted}}


def _having(kind: str, ids: Sequence[str]) -> Clause:
    """The documents with any of these values of the type."""
    having: Clause = {"terms": {field_of(kind): [id for id in ids if id != MISSING]}}
    if MISSING not in ids:
        return having
    lacking: Clause = {"bool": {"must_not": [{"exists": {"field": field_of(kind)}}]}}
    return {"bool": {"should": [having, lacking], "minimum_should_match": 1}}


def field_of(kind: str) -> str:
    """The field of a facet type. Types that the mapping does not know have no documents."""
    return FACET_FIELDS.get(kind, f"facets.{kind}")
