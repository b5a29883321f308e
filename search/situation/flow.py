"""What came in: documents by source and kind, step by step and against the period before, by their own dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from search.index import FacetCounts
from search.situation.asking import Asking
from search.situation.period import Period
from search.situation.picture import Narrowing, Number, Row, Section, Table

SOURCES: Final = 12
"""Rows, each with a question of its own; of kinds there are thirteen in all."""
_KINDS: Final = 6  # told under each source


@dataclass(frozen=True, slots=True)
class Flow:
    """``sources`` by falling number of documents in the period: names and counts, all of them."""

    section: Section
    sources: tuple[tuple[str, int], ...]


def flow(asking: Asking, period: Period) -> Flow:
    """Two tables: sources with their kinds, and kinds."""
    now = asking.answer(Narrowing(period), ("source", "kind")).facets
    before = asking.answer(Narrowing(period.before), ("source", "kind")).facets if period.before else {}
    tables = [_table(asking, period, kind, _joined(now[kind], before.get(kind))) for kind in ("source", "kind")]
    return Flow(Section("flow", tuple(tables)), now["source"].values)


def _joined(now: FacetCounts, before: FacetCounts | None) -> dict[str, tuple[int, int]]:
    """Documents of each value now and before; also of one that has fallen silent."""
    then = dict(before.values) if before else {}
    found = {id: (count, then.get(id, 0)) for id, count in now.values}
    return found | {id: (0, count) for id, count in then.items() if id not in found}


def _table(asking: Asking, period: Period, type: str, counts: Mapping[str, tuple[int, int]]) -> Table:
    shown = sorted(counts.items(), key=lambda each: (-each[1][0], -each[1][1], each[0]))
    rows = list[Row]()
    for id, (now, before) in shown[:SOURCES] if type == "source" else shown:
        rows += _rows(asking, period, type, id, now, before)
    columns: tuple[str | Period, ...] = ("now", *(["before"] if period.before else []), *period.steps)
    return Table(f"by_{type}", columns, tuple(rows), left=max(0, len(shown) - SOURCES) if type == "source" else 0)


def _rows(asking: Asking, period: Period, type: str, id: str, now: int, before: int) -> list[Row]:
    """The row of a source or kind, and those of a source's kinds below it."""
    chosen = {type: (id,)}
    numbers = [Number(now, Narrowing(period, chosen))]
    numbers += [Number(before, Narrowing(period.before, chosen))] if period.before else []
    found = asking.answer(Narrowing(period, chosen), ("month", "kind")).facets
    by_month = found["month"].values
    for step in period.steps:
        first, last = step.since.isoformat()[:7], step.until.isoformat()[:7]
        months = (count for month, count in by_month if first <= month <= last)
        numbers.append(Number(sum(months), Narrowing(step, chosen)))
    rows = [Row(id, tuple(numbers), type, id)]
    if type == "source":
        blank = (None,) * (len(numbers) - 1)
        for kind, count in found["kind"].values[:_KINDS]:
            both = Narrowing(period, {**chosen, "kind": (kind,)})
            rows.append(Row(kind, (Number(count, both), *blank), "kind", kind, level=1))
    return rows
