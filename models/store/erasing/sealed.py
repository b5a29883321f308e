"""What people keep sealed, looked through for what only erased documents named: page states, saved searches, jobs and
what they made, the ledger's free text. What holds some of it goes, whole."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, Row, and_, delete, func, or_, select, update

from models import swedish
from models.erasure import ItemState
from models.errors import DocumentBusyError
from models.job import JobKind, JobState
from models.store import alerts
from models.store.claims import is_void
from models.store.database import Database
from models.store.erasing.leftovers import Sort, keep
from models.store.erasing.readers import readers
from models.store.erasing.sought_words import SoughtWords
from models.store.erasing.written import clear_written
from models.store.kept_words import opened
from models.store.ledger_keys import LedgerKeys
from models.store.ledger_record import VERSION
from models.store.lookups import parts
from models.store.runs import expect_fewer
from models.store.saved import said_by
from models.store.schema import (
    erasure_items,
    jobs,
    ledger,
    ledger_keys,
    page_states,
    releases,
    requests,
    saved_searches,
)

_SOME: Final = 1_000  # rows opened at a time
_RUNNING: Final = JobState.RUNNING.value
_MAKING: Final = [
    kind.value
    for kind in (
        JobKind.ARCHIVE_COPY,
        JobKind.EXPORT,
        JobKind.DOSSIER,
        JobKind.SITUATION,
        JobKind.PROVIDERS,
        JobKind.WATCH,
        JobKind.REDACTION,
        JobKind.RELEASE,
        JobKind.EXTRACT,
    )
]
"""What makes a file of what it reads."""
_BRINGING: Final = [kind.value for kind in (JobKind.UPLOAD, JobKind.WATCHED_FILE, JobKind.INGEST, JobKind.RELEASE)]
"""What takes files in: one that waits, or is another owner's, is of other files, whatever these are called."""


