"""What an archive says of its files in a list beside them: the register's table ``given``."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from models.access import Viewer
from models.errors import AccessDeniedError
from models.store.database import Database
from models.store.readable import readable
from models.store.schema import documents, given


class Given:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, document: str, values: Mapping[str, str]) -> bool:
        """Take these in place of what was said of the document before; whether that changed anything."""
        with self._database.write() as connection:
            query = select(given.c.name, given.c.value).where(given.c.document == document)
            before = {row.name: row.value for row in connection.execute(query)}
            if before == dict(values):
                return False
            connection.execute(delete(given).where(given.c.document == document))
            if values:
                rows = [{"document": document, "name": name, "value": value} for name, value in values.items()]
                connection.execute(insert(given), rows)
        return True

    def of(self, viewer: Viewer, document: str) -> dict[str, str]:
        """What is said of the document, by name. Raises :class:`AccessDeniedError`."""
        with self._database.read() as connection:
            mine = select(documents.c.id).where(documents.c.id == document, readable(viewer))
            if connection.execute(mine).one_or_none() is None:
                raise AccessDeniedError("Handlingen finns inte")
            query = select(given.c.name, given.c.value).where(given.c.document == document).order_by(given.c.name)
            return {row.name: row.value for row in connection.execute(query)}
