"""The steps of carrying out an order, as the register keeps them: :mod:`ingest.erasing` goes through them.

Whatever ends it on the way, the next that takes the order goes on: what waits is whole, what is taken is out of the
register, with what is still to be cleared remembered; the tombstone is written last.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from models import swedish
from models.erasure import Ground, GroundKind, Hindrance, ItemState, OrderState
from models.errors import AccessDeniedError
from models.store.database import Database
from models.store.erasing.compacting import compact, touched
from models.store.erasing.fates import going
from models.store.erasing.leftovers import Sort, forget, kept
from models.store.erasing.purging import sweep
from models.store.erasing.sealed import Sealed
from models.store.erasing.stones import BY
from models.store.erasing.taking import take
from models.store.ledger_keys import LedgerKeys
from models.store.lookups import parts
from models.store.rows import aware
from models.store.schema import documents, erasure_items, erasure_leftovers, erasure_orders, tombstones

_ITEM: Final = erasure_items.c


class Order(NamedTuple):
    """What whoever carries it out needs to know. ``by`` is who gave it; ``begun``: somebody was at it before;
    ``erased``: when what came back with a backup was erased before, or None."""

    id: str
    owner: str
    ground: Ground
    case: str
    by: str
    begun: bool = False
    erased: datetime | None = None


class Taken(NamedTuple):
    """A document that is out of the register and has no tombstone yet."""

    mark: str
    document: str


class ErasureWork:
    def __init__(self, database: Database, key: bytes, keys: LedgerKeys) -> None:
        self._database, self._key = database, key
        self.sealed = Sealed(database, key, keys)

    def begin(self, id: str) -> Order:
        """The order, which goes on from now. Raises :class:`AccessDeniedError` where there is none."""
        with self._database.write() as connection:
            mine = erasure_orders.c.id == id
            row = connection.execute(select(erasure_orders).where(mine)).one_or_none()
            if row is None:
                raise AccessDeniedError("Gallringsbeslutet finns inte")
            if row.state == OrderState.ORDERED.value:
                connection.execute(update(erasure_orders).where(mine).values(state=OrderState.GOING.value))
        ground, begun = Ground(GroundKind(row.kind), row.provision, row.rule), row.state == OrderState.GOING.value
        return Order(id, row.owner, ground, row.case, row.by, begun, aware(row.at) if row.by == BY else None)

    def waiting(self, id: str) -> list[tuple[str, list[str]]]:
        """What is whole still: units, each with the marks of its documents."""
        mine = and_(_ITEM.order == id, _ITEM.state == ItemState.WAITING.value)
        found: dict[str, list[str]] = {}
        with self._database.read() as connection:
            for row in connection.execute(select(_ITEM.unit, _ITEM.mark).where(mine).order_by(_ITEM.unit, _ITEM.mark)):
                found.setdefault(row.unit, []).append(row.mark)
        return list(found.items())

    def take(self, order: Order, unit: str) -> bool:
        """As :func:`models.store.erasing.taking.take`."""
        return take(self._database, self._key, order.id, order.owner, order.ground, unit, again=order.erased)

    def taken(self, id: str) -> list[Taken]:
        mine = and_(_ITEM.order == id, _ITEM.state == ItemState.TAKEN.value)
        with self._database.read() as connection:
            return [Taken(*row) for row in connection.execute(select(_ITEM.mark, _ITEM.document).where(mine))]

    def left(self, id: str, sort: Sort) -> list[str]:
        """What is still to be cleared of the documents that are taken."""
        with self._database.read() as connection:
            return kept(connection, self._key, id, sort)

    def sweep(self, taken: Sequence[Taken]) -> None:
        """As :func:`models.store.erasing.purging.sweep`, but for what somebody has handed in since: what is said of
        that stands."""
        for some in parts(sorted({each.document for each in taken})):
            with self._database.write() as connection:
                sweep(connection, sorted({*some} - _there(connection, taken)))

    def handed_in_again(self, taken: Sequence[Taken]) -> set[str]:
        """Those that are there: they left the register whole, so that somebody has handed them in since."""
        with self._database.read() as connection:
            return _there(connection, taken)

    def remains(self, ids: Iterable[str]) -> bool:
        """Whether something of these documents stands in the register. Then something is wrong."""
        with self._database.read() as connection:
            for some in parts(sorted(ids)):
                for table, columns in going():
                    here = or_(*(column.in_(some) for column in columns))
                    if connection.execute(select(table).where(here).limit(1)).first() is not None:
                        return True
        return False

    def entomb(self, order: Order, taken: Sequence[Taken]) -> None:
        """Leave a tombstone for each, and nothing else of them."""
        now = swedish.now()
        said = {"owner": order.owner, "order": order.id, "kind": order.ground.kind.value, "at": order.erased or now}
        said |= {"provision": order.ground.provision, "rule": order.ground.rule}
        with self._database.write() as connection:
            back = _there(connection, taken)
            again = {each.mark for each in taken if each.document in back}
            for some in parts([each.mark for each in taken]):
                mine = and_(_ITEM.order == order.id, _ITEM.mark.in_(some), _ITEM.state == ItemState.TAKEN.value)
                erased = {"state": ItemState.ERASED.value, "document": "", "at": now}
                change = update(erasure_items).where(mine).values(**erased).returning(_ITEM.mark)
                now_erased = connection.execute(change).scalars().all()  # none where another was first
                rows = [
                    {**said, "id": secrets.token_hex(16), "mark": mark, "returned": now if mark in again else None}
                    for mark in now_erased
                ]
                if rows:
                    connection.execute(insert(tombstones), rows)
                _tell_others(connection, order.id, [row["mark"] for row in rows if row["returned"] is None])
            forget(connection, order.id)

    def end(self, id: str) -> OrderState:
        """How the order stands, when all has been done that could be."""
        with self._database.write() as connection:
            state = _stands(connection, id)
            ended = swedish.now() if state in (OrderState.DONE, OrderState.PARTLY) else None
            change = update(erasure_orders).where(erasure_orders.c.id == id)
            connection.execute(change.values(state=state.value, finished=ended))
        return state

    def compact(self, words: Sequence[str], *, ledger: bool) -> None:
        """Leave no byte of the documents in the database's files; ``words`` are some of what they held."""
        compact(self._database, touched(ledger=ledger), words)

    def compact_own(self) -> None:
        """Nor of what the order itself remembered of them."""
        compact(self._database, (erasure_items.name, erasure_leftovers.name))


def _tell_others(connection: Connection, order: str, marks: Sequence[str]) -> None:
    """Other orders that named what is erased name it no more."""
    open_ones = _ITEM.state.in_((ItemState.WAITING.value, ItemState.HINDERED.value))
    gone = {"document": "", "state": ItemState.HINDERED.value, "hindrance": Hindrance.GONE.value, "at": swedish.now()}
    connection.execute(update(erasure_items).where(_ITEM.order != order, _ITEM.mark.in_(marks), open_ones).values(gone))


def _there(connection: Connection, taken: Sequence[Taken]) -> set[str]:
    ids = [each.document for each in taken if each.document]
    queries = (select(documents.c.id).where(documents.c.id.in_(some)) for some in parts(ids))
    return {id for query in queries for id in connection.execute(query).scalars()}


def _stands(connection: Connection, id: str) -> OrderState:
    told = select(_ITEM.state, func.count()).where(_ITEM.order == id).group_by(_ITEM.state)
    states = {ItemState(row[0]) for row in connection.execute(told)}
    if states & {ItemState.WAITING, ItemState.TAKEN}:
        return OrderState.GOING
    return OrderState.PARTLY if ItemState.HINDERED in states else OrderState.DONE
