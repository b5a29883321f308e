"""Proposals to cut a file into its documents, and what was decided about each.

A cut names its parts, wherever they lie: it is told only to who may read the whole of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, Row, delete, insert, select, update

from models import swedish
from models.access import Viewer, may_change
from models.errors import AccessDeniedError
from models.split import Part, Split, SplitState
from models.store.database import Database
from models.store.readable import in_whole
from models.store.rows import aware
from models.store.schema import documents, splits


class Splits:
    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(self, document: str, parts: Sequence[Part]) -> None:
        """Keep a proposal in place of an earlier one; none takes it away. What somebody decided stays."""
        with self._database.write() as connection:
            known = connection.execute(select(splits.c.state).where(splits.c.document == document)).scalar_one_or_none()
            if known not in (None, SplitState.PROPOSED.value):
                return
            connection.execute(delete(splits).where(splits.c.document == document))
            if parts:
                row = {"document": document, "state": SplitState.PROPOSED.value, "by": "", "at": swedish.now()}
                connection.execute(insert(splits).values(**row, parts=[asdict(part) for part in parts]))

    def get(self, viewer: Viewer, document: str) -> Split:
        """The split of the document. Raises :class:`AccessDeniedError` where none was proposed."""
        found = self._find(viewer, document)
        if found is None:
            raise AccessDeniedError("Det finns inget förslag att dela handlingen")
        return found

    def of(self, viewer: Viewer, document: str) -> Split | None:
        """The same, None where there is none."""
        return self._find(viewer, document)

    def all(self, viewer: Viewer, state: SplitState) -> list[Split]:
        """Those of the viewer's documents that stand in this state, the newest first."""
        query = select(splits).join(documents, documents.c.id == splits.c.document)
        query = query.where(in_whole(viewer), splits.c.state == state.value)
        with self._database.read() as connection:
            return [_split(row) for row in connection.execute(query.order_by(splits.c.at.desc(), splits.c.document))]

    def check(self, viewer: Viewer, document: str) -> None:
        """Raises :class:`AccessDeniedError` where the viewer may not decide of the file: they read the whole of it."""
        with self._database.read() as connection:
            _check(connection, viewer, document)

    def decide(self, viewer: Viewer, document: str, state: SplitState, parts: Sequence[Part] | None = None) -> Split:
        """Note what the viewer decided, with other parts than proposed where they are given. Raises
        :class:`AccessDeniedError` as :meth:`check`, and where none was proposed: then nothing is noted."""
        values: dict[str, object] = {"state": state.value, "by": viewer.name, "at": swedish.now()}
        if parts is not None:
            values["parts"] = [asdict(part) for part in parts]
        with self._database.write() as connection:
            _check(connection, viewer, document)
            change = update(splits).where(splits.c.document == document).values(**values)
            row = connection.execute(change.returning(splits)).one_or_none()
            if row is None:
                raise AccessDeniedError("Det finns inget förslag att dela handlingen")
            return _split(row)

    def _find(self, viewer: Viewer, document: str) -> Split | None:
        query = select(splits, documents.c.owner).join(documents, documents.c.id == splits.c.document)
        with self._database.read() as connection:
            row = connection.execute(query.where(splits.c.document == document, in_whole(viewer))).one_or_none()
        return _split(row) if row is not None else None


def _check(connection: Connection, viewer: Viewer, document: str) -> None:
    mine = select(documents.c.owner).where(documents.c.id == document, in_whole(viewer))
    owner = connection.execute(mine).scalar_one_or_none()
    if owner is None or not may_change(viewer, owner):
        raise AccessDeniedError("Handlingen finns inte, eller är bara till för läsning")


def _split(row: Row[tuple[object, ...]]) -> Split:
    parts = tuple(Part(**part) for part in row.parts)
    return Split(row.document, parts, SplitState(row.state), row.by, aware(row.at))
