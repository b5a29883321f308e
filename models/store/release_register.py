"""The register of releases (*register över utlämnanden*): what an owner gave and was given, for its officer alone."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from models.access import Viewer
from models.disclosure import Direction, Entry, RequestState
from models.store.database import Database
from models.store.rows import aware
from models.store.schema_sharing import releases, requests, trials
from models.trial import Verdict

_SQUARE: Final = (requests.c.owner, requests.c.reader, requests.c.purpose, requests.c.basis, requests.c.case)


class ReleaseRegister:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, viewer: Viewer) -> list[Entry]:
        """What went out from the owners whose officer the viewer is and was refused there, and what came to them, the
        newest first. Of what came, the ids are those of the copies; what the other owner refused is not known here."""
        mine, theirs = requests.c.owner.in_(viewer.deciding), requests.c.reader.in_(viewer.deciding)
        with self._database.read() as connection:
            found = [
                *_released(connection, mine, Direction.GIVEN),
                *_released(connection, theirs, Direction.RECEIVED),
                *_refused(connection, mine),
                *_refused_whole(connection, mine),
            ]
        return sorted(found, key=lambda each: (each.at, each.request, each.document), reverse=True)


def _released(connection: Connection, whose: ColumnElement[bool], direction: Direction) -> list[Entry]:
    joined = releases.join(requests, requests.c.id == releases.c.request)
    query = select(releases, *_SQUARE).select_from(joined).where(whose)
    return [_entry(row, direction, _outcome(row), tuple(row.masked or ()), row.at) for row in connection.execute(query)]


def _outcome(row: Row[Any]) -> str:
    return (Verdict.WHOLE if row.masked is None else Verdict.MASKED).value


def _refused(connection: Connection, whose: ColumnElement[bool]) -> list[Entry]:
    """Documents, and named ones without a document, each by its provision."""
    joined = trials.join(requests, requests.c.id == trials.c.request)
    refused = and_(whose, trials.c.sent.is_not(None), trials.c.verdict == Verdict.REFUSED.value)
    query = select(trials, *_SQUARE).select_from(joined).where(refused)
    rows = connection.execute(query)
    return [_entry(row, Direction.GIVEN, Verdict.REFUSED.value, (row.ground,), row.sent) for row in rows]


def _refused_whole(connection: Connection, whose: ColumnElement[bool]) -> list[Entry]:
    """Requests that were refused as a whole."""
    query = select(requests).where(whose, requests.c.state == RequestState.REFUSED.value)
    return [
        Entry(
            *(Direction.GIVEN, aware(row.decided), row.owner, row.reader, row.purpose, row.basis, row.case, row.id),
            *("", Verdict.REFUSED.value, (), row.decided_by),
        )
        for row in connection.execute(query)
    ]


def _entry(row: Row[Any], direction: Direction, outcome: str, provisions: tuple[str, ...], at: Any) -> Entry:
    given = direction is Direction.GIVEN
    return Entry(
        *(direction, aware(at), row.owner, row.reader, row.purpose, row.basis, row.case, row.request),
        *((row.document if given else row.copy) or "", outcome, provisions, row.by if given else ""),
    )
