"""Nothing that a search tells of facets is changed by papers that the viewer may not read: not a count, not a number of
values left, not a document without a value, not what stands out. And no mask is seen through by looking for a value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from models.access import Purpose, Viewer
from models.mention import Label
from models.store.store import Store
from search.facet_order import FacetOrder
from search.index import MISSING, Index
from search.request import SearchRequest
from search.result import SearchResult
from search.service import search
from tests.search.archive import HEALTH, NUMBER, REPORT, Paper, put

OWN: Final = Viewer("inspektör", frozenset({HEALTH}))
TYPES: Final = ("PERSON", "ORG", "VEHICLE", "year", "month", "kind", "source", "owner", "role", "outcome", "quality")
ASKED: Final[list[dict[str, Any]]] = [
    {},
    {"query": "brand", "standing_out": 10},
    {"facet_limit": 1},
    {"facet_order": dict.fromkeys(TYPES, FacetOrder.NAME), "facet_limit": 1},
    {"facet_find": {"PERSON": "a", "ORG": "hemlig"}},
    {"include": {"PERSON": (MISSING,)}},
    {"exclude": {"year": (MISSING,)}, "standing_out": 10},
    {"include": {"VEHICLE": (MISSING,), "owner": ("polisen",)}},
    {"include": {"PERSON": ("Anna Ek", "Hemlig Spanare")}, "all_of": frozenset({"PERSON"})},
]


def named(number: int, source: str, dated: date | None, *people: str) -> Paper:
    names = [(Label.PERSON, name, name) for name in people]
    return Paper(f"{source}-{number}.txt", source, [" ".join(("brand", *people))], dated, names=names)


def asked(store: Store, index: Index, request: SearchRequest) -> SearchResult:
    return replace(search(OWN, Purpose("prov", "P-1"), request, store=store, index=index), milliseconds=0.0)


@pytest.mark.parametrize("others", ASKED, ids=lambda others: "-".join(others) or "everything")
def test_papers_beyond_the_wall_change_no_facet(store: Store, index: Index, others: dict[str, Any]) -> None:
    for number in range(4):
        put(store, index, named(number, "tillsyn", date(2024, 1 + number, 1), "Anna Ek"))
    put(store, index, named(9, "tillsyn", None, "Bo Ås"))
    put(store, index, Paper("frys.txt", "tillsyn", ["frys"], date(2020, 1, 1)))
    request = SearchRequest(facets=TYPES, **others)
    before = asked(store, index, request)
    for number in range(4):
        put(store, index, named(number, "promemorior", date(1999, 1, 1), "Anna Ek", "Hemlig Spanare"))
        put(store, index, named(number + 4, "promemorior", None))
    after = asked(store, index, request)
    assert after.total == before.total
    assert after.facets == before.facets
    assert after.standing_out == before.standing_out
    assert "Hemlig" not in str(after.facets)


@pytest.mark.parametrize("hidden", [NUMBER[-4:], NUMBER, "0312-2391", "2391"])
def test_looking_for_a_value_sees_through_no_mask(store: Store, index: Index, hidden: str) -> None:
    put(store, index, REPORT)
    found = asked(store, index, SearchRequest(facet_find={"PERSONNUMMER": hidden})).facets["PERSONNUMMER"]
    assert (found.values, found.more) == ((), 0)
    seen = asked(store, index, SearchRequest(facet_find={"PERSONNUMMER": "850312"})).facets["PERSONNUMMER"]
    assert [value.label for value in seen.values] == ["850312-XXXX"]
