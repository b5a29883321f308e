"""How the owner's officer tries what is asked, document by document; what is decided is a draft until it is sent.

Sending is one transaction: what goes out is recorded and set going (:mod:`models.store.releases`), what is refused is
told by its provision, and the request is granted by its first release. Rows are never changed after that.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from models import swedish
from models.access import Viewer
from models.disclosure import DisclosureRequest, Release, RequestState
from models.errors import AccessDeniedError, InvalidRequestError
from models.store.database import Database
from models.store.readable import readable
from models.store.releases import Releases
from models.store.requests import Requests, check_open
from models.store.schema import documents
from models.store.schema_sharing import requests, trials
from models.store.trial_rows import sealed_decision, told, trial
from models.trial import MOST_TRIED, RELEASED, Decision, Told, Trial, Verdict


class Trials:
    def __init__(self, database: Database, requests: Requests, releases: Releases, key: bytes) -> None:
        self._database, self._requests, self._releases, self._key = database, requests, releases, key

    def add(self, viewer: Viewer, request: str, documents: Iterable[str], row: int = 0) -> list[str]:
        """Put the documents into the request, to be decided, as an answer to row ``row`` of what it names (0: to none);
        the ids of their trials. What is there already stays as it is. Without documents the row itself is put there.

        Raises :class:`AccessDeniedError` for who is not the owner's officer and for a document that is not the owner's
        or not theirs to read, and :class:`InvalidRequestError` where nothing more is tried.
        """
        wanted = list(dict.fromkeys(documents))
        with self._database.write() as connection:
            asked = self._held(connection, viewer, request)
            check_row(asked, row, alone=not wanted)
            if not wanted:
                return [self._row_alone(connection, viewer, asked, row)]
            _check_documents(connection, viewer, asked.owner, wanted)
            there = self._there(connection, request)
            _check_room(connection, request, [id for id in wanted if id not in there])
            return [there.get(id) or _insert(connection, viewer, request, id, row) for id in wanted]

    def of(self, viewer: Viewer, request: str) -> list[Trial]:
        """All of the request, in the order in which they came; for the owner's officer. Raises
        :class:`AccessDeniedError`."""
        with self._database.read() as connection:
            self._requests.for_officer(connection, viewer, request)
            return self._all(connection, request)

    def get(self, viewer: Viewer, id: str) -> Trial:
        """One of them. Raises :class:`AccessDeniedError` alike for what is others' and what is not there."""
        with self._database.read() as connection:
            return self._one(connection, viewer, id)

    def decide(self, viewer: Viewer, id: str, decision: Decision, *, seen: str | None = None) -> Trial:
        """Keep the decision as a draft, in the place of the one before (``Verdict.OPEN`` takes it back). ``seen``: the
        one that the officer had before them (:attr:`models.trial.Trial.seen_as`).

        Raises as :meth:`get`, and :class:`InvalidRequestError` for what was sent, where nothing is tried any more, and
        where another officer has decided since.
        """
        with self._database.write() as connection:
            known = self._draft(connection, viewer, id)
            if seen not in (None, known.seen_as):
                raise InvalidRequestError(
                    "Någon annan har avgjort handlingen sedan sidan lästes",
                    next="Läs avgörandet, och ändra det om det är fel.",
                )
            values = {"verdict": decision.verdict.value, "ground": decision.ground, "by": viewer.name}
            said = sealed_decision(self._key, id, decision)
            change = update(trials).where(trials.c.id == known.id)
            decided = None if decision.verdict is Verdict.OPEN else swedish.now()
            connection.execute(change.values(**values, said=said, decided=decided))
            return self._one(connection, viewer, id)

    def remove(self, viewer: Viewer, id: str) -> None:
        """Take it out of the request again. Raises as :meth:`decide`."""
        with self._database.write() as connection:
            known = self._draft(connection, viewer, id)
            connection.execute(delete(trials).where(trials.c.id == known.id))

    def send(self, viewer: Viewer, request: str, drafts: Sequence[tuple[Trial, Sequence[str]]]) -> list[Release]:
        """Send these drafts as they were read, each with the provisions that its document is marked by; what goes out
        by that. All of it, or nothing.

        Raises as :meth:`add`, and :class:`InvalidRequestError` where one of them is not that any more.
        """
        now = swedish.now()
        with self._database.write() as connection:
            asked = self._held(connection, viewer, request)
            standing = {each.id: each for each in self._all(connection, request)}
            if any(standing.get(each.id) != each or each.sent for each, _ in drafts):
                raise InvalidRequestError("Prövningen har ändrats sedan den lästes", next="Läs den och skicka igen.")
            connection.execute(update(trials).where(trials.c.id.in_([each.id for each, _ in drafts])).values(sent=now))
            going = [(each, marked) for each, marked in drafts if each.verdict in RELEASED]
            if going and asked.state is RequestState.WAITING:
                granted = {"state": RequestState.GRANTED.value, "decided_by": viewer.name, "decided": now}
                connection.execute(update(requests).where(requests.c.id == request).values(**granted))
            return [self._releases.record(connection, viewer, asked, each, marked) for each, marked in going]

    def told(self, viewer: Viewer, request: str) -> list[Told]:
        """What was sent, as whoever may see the request is told of it: drafts are not even looked at, so that time does
        not tell of them. Raises :class:`AccessDeniedError`."""
        sent = and_(trials.c.request == request, trials.c.sent.is_not(None))
        query = select(trials.c.row, trials.c.verdict, trials.c.ground).where(sent).distinct()
        with self._database.read() as connection:
            self._requests.found(connection, viewer, request)
            return told((row.row, Verdict(row.verdict), row.ground) for row in connection.execute(query))

    def decision(self, id: str) -> Trial:
        """As the worker that makes the copy needs it; for no page, and no viewer."""
        with self._database.read() as connection:
            row = connection.execute(select(trials).where(trials.c.id == id)).one_or_none()
        if row is None:
            raise AccessDeniedError("Prövningen finns inte")
        return trial(self._key, row)

    def _held(self, connection: Connection, viewer: Viewer, request: str) -> DisclosureRequest:
        asked = self._requests.decided_by(connection, viewer, request)
        check_open(asked)
        return asked

    def _all(self, connection: Connection, request: str) -> list[Trial]:
        query = select(trials).where(trials.c.request == request).order_by(trials.c.row, trials.c.at, trials.c.id)
        return [trial(self._key, row) for row in connection.execute(query)]

    def _one(self, connection: Connection, viewer: Viewer, id: str) -> Trial:
        row = connection.execute(select(trials).where(trials.c.id == id)).one_or_none()
        if row is None:
            raise AccessDeniedError("Begäran finns inte")
        self._requests.for_officer(connection, viewer, row.request)
        return trial(self._key, row)

    def _draft(self, connection: Connection, viewer: Viewer, id: str) -> Trial:
        known = self._one(connection, viewer, id)
        self._held(connection, viewer, known.request)
        if known.sent:
            raise InvalidRequestError("Avgörandet är skickat och kan inte ändras")
        return known

    def _there(self, connection: Connection, request: str) -> dict[str, str]:
        query = select(trials.c.document, trials.c.id).where(trials.c.request == request)
        return {row.document: row.id for row in connection.execute(query) if row.document}

    def _row_alone(self, connection: Connection, viewer: Viewer, asked: DisclosureRequest, row: int) -> str:
        same = and_(trials.c.request == asked.id, trials.c.row == row, trials.c.document.is_(None))
        before = connection.execute(select(trials.c.id).where(same)).scalars().first()
        return before or _insert(connection, viewer, asked.id, None, row)


