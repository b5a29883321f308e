"""Orders to erase, how far they have come, and tombstones; :mod:`ingest.erasing` carries them out.

An order is given by the owner's officer, who reads all that the owner has, and is refused where anything of it may not
be erased. Whatever it says of a document is told to officers of its owner only; a tombstone says nothing of one.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, and_, insert, select, update

from models import swedish
from models.access import Purpose, Viewer
from models.erasure import (
    LONGEST_REASON,
    LONGEST_RULE,
    ErasureItem,
    ErasureOrder,
    Ground,
    GroundKind,
    Hindrance,
    ItemState,
    OrderState,
    Reach,
    Tombstone,
)
from models.erasure_errors import (
    ErasureContainedError,
    ErasureGroundError,
    ErasureHeldError,
    ErasureTriedError,
    ErasureWatchedError,
)
from models.errors import AccessDeniedError
from models.job import JobKind
from models.retention import is_reference
from models.store.database import Database
from models.store.erasing.reaching import contained, together, tried, units, watched
from models.store.erasing.standing import (
    asked_for,
    in_year,
    item_of,
    order_of,
    sealed_reason,
    tombstone_of,
    unfinished,
)
from models.store.erasing.taking import waiting_items
from models.store.holds import held
from models.store.jobs import ask
from models.store.lookups import parts
from models.store.readable import readable
from models.store.schema import documents, erasure_items, erasure_orders, tombstones
from models.store.settling import alone

_ITEM: Final = erasure_items.c


class Erasures:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._key = database, key

    def reach(self, viewer: Viewer, some: Sequence[str]) -> Reach:
        """What an order about these documents would come to. Raises :class:`AccessDeniedError` where they are not
        there, not all of one owner, or the viewer is not that owner's officer."""
        with self._database.read() as connection:
            owner = _owner(connection, viewer, some)
            return _reach(connection, owner, together(connection, some))

    def order(self, viewer: Viewer, purpose: Purpose, some: Sequence[str], ground: Ground) -> str:
        """Have the documents erased, with all that goes with them; the order's id. A worker does it.

        Raises as :meth:`reach`, :class:`ErasureGroundError`, and for what may not be erased
        :class:`ErasureHeldError`, :class:`ErasureContainedError`, :class:`ErasureTriedError` and
        :class:`ErasureWatchedError`: then nothing is ordered. :mod:`search.erasing` writes it in the ledger first.
        """
        said = checked(ground)
        id = secrets.token_hex(16)
        with self._database.write() as connection:
            owner = _owner(connection, viewer, some)
            alone(connection, owner)
            above = together(connection, some)
            _refuse(_reach(connection, owner, above))
            row = {"id": id, "owner": owner, "kind": said.kind.value, "provision": said.provision, "rule": said.rule}
            row |= {"reason": sealed_reason(self._key, id, said.reason), "case": purpose.case}
            row |= {"by": viewer.actor, "state": OrderState.ORDERED.value}
            connection.execute(insert(erasure_orders).values(**row, at=swedish.now()))
            rows = [each for unit in units(above) for each in waiting_items(self._key, id, unit)]
            connection.execute(insert(erasure_items), rows)
            ask(connection, JobKind.ERASE, owner, viewer.name, {"order": id})
        return id

    def resume(self, viewer: Viewer, id: str) -> None:
        """Have a worker go on with an order that is not done, where none is asked to. What hindered it is tried again.
        Raises :class:`AccessDeniedError`."""
        with self._database.write() as connection:
            found = self._get(connection, viewer, id)
            if found.state is not OrderState.DONE:
                self._ask_again(connection, found.owner, viewer.name, id)

    def orders(self, viewer: Viewer, limit: int = 100) -> list[ErasureOrder]:
        """Those of the owners whose officer the viewer is, the newest first."""
        mine = select(erasure_orders).where(erasure_orders.c.owner.in_(viewer.deciding))
        with self._database.read() as connection:
            rows = connection.execute(mine.order_by(erasure_orders.c.at.desc(), erasure_orders.c.id).limit(limit)).all()
            return [order_of(connection, self._key, row) for row in rows]

    def get(self, viewer: Viewer, id: str) -> ErasureOrder:
        """Raises :class:`AccessDeniedError` where there is none of the owners whose officer the viewer is."""
        with self._database.read() as connection:
            return self._get(connection, viewer, id)

    def items(self, viewer: Viewer, id: str) -> list[ErasureItem]:
        """The documents of an order. Raises as :meth:`get`."""
        with self._database.read() as connection:
            self._get(connection, viewer, id)
            rows = connection.execute(select(erasure_items).where(_ITEM.order == id).order_by(_ITEM.unit, _ITEM.mark))
            return [item_of(row) for row in rows]

    def tombstones(self, viewer: Viewer, *, year: int | None = None, limit: int = 500) -> list[Tombstone]:
        """Those of the owners whose officer the viewer is, the newest first; of one year (Swedish time), or of all."""
        mine = select(tombstones).where(tombstones.c.owner.in_(viewer.deciding))
        if year is not None:
            mine = mine.where(in_year(tombstones.c.at, year))
        with self._database.read() as connection:
            rows = connection.execute(mine.order_by(tombstones.c.at.desc(), tombstones.c.id).limit(limit))
            return [tombstone_of(row) for row in rows]

    def unfinished(self, viewer: Viewer) -> list[str]:
        """Ids of orders that are not ended, the oldest first."""
        with self._database.read() as connection:
            return list(connection.execute(unfinished(viewer.deciding)).scalars())

    def _ask_again(self, connection: Connection, owner: str, user: str, id: str) -> None:
        again = and_(_ITEM.order == id, _ITEM.state == ItemState.HINDERED.value, _ITEM.document != "")
        again = and_(again, _ITEM.hindrance != Hindrance.GONE.value)
        waits = {"state": ItemState.WAITING.value, "hindrance": ""}
        connection.execute(update(erasure_items).where(again).values(**waits))
        going = {"state": OrderState.GOING.value, "finished": None}
        connection.execute(update(erasure_orders).where(erasure_orders.c.id == id).values(**going))
        if id not in asked_for(connection):
            ask(connection, JobKind.ERASE, owner, user, {"order": id})

    def _get(self, connection: Connection, viewer: Viewer, id: str) -> ErasureOrder:
        mine = and_(erasure_orders.c.id == id, erasure_orders.c.owner.in_(viewer.deciding))
        row = connection.execute(select(erasure_orders).where(mine)).one_or_none()
        if row is None:
            raise AccessDeniedError("Gallringsbeslutet finns inte")
        return order_of(connection, self._key, row)


