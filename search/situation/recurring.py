"""Who and what occurs in several sources: exactly those, in order of sources, then documents, then name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from models import swedish
from search.sensitive import PERSONAL
from search.situation.asking import Asking
from search.situation.naming import named
from search.situation.picture import Narrowing, Number, Row, Section, Table
from search.situation.scope import Scope

_ROWS: Final = 30  # of each label
_NAMED: Final = 1_000  # of those equal at the end of the rows, whose names put them in order


def recurring(asking: Asking, scope: Scope, sources: Sequence[tuple[str, int]], *, sensitive: bool) -> Section:
    """A table for each label. ``sensitive``: the words may select nobody, and labels that lead to people are left
    out."""
    most = asking.limits.situation_sources
    labels = tuple(label for label in scope.labels if not (sensitive and label in PERSONAL))
    here = Narrowing(scope.period)
    total = asking.answer(here, labels, least=scope.least).facets if labels else {}
    only = {label: frozenset(id for id, _ in counts.values) for label, counts in total.items()}
    wanted = tuple(label for label, ids in only.items() if ids)
    spread = defaultdict[str, dict[str, int]](dict)  # by entity, documents of each source
    for source, _ in sources[:most] if wanted else ():
        found = asking.answer(Narrowing(scope.period, {"source": (source,)}), wanted, only=only).facets
        for counts in found.values():
            for id, count in counts.values:
                spread[id][source] = count
    cut = "many_sources" if len(sources) > most else ""
    tables = [_table(asking, scope, label, dict(total[label].values), spread, cut) for label in labels]
    return Section("recurring", tuple(tables), withheld=sensitive and not labels)


def _table(
    asking: Asking,
    scope: Scope,
    label: str,
    documents: Mapping[str, int],
    spread: Mapping[str, Mapping[str, int]],
    cut: str,
) -> Table:
    def order(id: str) -> tuple[int, int]:
        return -len(spread[id]), -documents[id]

    found = [id for id in documents if len(spread.get(id, ())) >= scope.least and asking.can_choose(label, id)]
    found.sort(key=lambda each: (*order(each), each))
    last = order(found[_ROWS - 1]) if len(found) > _ROWS else None
    near = [id for id in found if last is None or order(id) <= last][:_NAMED]
    known = named(asking.viewer, asking.store, near)
    shown = sorted(known, key=lambda each: (*order(each), swedish.sort_key(known[each].label), each))[:_ROWS]
    rows = []
    for id in shown:
        here = {label: (id,)}
        parts = sorted(spread[id].items(), key=lambda each: (-each[1], swedish.sort_key(each[0])))
        numbers = (Number(documents[id], Narrowing(scope.period, here)),)
        each = tuple((name, Number(n, Narrowing(scope.period, {**here, "source": (name,)}))) for name, n in parts)
        rows.append(Row(known[id].label, numbers, label, id, parts=each, note=known[id].note))
    unknown = len(near) - len(known)  # what may not be known now is not counted either
    return Table(label, ("documents",), tuple(rows), left=len(found) - unknown - len(rows), cut=cut)
