"""The filter as clauses: the wall and the dates for everything, the choices apart, since a facet lifts its own."""

from __future__ import annotations

from collections.abc import Mapping

from search.index import Filter
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
    """The choices in facets, those of the type ``lifted`` set aside."""
    return {"bool": {"filter": _terms(filter.include, lifted), "must_not": _terms(filter.exclude, lifted)}}


def _terms(chosen: Mapping[str, tuple[str, ...]], lifted: str) -> list[Clause]:
    return [{"terms": {field_of(kind): list(ids)}} for kind, ids in chosen.items() if kind != lifted]


def field_of(kind: str) -> str:
    """The field of a facet type. Types that the mapping does not know have no documents."""
    return FACET_FIELDS.get(kind, f"facets.{kind}")
