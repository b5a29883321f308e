"""Legal holds in the register: placed by an owner's officer, lifted by two of them, with all that was done kept.

Who places one and who erases hold the owner's lock (:func:`held`): a hold that is placed in the same moment is found by
what erases after it, and what erases first is done when the hold is placed.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, delete, insert, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError
from models.hold import Hold, HoldAct, HoldScope, Step
from models.retention import check_provision, check_reason
from models.retention_errors import InvalidRetentionError, SecondPersonError
from models.store import database
from models.store.database import Database
from models.store.holding import bearing, ever_one, named_by
from models.store.lookups import parts
from models.store.lying import lying_around
from models.store.readable import readable
from models.store.rows import aware
from models.store.schema import documents, hold_documents, hold_steps, holds, sources
from models.store.sealing import seal, unseal

_LOCK: Final = 7_364_000  # PostgreSQL advisory locks of owners whose documents are held or erased
REASON: Final = "hold"  # what the reasons are sealed as


def held(connection: Connection, owner: str, ids: Collection[str]) -> set[str]:
    """Which of the owner's documents may not be erased: held themselves, or lying in or around what is held.

    To be asked in the transaction that erases, which no hold can come into.
    """
    database.alone(connection, _LOCK, owner)
    standing = select(holds.c.id).where(holds.c.owner == owner, holds.c.lifted.is_(False))
    if not ids or connection.execute(standing.limit(1)).first() is None:
        return set()
    lying = lying_around(connection, ids)
    near = {id: lying.around([id]) for id in ids}
    direct = bearing(connection, owner, sorted({other for some in near.values() for other in some})).keys()
    return {id for id, some in near.items() if not some.isdisjoint(direct)}


def forget(connection: Connection, ids: Collection[str]) -> None:
    """Of documents that are erased now: the words of holds on them that were lifted, and that others named them."""
    for some in parts(sorted(ids)):
        on = and_(holds.c.target.in_(some), holds.c.scope == HoldScope.DOCUMENT.value)
        words = update(hold_steps).where(hold_steps.c.hold.in_(select(holds.c.id).where(on))).values(reason="")
        connection.execute(words)
        connection.execute(delete(hold_documents).where(hold_documents.c.document.in_(some)))


class Holds:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._key = database, key

    def may_place(self, viewer: Viewer, owner: str, scope: HoldScope, target: str) -> bool:
        """Whether the viewer is the owner's officer, and what is meant is the owner's and there."""
        with self._database.read() as connection:
            return _is_there(connection, viewer, owner, scope, target)

    def place(self, viewer: Viewer, owner: str, scope: HoldScope, target: str, provision: str, reason: str) -> Hold:
        """Hold the target. Raises :class:`AccessDeniedError` for what :meth:`may_place` does not allow, and
        :class:`InvalidRetentionError` without a reason or what it stands on."""
        check_provision(provision)
        check_reason(reason)
        id = secrets.token_hex(16)
        with self._database.write() as connection:
            database.alone(connection, _LOCK, owner)
            if not _is_there(connection, viewer, owner, scope, target):
                raise AccessDeniedError("Det finns inget sådant att spärra")
            made = {"id": id, "owner": owner, "scope": scope.value, "target": target, "provision": provision.strip()}
            connection.execute(insert(holds).values(**made))
            self._step(connection, viewer, id, HoldAct.PLACED, reason)
            if scope is HoldScope.ENTITY:
                named = connection.execute(named_by(owner, ever_one(connection, owner, [target])))
                rows = [{"hold": id, "document": row.document} for row in named]
                if rows:
                    connection.execute(insert(hold_documents), rows)
            return self._get(connection, viewer, id)

    def propose(self, viewer: Viewer, id: str, reason: str) -> Hold:
        """Propose that it be lifted. Raises :class:`AccessDeniedError` for who is not its owner's officer, and
        :class:`InvalidRetentionError` without a reason, and where it is lifted or proposed already."""
        check_reason(reason)
        return self._act(viewer, id, HoldAct.PROPOSED, reason)

    def approve(self, viewer: Viewer, id: str) -> Hold:
        """Lift it, as the second person. Raises as :meth:`propose`, :class:`SecondPersonError` for who proposed it or
        acts in another's name, and :class:`InvalidRetentionError` where nobody has proposed it."""
        return self._act(viewer, id, HoldAct.LIFTED, "")

    def decline(self, viewer: Viewer, id: str, reason: str) -> Hold:
        """Answer the proposal with no; who made it may take it back so."""
        check_reason(reason)
        return self._act(viewer, id, HoldAct.DECLINED, reason)

    def check(self, viewer: Viewer, id: str, act: HoldAct) -> Hold:
        """The hold, with which this can be done now. Raises what doing it would."""
        found = self.get(viewer, id)
        _check(viewer, found, act)
        return found

    def get(self, viewer: Viewer, id: str) -> Hold:
        """Raises :class:`AccessDeniedError` for who is not its owner's officer."""
        with self._database.read() as connection:
            return self._get(connection, viewer, id)

    def all(self, viewer: Viewer) -> list[Hold]:
        """Those of the owners whose officer the viewer is, the newest first, lifted ones too."""
        with self._database.read() as connection:
            found = self._holds(connection, select(holds).where(holds.c.owner.in_(viewer.deciding)))
        return sorted(found, key=lambda each: (each.placed.at, each.id), reverse=True)

    def of(self, viewer: Viewer, document: str) -> list[Hold]:
        """Those that keep the document from being erased, its own and those of what it lies in or has in it; none for
        who is not its owner's officer."""
        mine = and_(documents.c.id == document, documents.c.owner.in_(viewer.deciding), readable(viewer))
        with self._database.read() as connection:
            owner = connection.execute(select(documents.c.owner).where(mine)).scalar_one_or_none()
            if owner is None:
                return []
            around = sorted(lying_around(connection, [document]).around([document]))
            ids = {id for some in bearing(connection, owner, around).values() for id in some}
            return self._holds(connection, select(holds).where(holds.c.id.in_(sorted(ids))))

    def _act(self, viewer: Viewer, id: str, act: HoldAct, reason: str) -> Hold:
        with self._database.write() as connection:
            connection.execute(select(holds.c.id).where(holds.c.id == id).with_for_update())
            _check(viewer, self._get(connection, viewer, id), act)
            self._step(connection, viewer, id, act, reason)
            if act is HoldAct.LIFTED:
                connection.execute(update(holds).where(holds.c.id == id).values(lifted=True))
                connection.execute(delete(hold_documents).where(hold_documents.c.hold == id))
            return self._get(connection, viewer, id)

    def _step(self, connection: Connection, viewer: Viewer, id: str, act: HoldAct, reason: str) -> None:
        sealed = seal(self._key, REASON, id, reason.strip()) if reason.strip() else ""
        step = {"hold": id, "act": act.value, "by": viewer.actor, "at": swedish.now(), "reason": sealed}
        connection.execute(insert(hold_steps).values(**step))

    def _get(self, connection: Connection, viewer: Viewer, id: str) -> Hold:
        found = self._holds(connection, select(holds).where(holds.c.id == id, holds.c.owner.in_(viewer.deciding)))
        if not found:
            raise AccessDeniedError("Spärren finns inte")
        return found[0]

    def _holds(self, connection: Connection, query: Select[Any]) -> list[Hold]:
        rows: Sequence[Row[Any]] = connection.execute(query.order_by(holds.c.id)).all()
        steps: dict[str, list[Step]] = {row.id: [] for row in rows}
        for some in parts(list(steps)):
            told = select(hold_steps).where(hold_steps.c.hold.in_(some)).order_by(hold_steps.c.sequence)
            for row in connection.execute(told):
                reason = unseal(self._key, REASON, row.hold, row.reason) if row.reason else ""
                steps[row.hold].append(Step(HoldAct(row.act), row.by, aware(row.at), reason))
        return [
            Hold(row.id, row.owner, HoldScope(row.scope), row.target, row.provision, tuple(steps[row.id]))
            for row in rows
        ]


