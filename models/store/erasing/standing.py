"""Orders and tombstones as values; which orders are not ended, and which of them a worker is asked to go on with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import MAXYEAR, UTC, datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, and_, false, func, select

from models import swedish
from models.erasure import ErasureItem, ErasureOrder, Ground, GroundKind, Hindrance, ItemState, OrderState, Tombstone
from models.job import JobKind
from models.store.jobs import asked_still
from models.store.rows import aware
from models.store.schema import erasure_items, erasure_orders
from models.store.sealing import seal, unseal

REASON: Final = "erasure"
"""What the reason of an order is sealed as."""
_GOING: Final = (OrderState.ORDERED.value, OrderState.GOING.value)


def sealed_reason(key: bytes, id: str, reason: str) -> str:
    return seal(key, REASON, id, reason) if reason else ""


def order_of(connection: Connection, key: bytes, row: Row[Any]) -> ErasureOrder:
    mine = erasure_items.c.order == row.id
    told = select(erasure_items.c.state, erasure_items.c.hindrance, func.count().label("times")).where(mine)
    rows = connection.execute(told.group_by(erasure_items.c.state, erasure_items.c.hindrance)).all()
    counts, hindered = Counter[ItemState](), Counter[Hindrance]()
    for each in rows:
        counts[ItemState(each.state)] += each.times
        if each.hindrance:
            hindered[Hindrance(each.hindrance)] += each.times
    reason = unseal(key, REASON, row.id, row.reason) if row.reason else ""
    ground = Ground(GroundKind(row.kind), row.provision, row.rule, reason)
    ended = aware(row.finished) if row.finished else None
    said = (row.id, row.owner, ground, row.case, row.by, aware(row.at), OrderState(row.state), ended)
    return ErasureOrder(*said, dict(counts), dict(hindered))


def item_of(row: Row[Any]) -> ErasureItem:
    why = Hindrance(row.hindrance) if row.hindrance else None
    return ErasureItem(row.mark, row.document, ItemState(row.state), why, aware(row.at) if row.at else None)


def tombstone_of(row: Row[Any]) -> Tombstone:
    said = (row.mark, row.owner, row.order, GroundKind(row.kind), row.provision, row.rule, aware(row.at))
    return Tombstone(*said, aware(row.returned) if row.returned else None)


def in_year(moment: Column[datetime], year: int) -> ColumnElement[bool]:
    """The condition that it was in that year by Swedish time."""
    if not 1 < year < MAXYEAR:
        return false()
    begin, end = (datetime(each, 1, 1, tzinfo=swedish.STOCKHOLM).astimezone(UTC) for each in (year, year + 1))
    return and_(moment >= begin, moment < end)


def unfinished(owners: Collection[str]) -> Select[str]:
    """A query for the orders of these owners that are not ended, the oldest first."""
    mine = and_(erasure_orders.c.owner.in_(owners), erasure_orders.c.state.in_(_GOING))
    return select(erasure_orders.c.id).where(mine).order_by(erasure_orders.c.at)


def asked_for(connection: Connection) -> set[str]:
    """The orders that a worker is asked to go on with."""
    return {each["order"] for each in asked_still(connection, JobKind.ERASE)}
