"""What choices in facets and their counts mean, in plain Python: the facets' part of ``brute_force.py``."""

from __future__ import annotations

from collections import Counter

from search.index import MISSING, Counting, FacetCounts, Filter, IndexQuery, IndexUnit


def chosen(filter: Filter, unit: IndexUnit, lifted: str) -> bool:
    """Whether the document is one that was chosen. Of a lifted type only what must all be there is heeded."""

    def has(kind: str, id: str) -> bool:
        values = unit.facets.get(kind, ())
        return not values if id == MISSING else id in values

    for kind, ids in filter.include.items():
        if kind in filter.all_of and not all(has(kind, id) for id in ids):
            return False
        if kind not in filter.all_of and kind != lifted and not any(has(kind, id) for id in ids):
            return False
    return not any(has(kind, id) for kind, ids in filter.exclude.items() if kind != lifted for id in ids)


def counted(query: IndexQuery, seen: list[IndexUnit], kind: str) -> FacetCounts:
    """The counts of these documents in one type."""
    limit, way = query.limit_of(kind), query.counting.get(kind, Counting())
    if limit == 0:
        return FacetCounts(())
    found = Counter(value for unit in seen for value in unit.facets.get(kind, ()))
    kept = {v: n for v, n in found.items() if n >= way.least and (way.only is None or v in way.only)}
    ordered = tuple(sorted(kept.items(), key=lambda item: (-item[1], item[0])))
    missing = sum(not unit.facets.get(kind) for unit in seen)
    return FacetCounts(ordered[:limit], missing=missing, more=len(ordered[limit:]) if limit is not None else 0)
