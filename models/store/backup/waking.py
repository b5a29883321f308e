"""A register that is put back wakes in another time: nobody is signed in, nobody is at work, and it says when it is of.

What somebody had in hand when the backup was taken is begun again by whoever takes it. Pieces of files that were on
their way in are not in a backup; they are sent again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, or_, select, update

from models import swedish
from models.job import JobState
from models.store.at_work import BEGINS as AT_WORK
from models.store.backup.layout import Backup
from models.store.backup.noted import Noted
from models.store.database import Database
from models.store.lookups import parts
from models.store.notices import MACHINE, READY, RESTORED, RESTORING, WORKER, Notices
from models.store.schema import documents, installation, jobs, ledger_keys, metadata, sessions, unnamed_files, uploads
from models.store.schema_accounts import provider_flows
from models.store.schema_orders import orders

_THEN: Final = (MACHINE, WORKER, READY)
"""Notices of how it was on a machine that may be another."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is known to have been there after the backup was taken. ``events`` None: nobody noted how far it had come.

    ``counts`` say how many more there were of documents, withdrawn, markings, holds, protected, closed_accounts.
    """

    events: int | None
    counts: Mapping[str, int]

    @property
    def is_some(self) -> bool:
        return self.events is None or self.events > 0 or bool(self.counts)


def missing(backup: Backup, noted: Noted | None) -> Missing:
    if noted is None:
        return Missing(None, {})
    more = {name: count - backup.counts.get(name, 0) for name, count in noted.counts.items()}
    return Missing(max(noted.events - backup.events, 0), {name: count for name, count in more.items() if count > 0})


def wake(database: Database, backup: Backup, lacks: Missing) -> None:
    """Void all claims, end all sessions, keep everybody out, and put up the notice; done again it does nothing more."""
    Notices(database).put(RESTORING, {"backup": backup.made})
    with database.write() as connection:
        _void_claims(connection)
        running = update(jobs).where(jobs.c.state == JobState.RUNNING.value)
        connection.execute(running.values(state=JobState.WAITING.value, progress=0.0))
        connection.execute(delete(sessions))
        connection.execute(delete(provider_flows))
        connection.execute(delete(uploads).where(uploads.c.finished.is_(None)))
        connection.execute(delete(orders))
        connection.execute(delete(unnamed_files))  # what the vault has now may be the only copy: it is seen twice anew
        at_work = installation.c.name.startswith(AT_WORK, autoescape=True)
        connection.execute(delete(installation).where(or_(installation.c.name.in_(_THEN), at_work)))
    tell(database, backup, lacks)


def tell(database: Database, backup: Backup, lacks: Missing) -> None:
    """Put up the notice, which stays until somebody has seen to what is missing."""
    told = {"at": swedish.now().isoformat(), "backup": backup.made}
    Notices(database).put(RESTORED, told | {"events": lacks.events, "counts": dict(lacks.counts)})


def destroy_again(database: Database, keys: Collection[str]) -> int:
    """Destroy keys of the ledger's free text that were destroyed after the backup was taken; how many."""
    with database.write() as connection:
        live = select(ledger_keys.c.id).where(ledger_keys.c.wrapped != "")
        here = sorted({*keys}.intersection(connection.execute(live).scalars()))
        for id in here:
            gone = update(ledger_keys).where(ledger_keys.c.id == id)
            connection.execute(gone.values(wrapped="", destroyed=swedish.now()))
    return len(here)


def taken_out_since(database: Database, noted: Noted) -> list[str]:
    """The documents that had been taken out of search after the backup was taken, and are found again."""
    found = select(documents.c.id).where(documents.c.withdrawn.is_(None))
    with database.read() as connection:
        return [
            id
            for some in parts(noted.withdrawn)
            for id in connection.execute(found.where(documents.c.id.in_(some))).scalars()
        ]


def _void_claims(connection: Connection) -> None:
    """Of documents, jobs, watched folders, and whatever else is claimed: a claim is a worker and a lease."""
    for table in metadata.sorted_tables:
        void = {"worker": "", "lease_until": None}
        mine = {name: void[name] for name in void if name in table.c and (table.c[name].nullable or void[name] == "")}
        if mine:
            connection.execute(update(table).values(**mine))
