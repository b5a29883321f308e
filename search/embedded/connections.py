"""Open files, one connection for each thread, and the newest snapshot of each owner, shared between threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import apsw

from search.embedded.catalogue import Catalogue
from search.embedded.folder import Folder
from search.embedded.kept import Kept
from search.embedded.loading import load
from search.embedded.postings import PostingLists
from search.embedded.schema import connect, generation
from search.embedded.snapshot import Snapshot
from search.embedded.vocabulary import Spellings


@dataclass(frozen=True, slots=True)
class Reading:
    """An owner's file at one moment: everything asked through ``connection`` agrees with ``snapshot``."""

    connection: apsw.Connection
    snapshot: Snapshot
    lists: PostingLists
    spellings: Spellings


class Connections:
    """Hands out connections and snapshots. Versions that are no longer in use are let go of."""

    def __init__(self, folder: Folder, catalogue: Catalogue) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._thread = threading.local()
        self._lock = threading.Lock()
        self._all: list[apsw.Connection] = []
        self._snapshots: dict[str, tuple[int, Snapshot]] = {}
        self._lists = Kept()
        self._spellings: dict[str, tuple[tuple[int, int], Spellings]] = {}

    @contextmanager
    def reading(self, owner: str) -> Iterator[Reading | None]:
        """The version of the owner that is in use; None where there is none."""
        version = self._folder.current(owner)
        if version == 0:
            yield None
            return
        try:
            connection = self._connection(owner, version)
        except apsw.CantOpenError:  # it was swapped for a newer one just now
            version = self._folder.current(owner)
            connection = self._connection(owner, version)
        connection.execute("BEGIN")
        try:
            snapshot = self._snapshot(connection, owner, version)
            lists = PostingLists(self._lists, f"{owner} {version}")
            yield Reading(connection, snapshot, lists, self._spelled(owner, version, snapshot.generation))
        finally:
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close what every thread has open. No thread may be searching."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._thread = threading.local()

    def _connection(self, owner: str, version: int) -> apsw.Connection:
        opened: dict[str, tuple[int, apsw.Connection]] = self._thread.__dict__
        if owner in opened and opened[owner][0] != version:
            opened.pop(owner)[1].close()
        if owner not in opened:
            opened[owner] = (version, connect(self._folder.file(owner, version)))
            with self._lock:
                self._all.append(opened[owner][1])
        return opened[owner][1]

    def _spelled(self, owner: str, version: int, generation: int) -> Spellings:
        """Of this generation; those of another are forgotten."""
        of, kept = self._spellings.get(owner, ((0, 0), {}))
        if of != (version, generation):
            kept = {}
            self._spellings[owner] = (version, generation), kept
        return kept

    def _snapshot(self, connection: apsw.Connection, owner: str, version: int) -> Snapshot:
        of_version, kept = self._snapshots.get(owner, (0, None))
        now = generation(connection)
        if kept is None or of_version != version:
            kept = load(connection, owner, self._catalogue)
            self._snapshots[owner] = version, kept
        elif kept.generation < now:
            kept = load(connection, owner, self._catalogue, kept)
            self._snapshots[owner] = version, kept
        elif kept.generation > now:  # this thread's transaction began before another's put
            kept = load(connection, owner, self._catalogue)
        return kept
