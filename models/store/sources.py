"""The register's owners and sources."""

from __future__ import annotations

from sqlalchemy import Row, insert, select

from models import swedish
from models.errors import SourceConflictError, UnknownSourceError
from models.source import Source
from models.store.database import Database
from models.store.schema import sources


class Sources:
    """Which sources there are and who owns them. Their names are no case data: nobody need be asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, source: Source) -> None:
        """Add a source; adding it again changes nothing. Raises :class:`SourceConflictError` for another owner."""
        with self._database.write() as connection:
            row = connection.execute(select(sources).where(sources.c.name == source.name)).one_or_none()
            if row is None:
                connection.execute(
                    insert(sources).values(
                        name=source.name,
                        owner=source.owner,
                        kind=source.kind,
                        created=swedish.now(),
                    )
                )
            elif row.owner != source.owner:
                raise SourceConflictError(f"Källan {source.name!r} finns redan hos {row.owner!r}")

    def get(self, name: str) -> Source:
        """The source of this name. Raises :class:`UnknownSourceError`."""
        with self._database.read() as connection:
            row = connection.execute(select(sources).where(sources.c.name == name)).one_or_none()
        if row is None:
            raise UnknownSourceError(f"Det finns ingen källa som heter {name!r}")
        return _source(row)

    def all(self) -> list[Source]:
        """All sources in Swedish order."""
        with self._database.read() as connection:
            rows = connection.execute(select(sources)).all()
        return sorted(map(_source, rows), key=lambda source: swedish.sort_key(source.name))

    def owners(self) -> list[str]:
        """All owners in Swedish order."""
        return sorted({source.owner for source in self.all()}, key=swedish.sort_key)


def _source(row: Row[tuple[str, str, str]]) -> Source:
    return Source(name=row.name, owner=row.owner, kind=row.kind)
