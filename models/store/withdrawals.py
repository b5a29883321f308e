"""Taking documents out of search and bringing them back: a run that was wrong, a source, a document.

Nothing is erased: originals stay in the vault, readings in the register, and :meth:`Withdrawals.undo` brings them back.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, Row, Select, and_, insert, not_, select, update

from models import swedish
from models.access import Viewer, may_change
from models.errors import AccessDeniedError
from models.split import part_path
from models.store.arrivals import bring_back, bring_back_former
from models.store.covered import Covered
from models.store.database import Database
from models.store.documents import SEARCHABLE
from models.store.evidence import heed
from models.store.lookups import parts
from models.store.lying import laid_in
from models.store.outbox import enqueue
from models.store.readable import readable
from models.store.reasons import Reason, shown
from models.store.rows import aware
from models.store.runs import FileState
from models.store.schema import documents, occurrences, run_files, runs, sources, withdrawals
from models.store.settling import alone
from models.withdrawal import Scope, Withdrawal

_OF_DOCUMENTS: Final = (Scope.DOCUMENT.value, Scope.SPLIT.value, Scope.PARTS.value)


class Withdrawals:
    def __init__(self, database: Database, key: bytes, covered: Covered) -> None:
        self._database, self._key, self._covered = database, key, covered

    def take(self, viewer: Viewer, scope: Scope, target: str, reason: str) -> tuple[Withdrawal, int]:
        """Take the target's documents out of search; returns the withdrawal and how many it took that the viewer may
        read.

        Those withdrawn before stay with their first withdrawal. Where a former version lies at a path of one that is
        taken, search finds that one again. Raises :class:`AccessDeniedError` for what is not there or not the viewer's.
        """
        with self._database.write() as connection:
            owner, ids = _wanted(connection, scope, target)
            if owner is None or not may_change(viewer, owner) or not _is_known(connection, viewer, scope, target):
                raise AccessDeniedError("Det finns inget sådant att dra tillbaka")
            alone(connection, owner)  # before documents' rows, as whoever finishes one takes them
            new = Withdrawal(secrets.token_hex(16), owner, scope, target, reason, viewer.name, swedish.now())
            connection.execute(insert(withdrawals).values(_columns(new)))
            taken = _mark(connection, ids, new.id)
            back = [one for document in taken for one in bring_back_former(connection, document)]
            heed(connection, self._key, [*taken, *back])
            return new, _read(connection, viewer, taken)

    def undo(self, viewer: Viewer, id: str) -> tuple[Withdrawal, int]:
        """Bring back what the withdrawal took; returns it and how many of them the viewer may read. Undoing it again
        brings back none.

        Where newer versions are found, the former stay out of search as if they had never been withdrawn.
        """
        with self._database.write() as connection:
            row = connection.execute(select(withdrawals).where(withdrawals.c.id == id)).one_or_none()
            if row is None or not may_change(viewer, row.owner):
                raise AccessDeniedError("Återkallelsen finns inte")
            alone(connection, row.owner)
            mine = update(documents).where(documents.c.withdrawn == id).values(withdrawn=None)
            told = (documents.c.id, documents.c.owner, documents.c.state, documents.c.superseded)
            back = connection.execute(mine.returning(*told)).all()
            undone = {"undone": row.undone or swedish.now(), "undone_by": row.undone_by or viewer.name}
            connection.execute(update(withdrawals).where(withdrawals.c.id == id).values(**undone))
            for document in back:
                if document.state in SEARCHABLE and not document.superseded:
                    enqueue(connection, document.id, document.owner, "put")
            ids = [document.id for document in back]
            heed(connection, self._key, [*ids, *bring_back(connection, ids)])
            changed = connection.execute(select(withdrawals).where(withdrawals.c.id == id)).one()
            count = _read(connection, viewer, ids)
        return self._as_shown(viewer, [_withdrawal(changed)])[0], count

    def all(self, viewer: Viewer) -> list[Withdrawal]:
        """The viewer's owners' withdrawals, the newest first, undone ones too."""
        about = and_(withdrawals.c.scope.in_(_OF_DOCUMENTS), withdrawals.c.target.not_in(_readable_ids(viewer)))
        query = select(withdrawals).where(withdrawals.c.owner.in_(viewer.own), not_(about))
        with self._database.read() as connection:
            found = [_withdrawal(row) for row in connection.execute(query.order_by(withdrawals.c.at.desc()))]
        return self._as_shown(viewer, found)

    def of(self, viewer: Viewer, document: str) -> Withdrawal | None:
        """The withdrawal that keeps the document out of search, or None."""
        query = select(withdrawals).join(documents, documents.c.withdrawn == withdrawals.c.id)
        with self._database.read() as connection:
            row = connection.execute(query.where(documents.c.id == document, readable(viewer))).one_or_none()
        return self._as_shown(viewer, [_withdrawal(row)])[0] if row is not None else None

    def _as_shown(self, viewer: Viewer, some: Sequence[Withdrawal]) -> list[Withdrawal]:
        """Each with its reason as the viewer may read it."""
        told = shown(self._database, self._covered, viewer, [_reason(each) for each in some])
        return [replace(each, reason=reason) for each, reason in zip(some, told, strict=True)]


def _reason(withdrawal: Withdrawal) -> Reason:
    of_document = withdrawal.scope.value in _OF_DOCUMENTS
    return Reason(withdrawal.owner, withdrawal.reason, withdrawal.target if of_document else "", of_document)


def _readable_ids(viewer: Viewer) -> Select[tuple[str]]:
    return select(documents.c.id).where(readable(viewer))


def _read(connection: Connection, viewer: Viewer, ids: Sequence[str]) -> int:
    """How many of the documents the viewer may read."""
    mine = _readable_ids(viewer)
    return sum(len(connection.execute(mine.where(documents.c.id.in_(some))).all()) for some in parts(ids))


def _is_known(connection: Connection, viewer: Viewer, scope: Scope, target: str) -> bool:
    """Whether the viewer may read the document that is meant; of a source or a run it is enough whose it is."""
    if scope.value not in _OF_DOCUMENTS:
        return True
    return connection.execute(_readable_ids(viewer).where(documents.c.id == target)).one_or_none() is not None


def _wanted(connection: Connection, scope: Scope, target: str) -> tuple[str | None, Sequence[str]]:
    """The owner of what is to be taken (None where it is not there), and the ids."""
    if scope in (Scope.DOCUMENT, Scope.SPLIT):
        return _owner(connection, target), [target] if scope is Scope.SPLIT else _with_inside(connection, [target])
    if scope is Scope.PARTS:
        return _owner(connection, target), _cut_from(connection, target)
    if scope is Scope.SOURCE:
        owner = connection.execute(select(sources.c.owner).where(sources.c.name == target)).scalar_one_or_none()
        of_source = select(documents.c.id).where(documents.c.source == target)
        return owner, [row.id for row in connection.execute(of_source)]
    of_run = select(sources.c.owner).join(runs, runs.c.source == sources.c.name).where(runs.c.id == target)
    new = and_(run_files.c.run == target, run_files.c.state != FileState.DUPLICATE.value)
    came = select(run_files.c.document).where(new, run_files.c.document.is_not(None))
    ids = [row.document for row in connection.execute(came)]
    return connection.execute(of_run).scalar_one_or_none(), _with_inside(connection, ids)


def _owner(connection: Connection, document: str) -> str | None:
    return connection.execute(select(documents.c.owner).where(documents.c.id == document)).scalar_one_or_none()


def _cut_from(connection: Connection, document: str) -> list[str]:
    beginning = part_path(document, "")
    cut = and_(occurrences.c.parent == document, occurrences.c.path.startswith(beginning, autoescape=True))
    return [row.document for row in connection.execute(select(occurrences.c.document).where(cut).distinct())]


def _with_inside(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The documents and those found in them, at any depth, that lie nowhere else."""
    found = dict.fromkeys(ids)
    level = list(found)
    while level:
        new = [id for id in laid_in(connection, level) if id not in found]
        level = [id for id in new if not _lies_elsewhere(connection, id, found)]
        found |= dict.fromkeys(level)
    return list(found)


