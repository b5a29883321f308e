"""Masked copies: begun and decided by somebody who reads the whole document; theirs, and the owner's officer's, for as
long as they still do."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, insert, or_, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError, RedactionChangedError
from models.identity import bytes_id
from models.redaction import Reach, Redaction, acts_of
from models.store.database import Database
from models.store.pointing import anchored_in_whole
from models.store.readable import in_whole
from models.store.redacted_files import RedactedFiles
from models.store.rows import aware
from models.store.schema import documents, pages
from models.store.schema_redactions import redactions
from models.store.vault import Vault
from models.store.written import Writing


class Redactions:
    def __init__(self, database: Database, key: bytes, vault: Vault) -> None:
        self._database, self._writing = database, Writing(key, "redaction")
        self.files = RedactedFiles(database, key, vault)

    def add(self, viewer: Viewer, document: str, provision: str = "") -> Redaction:
        """Begin a copy. Raises :class:`AccessDeniedError` where the viewer does not read all of the document: what one
        has not seen one cannot judge."""
        now = swedish.now()
        with self._database.write() as connection:
            on = anchored_in_whole(connection, viewer, document)
            reading = _reading(connection, document)
            new = Redaction(secrets.token_hex(16), on.owner, document, viewer.name, now, reading, provision)
            row = {"id": new.id, "owner": new.owner, "document": document, "by": new.by, "at": now, "changed": now}
            sealed = self._writing.sealed(new.id, new.kept())
            connection.execute(insert(redactions).values(**row, sealed=sealed))
        return new

    def get(self, viewer: Viewer, id: str) -> Redaction:
        """Raises :class:`AccessDeniedError` for another's, and where the document is not read in whole any more."""
        found = self._all(_told(viewer).where(redactions.c.id == id))
        if not found:
            raise AccessDeniedError("Den maskade kopian finns inte")
        return found[0]

    def all(self, viewer: Viewer, document: str = "") -> list[Redaction]:
        """The viewer's own and, of the owners whose officer they are, everybody's, newest first; of one document or
        all."""
        query = _told(viewer).order_by(redactions.c.changed.desc(), redactions.c.id)
        return self._all(query.where(redactions.c.document == document) if document else query)

    def change(self, viewer: Viewer, before: Redaction, after: Redaction) -> None:
        """What is decided now. Only whoever began it decides. A file that was made of something else ends: its key goes
        at once, and the file when it is swept.

        Raises :class:`AccessDeniedError`, and :class:`RedactionChangedError` where something was decided in between.
        """
        values: dict[str, Any] = {"sealed": self._writing.sealed(after.id, after.kept()), "changed": swedish.now()}
        with self._database.write() as connection:
            mine = _told(viewer).where(_mine(viewer, before.id)).with_for_update(of=redactions)
            row = connection.execute(mine).first()
            if row is None:
                raise AccessDeniedError("Den maskade kopian finns inte")
            known = self._redaction(row)
            if known.kept() != before.kept():
                raise RedactionChangedError("Kopian ändrades i ett annat fönster")
            if not after.shows_same_as(known):
                values |= {"made": None, "until": None, "key": ""}
            connection.execute(update(redactions).where(redactions.c.id == before.id).values(**values))

    def keep(
        self,
        viewer: Viewer,
        made_of: Redaction,
        files: tuple[bytes, bytes],
        until: date,
        at: datetime,
        *,
        pages: int,
        boxes: int,
    ) -> None:
        """Keep the files that were made of this, as :meth:`RedactedFiles.keep` does.

        Raises :class:`AccessDeniedError` where the viewer does not read the document in whole any more, and
        :class:`RedactionChangedError` where something else is decided, by however little.
        """

        def check(connection: Connection) -> None:
            row = connection.execute(_told(viewer).where(redactions.c.id == made_of.id).with_for_update(of=redactions))
            known = row.first()
            if known is None:
                raise AccessDeniedError("Den maskade kopian finns inte")
            if not self._redaction(known).shows_same_as(made_of):
                raise RedactionChangedError("Kopian ändrades medan den gjordes", next="Gör den på nytt.")

        self.files.keep(made_of.id, files, until, pages=pages, boxes=boxes, at=at, check=check)

    def remove(self, viewer: Viewer, id: str) -> None:
        """Throw the draft and its files away. For whoever began it, and the owner's officer."""
        self.get(viewer, id)
        self.files.drop(id)
        with self._database.write() as connection:
            connection.execute(delete(redactions).where(redactions.c.id == id))

    def is_stale(self, redaction: Redaction) -> bool:
        """Whether the document was read anew since it was begun: its places are of the former reading."""
        with self._database.read() as connection:
            return _reading(connection, redaction.document) != redaction.reading

    def begin_anew(self, viewer: Viewer, redaction: Redaction) -> Redaction:
        """As it was begun, of the document as it is read now."""
        with self._database.read() as connection:
            reading = _reading(connection, redaction.document)
        anew = replace(redaction, reading=reading, acts=())
        self.change(viewer, redaction, anew)
        return anew

    def _all(self, query: Select[Any]) -> list[Redaction]:
        with self._database.read() as connection:
            return [self._redaction(row) for row in connection.execute(query)]

    def _redaction(self, row: Row[Any]) -> Redaction:
        said = self._writing.opened(row.id, row.sealed)
        return Redaction(
            *(row.id, row.owner, row.document, row.by, aware(row.at), said["reading"], said["provision"]),
            *(Reach(said["reach"]), acts_of(said), said["reference"], said["recipient"]),
            *(row.made and aware(row.made), row.until, row.pages, row.boxes),
        )


def _told(viewer: Viewer) -> Select[Any]:
    joined = redactions.join(documents, documents.c.id == redactions.c.document)
    mine: ColumnElement[bool] = or_(redactions.c.by == viewer.name, documents.c.owner.in_(viewer.deciding))
    return select(redactions).select_from(joined).where(mine, in_whole(viewer), documents.c.owner.in_(viewer.own))


def _mine(viewer: Viewer, id: str) -> ColumnElement[bool]:
    return and_(redactions.c.id == id, redactions.c.by == viewer.name)


def _reading(connection: Connection, document: str) -> str:
    """A print of what a place on each page hangs on."""
    query = select(pages.c.number, pages.c.text, func.coalesce(pages.c.image, "")).where(pages.c.document == document)
    rows = [tuple(row) for row in connection.execute(query.order_by(pages.c.number))]
    return bytes_id(repr(rows).encode("utf-8", "surrogatepass"))
