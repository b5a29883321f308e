"""Requests between owners: kept for good, seen by who asked and by the officers of either side."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, update

from models import swedish
from models.access import Viewer, may_change
from models.disclosure import (
    DECISIONS,
    LONGEST_CASE,
    LONGEST_REASON,
    LONGEST_WORDS,
    OPEN,
    DisclosureRequest,
    RequestState,
)
from models.errors import AccessDeniedError, InvalidRequestError
from models.sharing import Agreement
from models.store.database import Database
from models.store.named_rows import named_rows, sealed_named
from models.store.rows import aware
from models.store.schema_sharing import requests
from models.store.sealing import seal, unseal
from models.trial import LONGEST_NAMED, MOST_NAMED, NamedDocument

_WORDS: Final = "request"  # what the words and the reason are sealed as
REASON: Final = "request reason"


class Requests:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._key = database, key

    def make(
        self, viewer: Viewer, agreement: Agreement, case: str, words: str, named: Sequence[NamedDocument] = ()
    ) -> DisclosureRequest:
        """What would be asked of the agreement's owner in the reader's name; :meth:`add` asks it. What documents are
        called is taken as it is: nothing is looked up.

        Raises :class:`AccessDeniedError` where the viewer is not of the reader's, and :class:`InvalidRequestError`
        without a case or words, or with more than has room.
        """
        if not may_change(viewer, agreement.reader):
            raise AccessDeniedError("Det finns ingen sådan överenskommelse")
        _check(case, LONGEST_CASE, "ärende")
        _check(words, LONGEST_WORDS, "vad som begärs")
        _check_named(named)
        square = (agreement.reader, agreement.owner, agreement.purpose, agreement.basis)
        asked = (case, words, viewer.name, swedish.now())
        return DisclosureRequest(secrets.token_hex(16), *square, *asked, named=tuple(named))

    def add(self, viewer: Viewer, new: DisclosureRequest) -> None:
        """Keep a request that the viewer made."""
        if not may_change(viewer, new.reader):
            raise AccessDeniedError("Det finns ingen sådan överenskommelse")
        names = ("id", "reader", "owner", "purpose", "basis", "case", "by", "at")
        values = {name: getattr(new, name) for name in names}
        sealed = {"words": seal(self._key, _WORDS, new.id, new.words)}
        if new.named:
            sealed["named"] = sealed_named(self._key, new.id, new.named)
        with self._database.write() as connection:
            connection.execute(insert(requests).values(**values, **sealed, state=new.state.value))

    def get(self, viewer: Viewer, id: str) -> DisclosureRequest:
        """The request. Raises :class:`AccessDeniedError` for one that is not there and one that is others' alike."""
        with self._database.read() as connection:
            return self.found(connection, viewer, id)

    def all(self, viewer: Viewer, *, open_at: str = "") -> list[DisclosureRequest]:
        """Those that the viewer made, or is an officer of, the newest first; of them those that may still be tried at
        this owner's."""
        query = select(requests).where(_theirs(viewer)).order_by(requests.c.at.desc(), requests.c.id)
        if open_at:
            query = query.where(requests.c.owner == open_at, requests.c.state.in_([each.value for each in OPEN]))
        with self._database.read() as connection:
            return [self.read(row, viewer) for row in connection.execute(query)]

    def waiting(self, viewer: Viewer) -> int:
        """How many nobody has decided, of owners whose officer the viewer is. Counted as they lie: none is opened."""
        mine = and_(_theirs(viewer), requests.c.owner.in_(viewer.officer_of))
        query = select(func.count()).select_from(requests).where(mine, requests.c.state == RequestState.WAITING.value)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def decide(self, viewer: Viewer, id: str, state: RequestState, reason: str) -> DisclosureRequest:
        """What the owner's officer says of it. A refusal without a reason is none.

        Raises :class:`AccessDeniedError` for who is not the owner's officer, and :class:`InvalidRequestError` for what
        cannot be said of it any more.
        """
        with self._database.write() as connection:
            check_decision(viewer, self.decided_by(connection, viewer, id), state, reason)
            sealed = seal(self._key, REASON, id, reason) if reason else ""
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

    def for_officer(self, connection: Connection, viewer: Viewer, id: str) -> DisclosureRequest:
        """The request, for its owner's officer; for everybody else it is not there."""
        known = self.found(connection, viewer, id)
        if known.owner not in viewer.deciding:
            raise AccessDeniedError("Begäran finns inte")
        return known

    def found(self, connection: Connection, viewer: Viewer, id: str) -> DisclosureRequest:
        return self.read(_one(connection, viewer, id), viewer)

    def read(self, row: Row[Any], viewer: Viewer | None = None) -> DisclosureRequest:
        """A row of ``requests``, its words unsealed. What is named is told whole where the viewer is of the asker's
        side (:mod:`models.store.named_rows`)."""
        whole = viewer is not None and row.reader in viewer.own
        return DisclosureRequest(
            *(row.id, row.reader, row.owner, row.purpose, row.basis, row.case),
            unseal(self._key, _WORDS, row.id, row.words),
            *(row.by, aware(row.at), RequestState(row.state)),
            unseal(self._key, REASON, row.id, row.reason) if row.reason else "",
            row.decided_by,
            aware(row.decided) if row.decided else None,
            named_rows(self._key, row.id, row.named, whole=whole),
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


def check_open(request: DisclosureRequest) -> None:
    """Raises :class:`InvalidRequestError` where nothing is tried on the request any more."""
    if request.state not in OPEN:
        raise InvalidRequestError("Begäran är avslutad: det prövas inget mer i den")


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


def _check_named(named: Sequence[NamedDocument]) -> None:
    if len(named) > MOST_NAMED or any(len(field) > LONGEST_NAMED for each in named for field in astuple(each)):
        raise InvalidRequestError(
            f"En begäran namnger högst {MOST_NAMED} handlingar, och varje uppgift har högst {LONGEST_NAMED} tecken",
            next="Beskriv de andra i ord, eller gör en begäran till.",
        )
    if not all(each.said for each in named):
        raise InvalidRequestError("En namngiven handling saknar uppgifter")


def _check(text: str, most: int, what: str) -> None:
    if not text.strip():
        raise InvalidRequestError(
            f"Ange {what}", next="En begäran anger ärende och vad som begärs; ett avslag sina skäl."
        )
    if len(text) > most:
        raise InvalidRequestError(f"För långt: {what} får ha högst {most} tecken", next="Korta texten.")
