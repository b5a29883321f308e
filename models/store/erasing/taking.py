"""One group of documents taken out of reading and of the register, in one transaction with their items of the order: it
has come about or it has not. What else is kept of them is remembered there, and cleared afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, select, update

from models import swedish
from models.erasure import Ground, GroundKind, Hindrance, ItemState
from models.errors import DocumentBusyError
from models.store.claims import is_void
from models.store.database import Database, insert_many
from models.store.dues import kept_by_rule
from models.store.erased_counts import rounded, tally
from models.store.erasing.leftovers import Sort, keep
from models.store.erasing.purging import purge
from models.store.erasing.reaching import contained, together, tried, watched
from models.store.erasing.returning import mark_of
from models.store.holds import held
from models.store.lookups import parts
from models.store.schema import documents, erasure_items
from models.store.settling import alone
from models.store.shared_documents import being_read
from models.store.withholding import share_source

_ITEM: Final = erasure_items.c


def take(
    database: Database,
    key: bytes,
    order: str,
    owner: str,
    ground: Ground,
    unit: str,
    *,
    again: datetime | None = None,
) -> bool:
    """Whether the documents of the unit are out of the register; where not, their items say what hindered it.

    What came to lie in them since the order was given goes with them. ``again``: when they were erased before, and
    came back with a backup; nothing hinders it. Raises :class:`DocumentBusyError` where one of them is being read: its
    reader would write it anew.
    """
    with database.write() as connection:
        alone(connection, owner)
        mine = and_(_ITEM.order == order, _ITEM.unit == unit, _ITEM.state == ItemState.WAITING.value)
        wanted = connection.execute(select(_ITEM.document).where(mine)).scalars().all()
        if not wanted:
            return True  # another was first
        there = _held_still(connection, sorted(wanted))
        _settle(connection, order, key, set(wanted) - there, Hindrance.GONE)
        above = together(connection, there)
        ids = sorted(above)
        _held_still(connection, ids)
        insert_many(connection, erasure_items, waiting_items(key, order, ids, unit))
        hindrance = None if again else _hindered(connection, owner, ground, above)
        if hindrance is not None:
            _settle(connection, order, key, ids, hindrance)
            return False
        if ids:
            _count(connection, key, owner, ground, ids, again or swedish.now())
            left = purge(connection, key, owner, ids)
            keep(connection, key, order, Sort.FILE, left.files)
            keep(connection, key, order, Sort.WORD, left.words)
            _settle(connection, order, key, ids)
    return bool(ids)


def waiting_items(key: bytes, order: str, ids: Sequence[str], unit: str = "") -> list[dict[str, str]]:
    """Items of the order, not begun, for documents that go together; ``unit`` where they come to others."""
    marks = {mark_of(key, id): id for id in ids}
    same = {"order": order, "unit": unit or min(marks, default=""), "state": ItemState.WAITING.value}
    return [{**same, "mark": mark, "document": id} for mark, id in sorted(marks.items())]


def _hindered(connection: Connection, owner: str, ground: Ground, above: dict[str, set[str]]) -> Hindrance | None:
    """What keeps them now, whatever it was when the order was given."""
    if held(connection, owner, sorted(above)):
        return Hindrance.HELD
    if contained(above):
        return Hindrance.CONTAINED
    if tried(connection, above):
        return Hindrance.TRIED
    if ground.kind is GroundKind.RULE and kept_by_rule(connection, owner, above, swedish.today()):
        return Hindrance.NOT_DUE
    return Hindrance.WATCHED if watched(connection, owner, above) else None


def _count(connection: Connection, key: bytes, owner: str, ground: Ground, ids: Sequence[str], at: datetime) -> None:
    """For the yearly report: in the transaction in which they go, since afterwards nobody knows what they were."""
    for some in parts(ids):
        for row in connection.execute(select(documents).where(documents.c.id.in_(some))).all():
            said = {"source": row.source, "kind": row.kind, "day": row.date}
            tally(connection, owner, ground, **said, size=rounded(row.size, mark_of(key, row.id)), at=at)


def _held_still(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those that are there, with nobody else at work on them until the transaction ends."""
    now, found = swedish.now(), set[str]()
    for some in parts(ids):
        for id in some:
            share_source(connection, id)
        rows = connection.execute(select(documents).where(documents.c.id.in_(some)).with_for_update()).all()
        if any(not is_void(row.worker, row.lease_until, now) for row in rows) or being_read(connection, some, now):
            raise DocumentBusyError("En av handlingarna läses just nu")
        found |= {row.id for row in rows}
    return found


def _settle(connection: Connection, order: str, key: bytes, ids: Iterable[str], why: Hindrance | None = None) -> None:
    """The items are taken, or hindered by this. The id of what is gone goes too: another order may have erased it."""
    marks = [mark_of(key, id) for id in sorted(ids)]
    state = ItemState.HINDERED if why else ItemState.TAKEN
    said: dict[str, Any] = {"state": state.value, "hindrance": why.value if why else "", "at": swedish.now()}
    said |= {"document": ""} if why is Hindrance.GONE else {}
    for some in parts(marks):
        mine = and_(_ITEM.order == order, _ITEM.mark.in_(some))
        connection.execute(update(erasure_items).where(mine).values(**said))
