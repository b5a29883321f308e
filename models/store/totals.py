"""How much there is in the whole installation, in which state: for the one who runs it, never for a viewer.

Totals of all owners together, without a name, path or id: whoever reads them learns how large the installation is, so
they go to the machine's own monitoring and to no page (docs/decisions/0071-running.md). Each query is answered from an
index; pages alone must be walked through (:meth:`Totals.pages`), in short pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, func, select, text

from models import swedish
from models.document import DocumentState
from models.job import JobState, Rank
from models.store.database import Database
from models.store.rows import aware
from models.store.schema import documents, jobs, ledger, outbox, pages, run_files, runs, sources, watched_folders
from models.store.watched_reports import folder_state

_PIECE: Final = 50_000  # rows of pages counted in one transaction of SQLite, so that its log can be emptied between
_SETTLED: Final = 5.0  # seconds of a run before its rate says something


@dataclass(frozen=True, slots=True)
class Going:
    """The runs that go on: ``seen`` files of ``total``, a second, and the seconds until the last of them is done."""

    runs: int = 0
    seen: int = 0
    total: int = 0
    rate: float = 0.0
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """``queue`` is, by rank, how many jobs wait and for how many seconds the oldest has. ``outbox`` are rows that wait
    for the index, the first of which is ``outbox_first``. ``ledger`` is the number of the last event. ``silent`` are
    documents that somebody began on and has been silent about."""

    documents: Mapping[str, int]
    jobs: Mapping[str, int]
    queue: Mapping[str, tuple[int, float]]
    outbox: int
    outbox_first: int | None
    ledger: int
    silent: int
    going: Going = field(default_factory=Going)
    folders: Mapping[str, int] = field(default_factory=dict)


class Totals:
    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> Counts:
        """All but pages."""
        now = swedish.now()
        with self._database.read() as connection:
            by_state = select(documents.c.state, func.count()).where(_of_any_owner(connection))
            queue = connection.execute(_QUEUE).all()
            first = connection.execute(select(func.min(outbox.c.sequence))).scalar()
            return Counts(
                documents=_counted(connection, by_state.group_by(documents.c.state)),
                jobs=_counted(connection, select(jobs.c.state, func.count()).group_by(jobs.c.state)),
                queue={Rank(row[0]).name.lower(): (row[1], (now - aware(row[2])).total_seconds()) for row in queue},
                outbox=connection.execute(select(func.count()).select_from(outbox)).scalar_one(),
                outbox_first=first,
                ledger=connection.execute(select(func.max(ledger.c.sequence))).scalar() or 0,
                silent=connection.execute(_silent(connection, now)).scalar_one(),
                going=_going(connection, now),
                folders=_folders(connection),
            )

    def pages(self) -> Counter[str]:
        """How many pages there are of each method. They are all gone through: seconds at a million pages. While others
        write the sum is of several moments."""
        if not self._database.is_sqlite:
            with self._database.read() as connection:
                return _counted(connection, _BY_METHOD)
        with self._database.read() as connection:
            last = connection.execute(text("SELECT max(rowid) FROM pages")).scalar() or 0
        found: Counter[str] = Counter()
        for begin in range(0, last + 1, _PIECE):
            piece = _BY_METHOD.where(text("rowid >= :begin AND rowid < :end"))
            with self._database.read() as connection:
                found += _counted(connection, piece, {"begin": begin, "end": begin + _PIECE})
        return found

    def oldest_put(self) -> tuple[int, datetime] | None:
        """The first row of the outbox that puts a document, and when that document was finished; None without one."""
        query = select(outbox.c.sequence, documents.c.finished).join(documents, documents.c.id == outbox.c.document)
        query = query.where(outbox.c.operation == "put", documents.c.finished.is_not(None))
        with self._database.read() as connection:
            row = connection.execute(query.order_by(outbox.c.sequence).limit(1)).first()
        return None if row is None else (row.sequence, aware(row.finished))

    def begun(self) -> datetime | None:
        """When the first source was added; None before."""
        with self._database.read() as connection:
            first = connection.execute(select(func.min(sources.c.created))).scalar()
        return aware(first) if first else None

    def failed_jobs(self, within: timedelta) -> Counter[str]:
        """The reasons of jobs asked for lately that could not be done."""
        lately = and_(jobs.c.state == JobState.FAILED.value, jobs.c.created > swedish.now() - within)
        with self._database.read() as connection:
            return _counted(connection, select(jobs.c.reason, func.count()).where(lately).group_by(jobs.c.reason))

    def last_moment(self) -> datetime | None:
        """The newest time that the register knows of: of the ledger's last event."""
        with self._database.read() as connection:
            told = connection.execute(select(ledger.c.time).order_by(ledger.c.sequence.desc()).limit(1)).scalar()
        return datetime.fromisoformat(told) if told else None


_BY_METHOD: Final[Select[Any]] = select(pages.c.method, func.count()).group_by(pages.c.method)
_QUEUE: Final = (
    select(jobs.c.rank, func.count(), func.min(jobs.c.created))
    .where(jobs.c.state == JobState.WAITING.value)
    .group_by(jobs.c.rank)
)


def _counted(connection: Connection, query: Select[Any], values: Mapping[str, int] | None = None) -> Counter[str]:
    return Counter({str(row[0]): int(row[1]) for row in connection.execute(query, values or {})})


def _of_any_owner(connection: Connection) -> Any:
    """What lets the database go by its index of owners and states, and leave the documents themselves alone."""
    owners = connection.execute(select(sources.c.owner).distinct()).scalars().all()
    return documents.c.owner.in_(owners)


def _silent(connection: Connection, now: datetime) -> Select[Any]:
    """Only what is not finished can have been begun on: few, whatever there is."""
    begun = and_(documents.c.state == DocumentState.FAILED.value, documents.c.lease_until < now)
    return select(func.count()).select_from(documents).where(_of_any_owner(connection), begun)


def _going(connection: Connection, now: datetime) -> Going:
    """Of those that go on the leases are believed: a run that was stopped is none."""
    goes_on = and_(runs.c.finished.is_(None), runs.c.lease_until > now)
    going, slowest = Going(), 0.0
    for run in connection.execute(select(runs.c.id, runs.c.started, runs.c.total).where(goes_on)):
        seen = connection.execute(select(func.count()).where(run_files.c.run == run.id)).scalar_one()
        seconds = (now - aware(run.started)).total_seconds()
        rate = seen / seconds if seconds > _SETTLED else 0.0
        slowest = max(slowest, max(0, (run.total or 0) - seen) / rate if rate else 0.0)
        total = max(run.total or 0, seen)
        going = Going(going.runs + 1, going.seen + seen, going.total + total, going.rate + rate, slowest)
    return going


def _folders(connection: Connection) -> Counter[str]:
    rows = connection.execute(select(watched_folders).where(watched_folders.c.removed.is_(None)))
    return Counter(folder_state(row).value for row in rows)
