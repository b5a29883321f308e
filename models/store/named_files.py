"""Which files of the vault the register names, and which nothing names.

A new column or kind of job that names a file of the vault has its place in :func:`named`: what it does not give is
taken to be nobody's, is left out of backups, and goes when it has been nobody's for a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from sqlalchemy import Connection, Table, delete, inspect, or_, select, union_all

from models import swedish
from models.identity import is_bytes_id
from models.store.claims import is_void
from models.store.database import Database, insert_many
from models.store.hash_set import HashSet
from models.store.kept_words import opened
from models.store.ledger_keys import LedgerKeys
from models.store.rows import aware
from models.store.schema import (
    documents,
    draft_pages,
    jobs,
    pages,
    redactions,
    releases,
    runs,
    stretch_pages,
    stretches,
    unnamed_files,
    watched_files,
)

NAMING: Final = (
    documents.c.sha256,
    pages.c.image,
    draft_pages.c.image,
    stretch_pages.c.image,
    releases.c.sha256,
    watched_files.c.sha256,
    redactions.c.sha256,
    redactions.c.paper,
)
_DOCUMENTS_DONE: Final = (documents.c.created, documents.c.finished)
_CLAIMED: Final = (jobs, documents, stretches)
_SOME: Final = 1_000
_GRACE: Final = timedelta(hours=24)
"""Bytes come before their row, which may be the last thing of a long reading."""


def named(connection: Connection, keys: LedgerKeys) -> Iterator[str]:
    """Each SHA-256 that the register names, some of them more than once. What tables an older register has not, it
    does not name anything in."""
    tables = set(inspect(connection).get_table_names())
    for column in NAMING:
        if isinstance(column.table, Table) and column.table.name in tables:
            rows = connection.execute(select(column).where(column.is_not(None)).execution_options(yield_per=_SOME))
            yield from (sha256 for sha256 in rows.scalars() if is_bytes_id(sha256))
    rows = connection.execute(select(jobs.c.arguments, jobs.c.result).execution_options(yield_per=_SOME))
    for some in rows.partitions(_SOME):
        arguments = opened(keys, connection, [row.arguments for row in some])
        said = [*arguments, *(row.result for row in some)]
        yield from (one["sha256"] for one in said if one and is_bytes_id(str(one.get("sha256"))))


class UnnamedFiles:
    """Files in the vault that nothing names, since when."""

    def __init__(self, database: Database, keys: LedgerKeys) -> None:
        self._database, self._keys = database, keys

    def look(self, kept: Iterable[str]) -> list[str]:
        """Of what the vault keeps, what nothing names and nothing did a day ago; what is newly so is remembered.

        It must have been seen here twice: how old a file is does not tell since when nobody has needed it.
        """
        _ = self._keys.secret
        now = swedish.now()
        with self._named() as held:
            known = self._known()
            mine = iter(kept)
            unnamed: set[str] = set()
            while some := list(islice(mine, _SOME)):
                new = [sha256 for sha256 in some if sha256 not in held]
                unnamed.update(new)
                if fresh := [{"sha256": sha256, "noticed": now} for sha256 in new if sha256 not in known]:
                    with self._database.write() as connection:
                        insert_many(connection, unnamed_files, fresh)
        self._forget(known.keys() - unnamed)
        return sorted(sha256 for sha256 in unnamed & known.keys() if now - known[sha256] > _GRACE)

    def still(self, some: Iterable[str]) -> list[str]:
        """Those of them that nothing names now: asked again just before they go."""
        with self._named() as held:
            return [sha256 for sha256 in some if sha256 not in held]

    def has_come_in(self, sha256: str) -> bool:
        """Whether a document has this very file: a question to an index, for what :meth:`still` said minutes ago of an
        archive of millions."""
        with self._database.read() as connection:
            query = select(documents.c.id).where(documents.c.sha256 == sha256).limit(1)
            return connection.execute(query).first() is not None

    def may_be_wanted(self, since: datetime) -> bool:
        """Whether somebody has taken in or read since then, or does so now: bytes that are there already need not be
        put again, and the row that names them may be the last thing of a long reading."""
        going_on = or_(runs.c.finished.is_(None), runs.c.finished > since)
        lately = [select(column).where(column > since) for column in (jobs.c.created, *_DOCUMENTS_DONE)]
        lately.append(select(runs.c.lease_until).where(runs.c.lease_until > since, going_on))
        held = [select(each.c.worker, each.c.lease_until).where(each.c.lease_until > since) for each in _CLAIMED]
        with self._database.read() as connection:
            if connection.execute(union_all(*lately).limit(1)).first() is not None:
                return True
            rows = connection.execute(union_all(*held)).all()
        return any(not is_void(row.worker, row.lease_until, swedish.now()) for row in rows)

    def gone(self, some: Iterable[str]) -> None:
        self._forget(some)

    def _named(self) -> HashSet:
        held = HashSet()
        with self._database.read() as connection:
            held.add(named(connection, self._keys))
        return held

    def _known(self) -> dict[str, datetime]:
        with self._database.read() as connection:
            return {row.sha256: aware(row.noticed) for row in connection.execute(select(unnamed_files))}

    def _forget(self, some: Iterable[str]) -> None:
        with self._database.write() as connection:
            for sha256 in some:
                connection.execute(delete(unnamed_files).where(unnamed_files.c.sha256 == sha256))
