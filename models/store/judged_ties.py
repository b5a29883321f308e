"""What judgements do to the ties of references: keys that they add or take away, marks that keep apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, select

from models.joining import APART, Node, Tie
from models.reference import FORM, JUDGED, LOOKUP, NUMBER
from models.store.database import insert_many
from models.store.schema_references import judged_keys

TIE, BLOCK, MARK, CALLED = "tie", "block", "mark", "called"
KIND: Final = "judged"
"""The kind of a key that a judgement gave."""
_SOME: Final = 400


@dataclass(frozen=True, slots=True)
class Judged:
    """By reference, the rows of ``judged_keys``."""

    rows: Mapping[str, Sequence[Row[Any]]]

    def applied(self, node: Node) -> Node:
        """The reference as people judged it."""
        if node.id not in self.rows:
            return node
        said = self.rows[node.id]
        blocked = {row.key for row in said if row.effect == BLOCK}
        apart = {f"{APART}{row.judgement}": row.key for row in said if row.effect == MARK}
        ties = [tie for tie in node.ties if tie.text not in blocked]
        ties += [Tie(row.key, KIND, JUDGED) for row in said if row.effect == TIE and row.key not in blocked]
        ties += [Tie(row.key, KIND, NUMBER) for row in said if row.effect == CALLED and row.key not in blocked]
        ties += [Tie(key, KIND, LOOKUP) for key in apart.values()]
        ties += [Tie(row.key, FORM, LOOKUP) for row in said if row.effect == FORM]
        return replace(node, ties=tuple(ties), marks={**node.marks, **apart})


def judged_of(connection: Connection, references: Sequence[str]) -> Judged:
    """What was judged of these references."""
    found: dict[str, list[Row[Any]]] = {}
    for begin in range(0, len(references), _SOME):
        some = references[begin : begin + _SOME]
        for row in connection.execute(select(judged_keys).where(judged_keys.c.reference.in_(some))):
            found.setdefault(row.reference, []).append(row)
    return Judged(found)


def judge(connection: Connection, judgement: str, effect: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Keep what a judgement does to references, as pairs of reference and key."""
    rows = [{"judgement": judgement, "reference": reference, "effect": effect, "key": key} for reference, key in pairs]
    insert_many(connection, judged_keys, rows)


def forget(connection: Connection, judgement: str) -> list[Row[Any]]:
    """Take back all that a judgement did; returns the rows."""
    mine = judged_keys.c.judgement == judgement
    return list(connection.execute(delete(judged_keys).where(mine).returning(*judged_keys.columns)).all())


def move(connection: Connection, old: str, new: str) -> None:
    """Give what was judged of a reference that is gone to the one that is in its place."""
    rows = connection.execute(delete(judged_keys).where(judged_keys.c.reference == old).returning(*judged_keys.columns))
    insert_many(connection, judged_keys, [{**row._mapping, "reference": new} for row in rows.all()])
