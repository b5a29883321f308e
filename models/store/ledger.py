"""The audit ledger (*loggen*): append-only, each record's hash covering the one before it.

The chain: ``hash = SHA-256(canonical JSON of every other column)``, where ``previous`` is the hash of the record
before, or 64 zeros for the first. Changing, removing, swapping or inserting a record breaks it from there on; cutting
the tail is found by comparing heads that were kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text

from models.audit import Action, Event, Record
from models.errors import DiskFullError, LedgerUnavailableError, UnavailableError
from models.store.database import Database
from models.store.schema import ledger

FIRST_PREVIOUS = "0" * 64
_SOME = 1000  # records read at a time
_LOCK = 7_361_001  # PostgreSQL advisory lock: one writer of the chain at a time


class Ledger:
    """Write an event before the answer it is about; if it cannot be written there is no answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, event: Event) -> int:
        """Append the event; returns its sequence number. Raises :class:`LedgerUnavailableError`."""
        try:
            with self._database.write() as connection:
                return self._append(connection, event)
        except (UnavailableError, DiskFullError) as error:
            raise LedgerUnavailableError(f"Loggen kunde inte skrivas: {error.message}") from error

    def verify(self) -> int | None:
        """The sequence number of the first record that does not hold, or None where the chain is whole."""
        previous, expected = FIRST_PREVIOUS, 1
        for row in self._rows():
            broken = row.sequence != expected or row.previous != previous or row.hash != _hash(row._asdict())
            if broken:
                return expected if row.sequence != expected else int(row.sequence)
            previous, expected = row.hash, expected + 1
        return None

    def last(self, limit: int = 50) -> list[Record]:
        """The newest records first."""
        with self._database.read() as connection:
            rows = connection.execute(select(ledger).order_by(ledger.c.sequence.desc()).limit(limit)).all()
        return [_record(row) for row in rows]

    def _rows(self) -> Iterator[Row[Any]]:
        query, last = select(ledger).order_by(ledger.c.sequence).limit(_SOME), None
        while True:
            with self._database.read() as connection:
                part = query if last is None else query.where(ledger.c.sequence > last)
                rows = connection.execute(part).all()
            yield from rows
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
        row = _columns(event) | {"sequence": sequence, "previous": previous}
        connection.execute(insert(ledger).values(**row, hash=_hash(row)))
        return int(sequence)


def _columns(event: Event) -> dict[str, Any]:
    return {
        "time": datetime.now(UTC).isoformat(timespec="microseconds"),
        "action": event.action.value,
        "actor": event.actor,
        "purpose": event.purpose,
        "case": event.case,
        "target": event.target,
        "owners": sorted(event.owners),
        "details": dict(event.details or {}),
    }


def _hash(row: Mapping[str, Any]) -> str:
    covered = {name: value for name, value in row.items() if name != "hash"}
    return hashlib.sha256(json.dumps(covered, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _record(row: Row[Any]) -> Record:
    event = Event(
        action=Action(row.action),
        actor=row.actor,
        purpose=row.purpose,
        case=row.case,
        target=row.target,
        owners=tuple(row.owners),
        details=row.details,
    )
    return Record(row.sequence, datetime.fromisoformat(row.time), event, row.previous, row.hash)
