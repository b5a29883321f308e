"""Bytes arriving at paths: documents made, occurrences noted, older versions retired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, exists, func, not_, select, update

from models import swedish
from models.document import DocumentState
from models.identity import document_id
from models.source import Source
from models.store.claims import is_void
from models.store.database import Database, insert_missing
from models.store.documents import SEARCHABLE
from models.store.erasing.returning import note_return
from models.store.evidence import heed
from models.store.outbox import enqueue
from models.store.rows import aware
from models.store.schema import documents, occurrences
from models.store.shared_documents import being_read
from models.store.withholding import inherit

ORIGINAL_LOST: Final = "original_lost"
"""The reason of a document that was never read and whose original is not to be had."""
_UNREAD: Final = "not_read_yet"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of bytes that arrived. ``new``: the source had them nowhere; ``reason`` as the document has it."""

    document: str
    new: bool
    state: DocumentState
    reason: str


class Arrivals:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._key = database, key

    def arrive(
        self, source: Source, sha256: str, size: int, *, path: str, name: str, parent: str | None = None
    ) -> Arrival:
        """Note that these bytes lie at this path now; the document is made if they are new to the source.

        What lay there before is an older version: it is retired from search as soon as this one can be found.
        """
        id, now = document_id(source.owner, source.name, sha256), swedish.now()
        row = {
            "id": id,
            "owner": source.owner,
            "source": source.name,
            "sha256": sha256,
            "size": size,
            "name": name,
            "state": DocumentState.FAILED.value,
            "reason": _UNREAD,
            "created": now,
        }
        place = {"document": id, "parent": parent, "path": path, "name": name, "seen": now}
        with self._database.write() as connection:
            new = insert_missing(connection, documents, [row]) == 1
            moved = _occupy(connection, source.name, place)
            if new:
                note_return(connection, self._key, id)
            if not new:
                _begin_anew(connection, id)
            known = connection.execute(select(documents).where(documents.c.id == id)).one()
            if moved and known.state in SEARCHABLE:
                heed(connection, self._key, retire_older(connection, id))
            if moved:
                inherit(connection, id)
        return Arrival(id, new, DocumentState(known.state), known.reason)

    def found_again(self, document: str) -> None:
        """Its original is about to be in the vault again: set aside for want of it, it waits to be read. To be said
        before, so that who is killed between leaves one that the next repair sees."""
        with self._database.write() as connection:
            _begin_anew(connection, document)

    def unfinished(self, source: str) -> list[str]:
        """The ids of the source's documents that nobody has finished or is at work on, in order of arrival."""
        failed = and_(documents.c.source == source, documents.c.state == DocumentState.FAILED.value)
        query = select(documents).where(failed).order_by(documents.c.created, documents.c.id)
        now = swedish.now()
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            taken = being_read(connection, [row.id for row in rows], now)
        return [row.id for row in rows if row.id not in taken and is_void(row.worker, row.lease_until, now)]

    def unfinished_below(self, document: str) -> list[str]:
        """The ids of what was found inside the document, at any depth, and is not finished."""
        query = (
            select(occurrences.c.parent, documents.c.id, documents.c.state)
            .join(documents, documents.c.id == occurrences.c.document)
            .where(occurrences.c.parent.is_not(None))
        )
        found: dict[str, str] = {}
        level = [document]
        with self._database.read() as connection:
            while level:
                below = connection.execute(query.where(occurrences.c.parent.in_(level))).all()
                level = [row.id for row in below if row.id not in found and row.id != document]
                found |= {row.id: row.state for row in below}
        return [id for id, state in found.items() if state == DocumentState.FAILED.value]

    def depth(self, document: str) -> int:
        """How many files the document lies within; 0 for one that came by itself."""
        seen = {document}
        with self._database.read() as connection:
            while True:
                query = select(occurrences.c.parent).where(occurrences.c.document.in_(seen))
                above = {row.parent for row in connection.execute(query) if row.parent is not None} - seen
                if not above:
                    return len(seen) - 1
                seen |= above


def retire_older(connection: Connection, document: str) -> list[str]:
    """Take from search what this document is a newer version of, with its attachments; bring this one back if it was.

    Called in the transaction that makes the document searchable, or finds it at a path again. Returns the documents
    that count no more, or again (:func:`models.store.evidence.heed`).
    """
    changed = [document] if _set_superseded(connection, document, superseded=False) else []
    mine, older = occurrences.alias("mine"), occurrences.alias("older")
    query = (
        select(older.c.document)
        .distinct()
        .join(mine, and_(mine.c.path == older.c.path, mine.c.parent.is_(None), older.c.parent.is_(None)))
        .where(mine.c.document == document, mine.c.current, not_(older.c.current), older.c.document != document)
    )
    rivals = [row.document for row in connection.execute(query)]
    while rivals:
        rival = rivals.pop()
        if not _has_a_place(connection, rival):
            changed += [rival] if _set_superseded(connection, rival, superseded=True) else []
            rivals += [row.document for row in connection.execute(_inside(rival))]
    return changed


