"""What stands out against the period before: entities named in more of the documents than chance would have it.

The measure is that of :mod:`search.standing_out`, with the period before as the background. It chooses who is told, and
is not told itself: they stand by how many documents more there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from search.index import IndexAnswer
from search.situation.asking import Asking
from search.situation.naming import named
from search.situation.period import Period
from search.situation.picture import Narrowing, Number, Row, Section, Table
from search.standing_out import LEAST, SURE, TYPES
from search.surprise import g2

_ROWS: Final = 20
_Counted = tuple[str, str, int, int]
"""Type, id, documents now and before."""


def standing(asking: Asking, period: Period) -> Section:
    """One table; where nothing came before there is nothing to hold it against."""
    if period.before is None or not (total := asking.answer(Narrowing(period.before)).total):
        return Section("standing", (Table("standing", (), (), cut="nothing_before"),))
    now = asking.answer(Narrowing(period), TYPES, least=LEAST)
    only = {type: frozenset(id for id, _ in counts.values) for type, counts in now.facets.items()}
    wanted = tuple(type for type, ids in only.items() if ids)
    before = asking.answer(Narrowing(period.before), wanted, only=only)
    found = sorted(_more(asking, now, before, total), key=lambda each: (each[3] - each[2], each[1]))
    near = found[: 2 * _ROWS]
    known = named(asking.viewer, asking.store, [id for _, id, _, _ in near])
    rows = [
        Row(
            known[id].label,
            (
                Number(here, Narrowing(period, {type: (id,)})),
                Number(earlier, Narrowing(period.before, {type: (id,)})),
            ),
            *(type, id),
            note=known[id].note,
        )
        for type, id, here, earlier in near
        if id in known
    ]
    left = len(found) - len(near) + len(rows[_ROWS:])  # what may not be known now is not counted either
    return Section("standing", (Table("standing", ("now", "before"), tuple(rows[:_ROWS]), left),))


def _more(asking: Asking, now: IndexAnswer, before: IndexAnswer, total: int) -> Iterator[_Counted]:
    """Those named in more of the documents than before, so much that chance is no likely reason."""
    for type, counts in now.facets.items():
        earlier = dict(before.facets[type].values) if type in before.facets else {}
        for id, here in counts.values:
            then = earlier.get(id, 0)
            surprise = g2(here, now.total, here + then, now.total + total)
            chosen = id in asking.question.include.get(type, ())
            if surprise >= SURE and here * total > then * now.total and not chosen and asking.can_choose(type, id):
                yield type, id, here, then
