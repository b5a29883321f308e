"""What was erased, held against what is there: a document that came back without being handed in, a file that lies
where it came from. Asked by ``samsyn verify``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, select

from models.access import Viewer
from models.identity import document_id
from models.source import Source
from models.store.database import Database
from models.store.erasing.returning import mark_of
from models.store.erasing.standing import asked_for, unfinished
from models.store.erasing.stones import kept, standing
from models.store.lookups import parts
from models.store.readable import readable
from models.store.schema import documents, tombstones


class Tombstones:
    def __init__(self, database: Database, key: bytes, home: Path) -> None:
        self._database, self._key, self._home = database, key, home

    def back(self, viewer: Viewer) -> list[str]:
        """The documents that are there although they were erased, and that nobody has handed in since: an older
        register was put back by hand."""
        with self._database.read() as connection:
            stones = self._standing(connection)
            if not stones:
                return []
            ids = connection.execute(select(documents.c.id).where(readable(viewer)).order_by(documents.c.id)).scalars()
            return [id for id in ids if mark_of(self._key, id) in stones]

    def of_files(self, viewer: Viewer, source: Source, hashes: Iterable[str]) -> set[str]:
        """Those of the hashes that are of files which were erased from the source; none for who is not its owner's
        officer: to anybody else with the file it is one that never was here."""
        if source.owner not in viewer.deciding:
            return set()
        marks = {mark_of(self._key, document_id(source.owner, source.name, each)): each for each in hashes}
        with self._database.read() as connection:
            query = select(tombstones.c.mark).where(tombstones.c.returned.is_(None))
            return {
                marks[mark]
                for some in parts(sorted(marks))
                for mark in connection.execute(query.where(tombstones.c.mark.in_(some))).scalars()
            }

    def stalled(self, viewer: Viewer) -> list[str]:
        """Orders of the owners whose officer the viewer is that are not ended, and that no worker is asked to go on
        with."""
        with self._database.read() as connection:
            going = asked_for(connection)
            return [id for id in connection.execute(unfinished(viewer.deciding)).scalars() if id not in going]

    def _standing(self, connection: Connection) -> set[str]:
        """Marks of what was erased, and was not handed in again, by the register and by what the home remembers."""
        marks = connection.execute(select(tombstones.c.mark).where(tombstones.c.returned.is_(None))).scalars()
        return {*marks, *(each.mark for each in standing(connection, kept(self._home)))}