def check_row(asked: DisclosureRequest, row: int, *, alone: bool) -> None:
    """Raises :class:`InvalidRequestError` for a row that the request does not have, and for none where it is alone."""
    if not 0 <= row <= len(asked.named):
        raise InvalidRequestError("Begäran namnger ingen sådan handling")
    if alone and not row:
        raise InvalidRequestError("Välj minst en handling")


def _check_documents(connection: Connection, viewer: Viewer, owner: str, wanted: Sequence[str]) -> None:
    mine = and_(documents.c.id.in_(wanted), documents.c.owner == owner, readable(viewer))
    if connection.execute(select(func.count()).select_from(documents).where(mine)).scalar_one() != len(wanted):
        raise AccessDeniedError("Handlingen finns inte hos den som begäran gäller")


def _check_room(connection: Connection, request: str, new: Sequence[str]) -> None:
    query = select(func.count()).select_from(trials).where(trials.c.request == request)
    if connection.execute(query).scalar_one() + len(new) > MOST_TRIED:
        raise InvalidRequestError(f"En begäran har högst {MOST_TRIED} handlingar")


def _insert(connection: Connection, viewer: Viewer, request: str, document: str | None, row: int) -> str:
    id = secrets.token_hex(16)
    what = {"id": id, "request": request, "document": document, "row": row}
    connection.execute(insert(trials).values(**what, verdict=Verdict.OPEN.value, by=viewer.name, at=swedish.now()))
    return id