def _lies_elsewhere(connection: Connection, document: str, taken: Iterable[str]) -> bool:
    places = select(occurrences.c.parent).where(occurrences.c.document == document, occurrences.c.current)
    return any(row.parent is None or row.parent not in taken for row in connection.execute(places))


def _mark(connection: Connection, ids: Sequence[str], withdrawal: str) -> list[str]:
    taken = []
    for id in ids:
        change = update(documents).where(documents.c.id == id, documents.c.withdrawn.is_(None))
        changed = change.values(withdrawn=withdrawal).returning(documents.c.owner, documents.c.state)
        row = connection.execute(changed).one_or_none()
        if row is not None:
            taken.append(id)
            if row.state in SEARCHABLE:
                enqueue(connection, id, row.owner, "delete")
    return taken


def _columns(withdrawal: Withdrawal) -> dict[str, object]:
    names = ("id", "owner", "target", "reason", "by", "at")
    return {name: getattr(withdrawal, name) for name in names} | {"scope": withdrawal.scope.value}


def _withdrawal(row: Row[tuple[object, ...]]) -> Withdrawal:
    undone = aware(row.undone) if row.undone else None
    return Withdrawal(row.id, row.owner, Scope(row.scope), row.target, row.reason, row.by, aware(row.at), undone)
