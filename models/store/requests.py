"""Requests between owners: kept for good, seen by who asked and by the officers of either side."""

from __future__ import annotations

import secrets
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select, update

from models import swedish
from models.access import Viewer, may_change
from models.disclosure import DECISIONS, LONGEST_CASE, LONGEST_REASON, LONGEST_WORDS, DisclosureRequest, RequestState
from models.errors import AccessDeniedError, InvalidRequestError
from models.sharing import Agreement
from models.store.database import Database
from models.store.rows import aware
from models.store.schema_sharing import requests
from models.store.sealing import seal, unseal

_WORDS: Final = "request"  # what the words and the reason are sealed as
_REASON: Final = "request reason"


class Requests:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._key = database, key

    def make(self, viewer: Viewer, agreement: Agreement, case: str, words: str) -> DisclosureRequest:
        """What would be asked of the agreement's owner in the reader's name; :meth:`add` asks it.

        Raises :class:`AccessDeniedError` where the viewer is not of the reader's, and :class:`InvalidRequestError`
        without a case or words, or with more than has room.
        """
        if not may_change(viewer, agreement.reader):
            raise AccessDeniedError("Det finns ingen sådan överenskommelse")
        _check(case, LONGEST_CASE, "ärende")
        _check(words, LONGEST_WORDS, "vad som begärs")
        square = (agreement.reader, agreement.owner, agreement.purpose, agreement.basis)
        return DisclosureRequest(secrets.token_hex(16), *square, case, words, viewer.name, swedish.now())

    def add(self, viewer: Viewer, new: DisclosureRequest) -> None:
        """Keep a request that the viewer made."""
        if not may_change(viewer, new.reader):
            raise AccessDeniedError("Det finns ingen sådan överenskommelse")
        names = ("id", "reader", "owner", "purpose", "basis", "case", "by", "at")
        values = {name: getattr(new, name) for name in names}
        sealed = seal(self._key, _WORDS, new.id, new.words)
        with self._database.write() as connection:
            connection.execute(insert(requests).values(**values, words=sealed, state=new.state.value))

    def get(self, viewer: Viewer, id: str) -> DisclosureRequest:
        """The request. Raises :class:`AccessDeniedError` for one that is not there and one that is others' alike."""
        with self._database.read() as connection:
            return self.found(connection, viewer, id)

    def all(self, viewer: Viewer, *, granted_by: str = "") -> list[DisclosureRequest]:
        """Those that the viewer made, or is an officer of, the newest first; of them those that this owner granted."""
        query = select(requests).where(_theirs(viewer)).order_by(requests.c.at.desc(), requests.c.id)
        if granted_by:
            query = query.where(requests.c.owner == granted_by, requests.c.state == RequestState.GRANTED.value)
        with self._database.read() as connection:
            return [self.read(row) for row in connection.execute(query)]

    def decide(self, viewer: Viewer, id: str, state: RequestState, reason: str) -> DisclosureRequest:
        """What the owner's officer says of it. A refusal without a reason is none.

        Raises :class:`AccessDeniedError` for who is not the owner's officer, and :class:`InvalidRequestError` for what
        cannot be said of it any more.
        """
        with self._database.write() as connection:
            check_decision(viewer, self.decided_by(connection, viewer, id), state, reason)
            sealed = seal(self._key, _REASON, id, reason) if reason else ""
            values: dict[str, Any] = {"state": state.value, "decided_by": viewer.name, "decided": swedish.now()}
            if sealed:
                values["reason"] = sealed
            connection.execute(update(requests).where(requests.c.id == id).values(**values))
            return self.found(connection, viewer, id)

    def decided_by(self, connection: Connection, viewer: Viewer, id: str) -> DisclosureRequest:
        """The request, held for a change by this officer of its owner's."""
        held = self.read(_one(connection, viewer, id, lock=True))
        check_officer(viewer, held)
        return held

    def found(self, connection: Connection, viewer: Viewer, id: str) -> DisclosureRequest:
        return self.read(_one(connection, viewer, id))

    def read(self, row: Row[Any]) -> DisclosureRequest:
        """A row of ``requests``, its words unsealed."""
        return DisclosureRequest(
            *(row.id, row.reader, row.owner, row.purpose, row.basis, row.case),
            unseal(self._key, _WORDS, row.id, row.words),
            *(row.by, aware(row.at), RequestState(row.state)),
            unseal(self._key, _REASON, row.id, row.reason) if row.reason else "",
            row.decided_by,
            aware(row.decided) if row.decided else None,
        )


def check_officer(viewer: Viewer, request: DisclosureRequest) -> None:
    """Raises :class:`AccessDeniedError` for who is not the officer of the request's owner."""
    if request.owner not in viewer.deciding:
        raise AccessDeniedError("Bara den sekretessansvariga hos ägaren avgör en begäran")


def check_decision(viewer: Viewer, request: DisclosureRequest, state: RequestState, reason: str) -> None:
    """Raises as :meth:`Requests.decide`, for what it does not take."""
    check_officer(viewer, request)
    if state is RequestState.REFUSED or reason:
        _check(reason, LONGEST_REASON, "skäl")
    if state not in DECISIONS.get(request.state, ()):
        raise InvalidRequestError("Begäran är redan avgjord")


def check_granted(request: DisclosureRequest) -> None:
    """Raises :class:`InvalidRequestError` where nothing may be handed out on the request."""
    if request.state is not RequestState.GRANTED:
        raise InvalidRequestError("Det lämnas inget ut på en begäran som inte är beviljad")


def _one(connection: Connection, viewer: Viewer, id: str, *, lock: bool = False) -> Row[Any]:
    query = select(requests).where(requests.c.id == id, _theirs(viewer))
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise AccessDeniedError("Begäran finns inte")
    return row


def _theirs(viewer: Viewer) -> ColumnElement[bool]:
    """Who asked, while they still are of the reader's; the officers of the reader and of the owner."""
    mine = and_(requests.c.by == viewer.name, requests.c.reader.in_(viewer.own))
    return or_(mine, requests.c.reader.in_(viewer.deciding), requests.c.owner.in_(viewer.deciding))


def _check(text: str, most: int, what: str) -> None:
    if not text.strip():
        raise InvalidRequestError(
            f"Ange {what}", next="En begäran anger ärende och vad som begärs; ett avslag sina skäl."
        )
    if len(text) > most:
        raise InvalidRequestError(f"För långt: {what} får ha högst {most} tecken", next="Korta texten.")