class Sealed:
    """``key`` is the installation's, ``keys`` are the ledger's."""

    def __init__(self, database: Database, key: bytes, keys: LedgerKeys) -> None:
        self._database, self._key, self._keys = database, key, keys

    def clear(self, order: str, owner: str, words: Sequence[str]) -> None:
        """Let go of what holds one of the words, of those who may have them of the owner's papers; files of the vault
        that nothing keeps any more by that are remembered with the order.

        What somebody had made of the owner's papers (lists, folders, reports that wait to be fetched) goes whatever it
        holds: what is in a file cannot be told from here, and it can be made anew. Raises :class:`DocumentBusyError`
        while one is being made that may have been begun before they left.
        """
        self._check_nothing_is_made(order, owner)
        sought = SoughtWords(words)
        with self._database.read() as connection:
            theirs = readers(connection, owner)
        self._states(theirs, sought)
        self._searches(theirs, sought)
        self._jobs(order, owner, theirs, sought)
        clear_written(self._database, self._key, owner, sought)

    def events(self, owner: str, words: Sequence[str]) -> list[int]:
        """The numbers of the ledger's events about this owner's papers whose free text holds one of the words. Those
        from before free text could be erased by event are left out (:mod:`models.store.ledger_record`)."""
        sought, found = SoughtWords(words), list[int]()
        with self._database.read() as connection:
            scopes = select(ledger_keys.c.id, ledger_keys.c.scope).where(ledger_keys.c.wrapped != "")
            mine = sorted(row.id for row in connection.execute(scopes) if owner in json.loads(row.scope))
        for some in parts(mine):
            told = and_(ledger.c.key.in_(some), ledger.c.version == VERSION, ledger.c.sealed != "")
            query = select(ledger.c.sequence, ledger.c.key, ledger.c.sealed).where(told).order_by(ledger.c.sequence)
            for connection, rows in self._read(query):
                said = self._keys.opened(connection, [(row.key, row.sealed) for row in rows])
                found += [row.sequence for row, one in zip(rows, said, strict=True) if sought.are_in(one)]
        return found

    def silence(self, events: Sequence[int]) -> None:
        """Erase the free text of these events: who, what, when and the case stand, and the chain holds."""
        for some in parts(events):
            with self._database.write() as connection:
                connection.execute(update(ledger).where(ledger.c.sequence.in_(some)).values(sealed=""))

    def _check_nothing_is_made(self, order: str, owner: str) -> None:
        """Of this owner's papers, by a job from before the last of them left: what is asked for after that finds none,
        so that others who keep on asking do not keep this from its end."""
        taken = and_(erasure_items.c.order == order, erasure_items.c.state == ItemState.TAKEN.value)
        last = select(func.max(erasure_items.c.at)).where(taken).scalar_subquery()
        making = and_(jobs.c.state == _RUNNING, jobs.c.kind.in_(_MAKING), jobs.c.created <= last)
        _ = self._keys.secret  # outside the transaction
        with self._database.read() as connection:
            rows = connection.execute(select(jobs).where(making)).all()
            said = opened(self._keys, connection, [row.arguments for row in rows])
            theirs = _handed_out_by(connection, owner)
        for row, asked in zip(rows, said, strict=True):
            mine = _is_of(row, asked, owner) or (asked or {}).get("release") in theirs
            if mine and not is_void(row.worker, row.lease_until, swedish.now()):
                raise DocumentBusyError("En lista eller kopia av ägarens handlingar görs just nu")

    def _states(self, theirs: Collection[str], sought: SoughtWords) -> None:
        gone = list[str]()
        for connection, found in self._read(select(page_states)):
            rows = [row for row in found if row.user in theirs]
            said = opened(self._keys, connection, [row.state for row in rows])
            gone += [row.id for row, one in zip(rows, said, strict=True) if one is None or sought.are_in(one)]
        for some in parts(gone):
            with self._database.write() as connection:
                connection.execute(delete(page_states).where(page_states.c.id.in_(some)))

    def _searches(self, theirs: Collection[str], sought: SoughtWords) -> None:
        gone = list[str]()
        for _, rows in self._read(select(saved_searches)):
            gone += [row.id for row in rows if row.user in theirs and sought.are_in(self._said(row))]
        for some in parts(gone):
            with self._database.write() as connection:
                alerts.forget(connection, saved_searches.c.id.in_(some))
                connection.execute(delete(saved_searches).where(saved_searches.c.id.in_(some)))

    def _said(self, row: Row[Any]) -> Any:
        try:
            return said_by(self._key, row)
        except (InvalidTag, KeyError, TypeError, ValueError):
            return None

    def _jobs(self, order: str, owner: str, theirs: Collection[str], sought: SoughtWords) -> None:
        gone, files = list[str](), list[str]()
        over = and_(jobs.c.state != JobState.WAITING.value, jobs.c.owner == owner)
        ended = and_(jobs.c.kind != JobKind.ERASE.value, jobs.c.state != _RUNNING)
        for connection, rows in self._read(select(jobs).where(ended, or_(jobs.c.kind.not_in(_BRINGING), over))):
            said = opened(self._keys, connection, [row.arguments for row in rows])
            for row, asked in zip(rows, said, strict=True):
                made = (row.result or {}).get("sha256", "")
                mine = row.owner == owner or row.created_by in theirs
                told = mine and (sought.are_in(asked) or sought.are_in(row.result))
                if told or (made and _is_of(row, asked, owner)):
                    gone.append(row.id)
                    files += [each for each in (made, (asked or {}).get("sha256", "")) if each]
        with self._database.write() as connection:
            keep(connection, self._key, order, Sort.FILE, files)
            for some in parts(gone):
                left = connection.execute(delete(jobs).where(jobs.c.id.in_(some)).returning(jobs.c.run)).scalars()
                expect_fewer(connection, [run for run in left if run])

    def _read(self, query: Any) -> Iterator[tuple[Connection, Sequence[Row[Any]]]]:
        _ = self._keys.secret  # outside the transaction
        with self._database.read() as connection:
            found = connection.execute(query.execution_options(yield_per=_SOME))
            for rows in found.partitions(_SOME):
                yield connection, rows


def _handed_out_by(connection: Connection, owner: str) -> set[str]:
    """Releases of the owner's that are on their way: their jobs are the readers'."""
    query = select(releases.c.id).join(requests, requests.c.id == releases.c.request)
    return set(connection.execute(query.where(requests.c.owner == owner, releases.c.done.is_(None))).scalars())


def _is_of(row: Row[Any], asked: Any, owner: str) -> bool:
    """Whether what the job made may hold papers of the owner's. One whose words were erased does not say."""
    return asked is None or row.owner == owner or owner in str(asked.get("owners", "")).split("\n")