def bring_back_former(connection: Connection, document: str) -> list[str]:
    """Let search find again what lay at the document's paths before it; called when the document is withdrawn.

    Returns the documents that are back.
    """
    back: list[str] = []
    mine = select(occurrences.c.path).where(
        occurrences.c.document == document, occurrences.c.parent.is_(None), occurrences.c.current
    )
    source = select(documents.c.source).where(documents.c.id == document).scalar_subquery()
    for row in connection.execute(mine).all():
        former = (
            select(occurrences.c.document)
            .join(documents, documents.c.id == occurrences.c.document)
            .where(occurrences.c.path == row.path, occurrences.c.parent.is_(None), documents.c.source == source)
            .where(occurrences.c.document != document, documents.c.withdrawn.is_(None))
            .order_by(occurrences.c.seen.desc(), occurrences.c.id.desc())
        )
        found = connection.execute(former.limit(1)).scalar_one_or_none()
        if found is not None:
            back += _bring_back(connection, found)
    return back


def _bring_back(connection: Connection, document: str) -> list[str]:
    """The document and what lies inside it; returns those that were not there."""
    waiting, changed = [document], list[str]()
    while waiting:
        back = waiting.pop()
        changed += [back] if _set_superseded(connection, back, superseded=False) else []
        waiting += [row.document for row in connection.execute(_inside(back))]
    return changed


def _inside(parent: str) -> Select[tuple[str]]:
    return select(occurrences.c.document).where(occurrences.c.parent == parent)


def _begin_anew(connection: Connection, document: str) -> None:
    """One that was set aside for want of its original waits to be read."""
    lost = and_(documents.c.id == document, documents.c.reason == ORIGINAL_LOST)
    unread = {"state": DocumentState.FAILED.value, "reason": _UNREAD}
    connection.execute(update(documents).where(lost).values(**unread))


def _occupy(connection: Connection, source: str, place: Mapping[str, Any]) -> bool:
    """Note the occurrence and push out any other document from its path; False where it lay there already."""
    here = and_(occurrences.c.document == place["document"], occurrences.c.path == place["path"])
    place = {**place, "seen": _after_others(connection, place)}
    if not insert_missing(connection, occurrences, [place]):
        again = update(occurrences).where(here, not_(occurrences.c.current))
        if connection.execute(again.values(current=True, seen=place["seen"])).rowcount == 0:
            return False
    if place["parent"] is None:
        # Asked of each that lies there: SQLite would else look up every document of the source at the path.
        mine = and_(documents.c.id == occurrences.c.document, documents.c.source == source)
        others = and_(
            occurrences.c.path == place["path"],
            occurrences.c.parent.is_(None),
            occurrences.c.document != place["document"],
            exists().where(mine).correlate(occurrences),
        )
        connection.execute(update(occurrences).where(others).values(current=False))
    return True


def _after_others(connection: Connection, place: Mapping[str, Any]) -> datetime:
    """When it is seen, later than all that lay at the path before, though the clock was put back since."""
    before = select(func.max(occurrences.c.seen)).where(occurrences.c.path == place["path"])
    latest: datetime | None = connection.execute(before).scalar_one()
    now: datetime = place["seen"]
    return now if latest is None else max(now, aware(latest) + timedelta(microseconds=1))


def _has_a_place(connection: Connection, document: str) -> bool:
    """Whether the document still lies somewhere: at a path of its own, or in a parent that does."""
    parents = documents.alias("parents")
    in_living_parent = exists().where(parents.c.id == occurrences.c.parent, not_(parents.c.superseded))
    living = occurrences.c.parent.is_(None) | in_living_parent
    query = select(occurrences.c.id).where(occurrences.c.document == document, occurrences.c.current, living)
    return connection.execute(query.limit(1)).one_or_none() is not None


def _set_superseded(connection: Connection, document: str, *, superseded: bool) -> bool:
    """Returns whether it was not so before."""
    change = update(documents).where(documents.c.id == document, documents.c.superseded != superseded)
    changed = change.values(superseded=superseded)
    row = connection.execute(
        changed.returning(documents.c.owner, documents.c.state, documents.c.withdrawn)
    ).one_or_none()
    if row is not None and row.state in SEARCHABLE and row.withdrawn is None:
        enqueue(connection, document, row.owner, "delete" if superseded else "put")
    return row is not None
