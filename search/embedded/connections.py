"""Open files, one connection for each thread, and the newest snapshot of each owner, shared between threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import apsw

from search.embedded.catalogue import Catalogue
from search.embedded.folder import Folder
from search.embedded.kept import ARRAYS_BYTES, LISTS_BYTES, Array, Kept, Postings
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
        self._lists = Kept[Postings](LISTS_BYTES)
        self._arrays = Kept[Array](ARRAYS_BYTES)
        self._spellings: dict[str, tuple[tuple[int, int], Spellings]] = {}

    @contextmanager
    def reading(self, owner: str) -> Iterator[Reading | None]:
        """The version of the owner that is in use; None where there is none."""
        begun = self._begun(owner)
        try:
            yield begun
        finally:
            if begun is not None:
                begun.connection.execute("COMMIT")

    def close(self) -> None:
        """Close what every thread has open. No thread may be searching."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._thread = threading.local()

    def _begun(self, owner: str) -> Reading | None:
        """A transaction on the version in use. One that is swapped for a newer as it is opened is let go of: its file
        may fail in any way then, or be read without what its journal held."""
        while version := self._folder.current(owner):
            try:
                return self._begin(owner, version)
            except BaseException as error:
                self._let_go(owner)
                if not isinstance(error, apsw.Error) or self._folder.current(owner) == version:
                    raise
        return None

    def _begin(self, owner: str, version: int) -> Reading:
        connection = self._connection(owner, version)
        connection.execute("BEGIN")
        snapshot = self._snapshot(connection, owner, version)
        lists = PostingLists(self._lists, self._arrays, f"{owner} {version}")
        return Reading(connection, snapshot, lists, self._spelled(owner, version, snapshot.generation))

    def _let_go(self, owner: str) -> None:
        """Close this thread's connection to the owner's file, if it has one."""
        if (kept := self._opened().pop(owner, None)) is not None:
            with self._lock:
                self._all.remove(kept[1])
            kept[1].close()

    def _opened(self) -> dict[str, tuple[int, apsw.Connection]]:
        """This thread's: the version and the connection to it, for each owner."""
        return self._thread.__dict__

    def _connection(self, owner: str, version: int) -> apsw.Connection:
        opened = self._opened()
        if owner in opened and opened[owner][0] != version:
            self._let_go(owner)
        if owner not in opened:
            connection = connect(self._folder.file(owner, version))
            opened[owner] = version, connection
            with self._lock:
                self._all.append(connection)
            generation(connection)  # opens the journal: only now is the file whole for as long as it is read
            if self._folder.current(owner) != version:
                raise apsw.CantOpenError("Swapped for a newer version")
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
