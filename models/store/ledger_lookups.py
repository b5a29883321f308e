"""Who did what with something: the ledger's records that are about it, the newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, literal, select

from models.access import Viewer
from models.audit import Record
from models.store.database import Database
from models.store.ledger import Ledger
from models.store.ledger_scopes import OWNERS, scopes, seen
from models.store.schema import ledger, ledger_about

_AT_ONCE: Final = 500
"""Values in one IN: SQLite's planner looks each up in the index."""


@dataclass(frozen=True, slots=True)
class Found:
    """``total`` events, of which ``records`` are the newest; ``actors`` did them all, with how many each."""

    total: int
    records: tuple[Record, ...]
    actors: tuple[tuple[str, int], ...]


class LedgerLookups:
    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def about(self, viewer: Viewer, targets: Collection[str], forms: Collection[str], limit: int) -> Found:
        """Events with one of the targets (ids), or about one of the forms (:mod:`models.sought`), of which the viewer
        may read all owners' papers."""
        with self._database.read() as connection:
            known = scopes(connection, viewer)
            terms = _parts(self._ledger.keys.terms(connection, forms, only=known), max(len(forms), 1))
            actors = Counter[str]()
            for row in _counted(connection, targets):
                if seen(viewer, known, row.key, row.owners) is not None:
                    actors[row.actor] += row.times
            for row in _searchers(connection, terms):
                actors[row.actor] += row.times
            newest = sorted(_newest(connection, targets, terms, known, limit), reverse=True)[:limit]
        records = self._ledger.found(
            select(ledger).where(ledger.c.sequence.in_(newest)).order_by(ledger.c.sequence.desc())
        )
        told = [record for record in records if viewer.own.issuperset(record.event.owners)]
        by_times = sorted(actors.items(), key=lambda one: (-one[1], one[0]))
        return Found(actors.total(), tuple(told), tuple(by_times))


def _counted(connection: Connection, targets: Iterable[str]) -> Iterator[Row[Any]]:
    """How often each actor opened the targets, under each key: answered from the index, apart from what has no key."""
    for some in _parts(sorted(set(targets))):
        wanted, times = ledger.c.target.in_(some), func.count().label("times")
        by_key = select(ledger.c.actor, ledger.c.key, literal("").label("owners"), times).where(ledger.c.key != "")
        yield from connection.execute(by_key.where(wanted).group_by(ledger.c.actor, ledger.c.key))
        first = select(ledger.c.actor, ledger.c.key, OWNERS, times).where(ledger.c.key == "")
        yield from connection.execute(first.where(wanted).group_by(ledger.c.actor, ledger.c.key, OWNERS))


def _searchers(connection: Connection, parts: Iterable[Sequence[str]]) -> Iterator[Row[Any]]:
    """How many events of each actor are about the terms. A term has one key: the wall is in which terms are asked."""
    times = func.count(ledger_about.c.sequence.distinct()).label("times")
    for some in parts:
        query = select(ledger_about.c.actor, times).where(ledger_about.c.term.in_(some))
        yield from connection.execute(query.group_by(ledger_about.c.actor))


def _newest(
    connection: Connection,
    targets: Iterable[str],
    parts: Iterable[Sequence[str]],
    known: Collection[str],
    limit: int,
) -> set[int]:
    """The numbers of the newest events, more than wanted."""
    readable = [*known, ""]
    queries: list[Select[Any]] = []
    for some in _parts(sorted(set(targets))):
        queries.append(select(ledger.c.sequence).where(ledger.c.target.in_(some), ledger.c.key.in_(readable)))
    for some in parts:
        queries.append(select(ledger_about.c.sequence).where(ledger_about.c.term.in_(some)))
    found: set[int] = set()
    for query in queries:
        found.update(connection.execute(query.order_by(query.selected_columns[0].desc()).limit(limit)).scalars())
    return found


def _parts(values: Sequence[str], together: int = 1) -> list[Sequence[str]]:
    """The values, some at a time; those that stand ``together`` are never parted."""
    step = max(_AT_ONCE // together, 1) * together
    return [values[start : start + step] for start in range(0, len(values), step)]
