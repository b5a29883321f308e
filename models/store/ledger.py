"""The audit ledger (*loggen*): append-only, each record's hash covering the one before it.

Changing, removing, swapping or inserting a record breaks the chain from there on (:mod:`models.store.ledger_record`
says what a hash covers); a tail that was cut off is found by heads that were kept elsewhere
(:mod:`models.store.ledger_heads`). Free text is sealed under keys that can be destroyed, and what an event is about is
found by keyed hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, insert, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from models.audit import Action, Event, Record
from models.errors import DiskFullError, InvalidSettingError, KeyMismatchError, LedgerUnavailableError, UnavailableError
from models.measure import MEASURED
from models.store.database import Database, insert_many
from models.store.ledger_heads import Head, signed
from models.store.ledger_keys import LedgerKeys
from models.store.ledger_record import (
    FIRST_PREVIOUS,
    columns,
    free_text,
    hashed,
    is_broken,
    is_erased,
    of_version_2,
    raw_columns,
    under_seal,
)
from models.store.schema import ledger, ledger_about

_SOME: Final = 5_000  # records read at a time: a few megabytes
_LOCK: Final = 7_361_001  # PostgreSQL advisory lock: one writer of the chain at a time


class Ledger:
    """Write an event before the answer it is about; if it cannot be written there is no answer."""

    def __init__(self, database: Database, keys: LedgerKeys) -> None:
        self._database = database
        self.keys = keys
        self._of_today: bool | None = None

    def write(self, event: Event) -> int:
        """Append the event; returns its sequence number. Raises :class:`LedgerUnavailableError`."""
        try:
            _ = self.keys.secret  # outside the transaction: it may be written at the first call
            with self._database.write() as connection:
                return self._append(connection, event)
        except (UnavailableError, DiskFullError, KeyMismatchError, InvalidSettingError) as error:
            MEASURED.add("ledger_failures")
            raise LedgerUnavailableError(f"Loggen kunde inte skrivas: {error.message}") from error
        except (SQLAlchemyError, OSError) as error:  # its words may hold values; only its kind is passed on
            MEASURED.add("ledger_failures")
            raise LedgerUnavailableError(f"Loggen kunde inte skrivas ({type(error).__name__})") from error

    def verify(self, heads: Iterable[Head] = (), progress: Callable[[int], object] = lambda _: None) -> int | None:
        """The sequence number of the first record that does not hold, or None where the chain is whole.

        ``heads`` that were kept must stand in it still. ``progress`` is told how many records were looked at.
        """
        previous, expected = FIRST_PREVIOUS, 1
        kept = {head.sequence: head.hash for head in heads}
        names = [column.name for column in raw_columns()]
        for rows in self._parts():
            for values in rows:
                row = dict(zip(names, values, strict=True))
                if is_broken(row, expected, previous):
                    return row["sequence"] if row["sequence"] < expected else expected
                previous = row["hash"]
                if kept and kept.get(expected, previous) != previous:
                    return expected
                expected += 1
            progress(expected - 1)
        return expected if max(kept, default=0) >= expected else None

    def head(self) -> Head | None:
        """The last record, signed; None of an empty ledger."""
        with self._database.read() as connection:
            query = select(ledger.c.sequence, ledger.c.hash, ledger.c.time).order_by(ledger.c.sequence.desc())
            row = connection.execute(query.limit(1)).one_or_none()
        return signed(self.keys.secret.signing, row.sequence, row.hash, row.time) if row else None

    def stands(self, head: Head) -> bool:
        """Whether the record that the head was made of is there, as it was."""
        with self._database.read() as connection:
            query = select(ledger.c.hash).where(ledger.c.sequence == head.sequence)
            return connection.execute(query).scalar_one_or_none() == head.hash

    def last(self, limit: int = 50) -> list[Record]:
        """The newest records first."""
        return self.found(select(ledger).order_by(ledger.c.sequence.desc()).limit(limit))

    def found(self, query: Select[Any]) -> list[Record]:
        """The records that the query finds (all columns of the ledger), their free text opened."""
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            said = self.keys.opened(connection, [(row.key, row.sealed) for row in rows])
        return [_record(row, one) for row, one in zip(rows, said, strict=True)]

    def _parts(self) -> Iterator[list[Row[Any]]]:
        """The records in order, some at a time: none of them needs the others in memory."""
        query, last = select(*raw_columns()).order_by(ledger.c.sequence).limit(_SOME), None
        while True:
            with self._database.read() as connection:
                part = query if last is None else query.where(ledger.c.sequence > last)
                rows = list(connection.execute(part).all())
            yield rows
            if len(rows) < _SOME:
                return
            last = rows[-1].sequence

    def _append(self, connection: Connection, event: Event) -> int:
        if not self._database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        newest = connection.execute(
            select(ledger.c.sequence, ledger.c.hash).order_by(ledger.c.sequence.desc()).limit(1)
        ).one_or_none()
        sequence, previous = (newest.sequence + 1, newest.hash) if newest else (1, FIRST_PREVIOUS)
        now = datetime.now(UTC)
        key = self.keys.current(connection, event.owners, now)
        row = columns(event, now) | {"sequence": sequence, "previous": previous, "key": key.id}
        row |= under_seal(key.seal(free_text(event))) | {"why": key.term("why", event.purpose, event.case)}
        if not self._has_room(connection):
            row = of_version_2(row)
        connection.execute(insert(ledger).values(**row, hash=hashed(row)))
        about = {key.term("about", form) for form in event.about}
        rows = [{"term": term, "sequence": sequence, "actor": row["actor"]} for term in sorted(about)]
        insert_many(connection, ledger_about, rows)
        return int(sequence)

    def _has_room(self, connection: Connection) -> bool:
        """Whether the table has all that a record of today holds; not in a register that is about to be moved."""
        if self._of_today is None:
            names = {each["name"] for each in inspect(connection).get_columns(ledger.name)}
            self._of_today = names >= set(ledger.columns.keys())
        return self._of_today


def _record(row: Row[Any], said: dict[str, Any] | None) -> Record:
    told = said or {}
    event = Event(
        action=Action(row.action),
        actor=row.actor,
        purpose=row.purpose or told.get("purpose", ""),
        case=row.case,
        target=row.target,
        owners=tuple(row.owners),
        details={**row.details, **told.get("details", {})},
        words=told.get("words", ""),
    )
    time = datetime.fromisoformat(row.time)
    return Record(row.sequence, time, event, row.previous, row.hash, said is None or is_erased(row), row.why)
