"""The review desk's items: made once each, listed for who may see them, closed with a finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError, InvalidFindingError
from models.identity import opaque_id
from models.review import Finding, Item, Rule, Suspicion, account_of
from models.store.database import Database, insert_missing
from models.store.ledger_keys import LedgerKeys
from models.store.rows import aware
from models.store.schema import review_items

_BY_EVENT = frozenset({Rule.SAMPLE, Rule.VOLUME, Rule.UNUSUAL})
"""Rules of which somebody may have several items in a month: told apart by their first event."""


class Reviews:
    def __init__(self, database: Database, keys: LedgerKeys, key: bytes) -> None:
        self._database = database
        self._keys = keys
        self._key = key

    def add(self, period: str, suspicions: Iterable[Suspicion]) -> int:
        """Make an item of each that has none yet; how many were made."""
        rows = [self._row(period, each) for each in suspicions]
        with self._database.write() as connection:
            return insert_missing(connection, review_items, rows)

    def all(self, viewer: Viewer, period: str = "", *, closed: bool | None = None) -> list[Item]:
        """The items that the viewer may see, the open ones first: of papers of their owners, and not about them."""
        query = select(review_items).order_by(review_items.c.closed.is_not(None), review_items.c.period.desc())
        query = query.order_by(review_items.c.rule, review_items.c.actor, review_items.c.id)
        if period:
            query = query.where(review_items.c.period == period)
        if closed is not None:
            query = query.where(review_items.c.closed.is_not(None) if closed else review_items.c.closed.is_(None))
        return self._seen(viewer, query)

    def get(self, viewer: Viewer, id: str) -> Item:
        """Raises :class:`AccessDeniedError` where there is none, or the viewer may not see it."""
        found = self._seen(viewer, select(review_items).where(review_items.c.id == id))
        if not found:
            raise AccessDeniedError("Granskningsposten finns inte")
        return found[0]

    def close(self, viewer: Viewer, id: str, finding: Finding, text: str) -> Item:
        """Close an open item. Raises as :meth:`get`, and :class:`InvalidFindingError` where it is closed already."""
        item, now = self.get(viewer, id), swedish.now()
        with self._database.write() as connection:
            key = self._keys.current(connection, item.suspicion.owners, now)
            values: dict[str, Any] = {"finding": finding.value, "key": key.id}
            values |= {"sealed": key.seal({"text": text} if text else {}), "closed_by": viewer.name, "closed": now}
            this = update(review_items).where(review_items.c.id == id, review_items.c.closed.is_(None))
            if not connection.execute(this.values(**values)).rowcount:
                raise InvalidFindingError("Posten är redan avslutad", next="Ladda om listan.")
        return self.get(viewer, id)

    def _seen(self, viewer: Viewer, query: Select[Any]) -> list[Item]:
        """The items that the query finds (all columns) and the viewer may see."""
        with self._database.read() as connection:
            rows = [row for row in connection.execute(query) if _may_see(viewer, row.owners, row.actor)]
            said = self._keys.opened(connection, [(row.key, row.sealed) for row in rows])
        return [_item(row, (one or {}).get("text", "")) for row, one in zip(rows, said, strict=True)]

    def _row(self, period: str, found: Suspicion) -> dict[str, Any]:
        first = str(found.events[0]) if found.rule in _BY_EVENT else ""
        id = opaque_id(self._key, "review", period, found.rule.value, found.actor, "\n".join(found.owners), first)
        return {
            "id": id,
            "period": period,
            "rule": found.rule.value,
            "actor": found.actor,
            "owners": list(found.owners),
            "events": list(found.events),
            "count": found.count,
            "made": swedish.now(),
        }


def _may_see(viewer: Viewer, owners: Iterable[str], actor: str) -> bool:
    """Nobody reviews themselves, nor what somebody did in their name."""
    return viewer.own.issuperset(owners) and account_of(actor) != viewer.name


def _item(row: Row[Any], text: str) -> Item:
    found = Suspicion(Rule(row.rule), row.actor, tuple(row.owners), tuple(row.events), row._mapping["count"])
    finding = Finding(row.finding) if row.finding else None
    closed = aware(row.closed) if row.closed else None
    return Item(row.id, row.period, found, aware(row.made), finding, text, row.closed_by, closed)