def _check(viewer: Viewer, hold: Hold, act: HoldAct) -> None:
    """Raises for what cannot be done with the hold, or not by this viewer."""
    if hold.lifted is not None:
        raise InvalidRetentionError("Spärren är redan hävd")
    if act is HoldAct.PROPOSED:
        if hold.proposal is not None:
            raise InvalidRetentionError("Någon har redan föreslagit att spärren hävs")
    elif hold.proposal is None:
        raise InvalidRetentionError("Ingen har föreslagit att spärren hävs")
    elif act is HoldAct.LIFTED and (viewer.via or hold.proposal.is_by(viewer.name)):
        raise SecondPersonError("Den som har föreslagit att spärren hävs kan inte godkänna det")


def _is_there(connection: Connection, viewer: Viewer, owner: str, scope: HoldScope, target: str) -> bool:
    if owner not in viewer.deciding:
        return False
    if scope is HoldScope.SOURCE:
        query: Select[Any] = select(sources.c.name).where(sources.c.name == target, sources.c.owner == owner)
    elif scope is HoldScope.DOCUMENT:
        query = select(documents.c.id).where(documents.c.id == target, documents.c.owner == owner, readable(viewer))
    else:
        query = named_by(owner, [target]).where(readable(viewer))
    return connection.execute(query.limit(1)).first() is not None