def _owner(connection: Connection, viewer: Viewer, some: Iterable[str]) -> str:
    """Whose the documents are."""
    wanted, owners, found = sorted({*some}), set[str](), 0
    for ids in parts(wanted):
        rows = connection.execute(select(documents.c.owner).where(documents.c.id.in_(ids), readable(viewer)))
        mine = [owner for owner in rows.scalars() if owner in viewer.deciding]
        owners, found = owners | {*mine}, found + len(mine)
    if not wanted or found != len(wanted) or len(owners) != 1:
        raise AccessDeniedError("Handlingarna finns inte hos en och samma ägare som du är sekretessansvarig för")
    return owners.pop()


def _reach(connection: Connection, owner: str, above: dict[str, set[str]]) -> Reach:
    ids = sorted(above)
    hindered = (held(connection, owner, ids), contained(above), watched(connection, owner, ids), tried(connection, ids))
    return Reach(tuple(ids), *map(frozenset, hindered))


def _refuse(reach: Reach) -> None:
    if reach.held:
        raise ErasureHeldError(f"{len(reach.held)} av handlingarna är spärrade mot gallring")
    if reach.contained:
        raise ErasureContainedError(f"{len(reach.contained)} av handlingarna ligger i en annan som ska vara kvar")
    if reach.tried:
        raise ErasureTriedError(f"{len(reach.tried)} av handlingarna prövas för utlämnande")
    if reach.watched:
        raise ErasureWatchedError(f"{len(reach.watched)} av handlingarna ligger kvar i en bevakad mapp")


def checked(ground: Ground) -> Ground:
    """The ground without white space around its words. Raises :class:`ErasureGroundError`."""
    provision, rule, reason = (each.strip() for each in (ground.provision, ground.rule, ground.reason))
    if not is_reference(provision):  # it stands in the tombstone
        raise ErasureGroundError("Gallring behöver en bestämmelse att stå på, kort och utan personuppgifter")
    if ground.kind is GroundKind.RULE and not rule:
        raise ErasureGroundError("Ange vilken gallringsregel det är")
    if ground.kind is GroundKind.PERSON and not reason:
        raise ErasureGroundError("Ange varför, helst med ärendets nummer")
    if len(rule) > LONGEST_RULE or len(reason) > LONGEST_REASON:
        raise ErasureGroundError("Uppgiften är för lång")
    return Ground(ground.kind, provision, rule, reason)
