"""Bytes arriving at paths: documents made, occurrences noted, older versions retired."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, and_, exists, func, not_, select, update

from models import swedish
from models.document import DocumentState
from models.identity import document_id
from models.source import Source
from models.store.claims import is_void
from models.store.database import Database, insert_missing
from models.store.documents import SEARCHABLE
from models.store.erasing.returning import note_return
from models.store.evidence import heed
from models.store.lookups import parts
from models.store.lying import laid_in
from models.store.outbox import enqueue
from models.store.rows import aware
from models.store.schema import documents, occurrences
from models.store.shared_documents import being_read
from models.store.versions import has_a_place, older_than, others_at
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
                below = dict[str, str]()  # each once, though it lies in two of the level
                for some in parts(level):
                    rows = connection.execute(query.where(occurrences.c.parent.in_(some)))
                    below |= {row.id: row.state for row in rows}
                level = [id for id in below if id not in found and id != document]
                found |= below
        return [id for id, state in found.items() if state == DocumentState.FAILED.value]

    def depth(self, document: str) -> int:
        """How many files the document lies within by the shortest way; 0 for one that came by itself too."""
        seen, level, depth = {document}, {document}, 0
        with self._database.read() as connection:
            while True:
                above = _around(connection, level)
                level = {id for id in above - seen if id is not None}
                if None in above or not level:  # the latter: files that lie in each other, and nowhere else
                    return depth
                seen |= level
                depth += 1


def retire_older(connection: Connection, document: str) -> list[str]:
    """Take from search what this document is a newer version of, with its attachments; bring this one back if it was.

    Called in the transaction that makes the document searchable, or finds it at a path again. Returns the documents
    that count no more, or again (:func:`models.store.evidence.heed`).
    """
    return [*_bring_back(connection, document), *_retire(connection, older_than(connection, document))]


def bring_back(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Let search find these documents again and none that they are newer versions of; called when their withdrawal is
    undone, once none of them is withdrawn.

    One that lies nowhere but where something newer is found stays superseded. Which is asked first is all the same:
    what is newer counts whether it has been asked or not, and what lies in another goes or comes with it. Returns the
    documents that count no more, or again.
    """
    changed: list[str] = []
    for document in ids:
        lies = has_a_place(connection, document)
        changed += retire_older(connection, document) if lies else _retire(connection, [document])
    return changed


def bring_back_former(connection: Connection, document: str) -> list[str]:
    """Let search find again what lay at the document's paths before it; called when the document is withdrawn.

    That is the newest one that can be found. Those between, which were set aside or never read, took nothing from
    search: they are again what they were. Returns the documents that are back.
    """
    back: list[str] = []
    # One that a newer has taken the place of kept nothing from search. One that is found may not be the newest at its
    # path: the newer ones were withdrawn, or cannot be found.
    mine = (
        select(occurrences.c.path)
        .join(documents, documents.c.id == occurrences.c.document)
        .where(occurrences.c.document == document, occurrences.c.parent.is_(None), not_(documents.c.superseded))
    )
    for path in connection.execute(mine).scalars().all():
        for former in others_at(connection, document, path):
            back += _bring_back(connection, former.document)
            if former.state in SEARCHABLE:
                break
    return back


def _bring_back(connection: Connection, document: str) -> list[str]:
    """The document and what lies inside it; returns those that were not there."""
    waiting, changed = [document], list[str]()
    while waiting:
        back = waiting.pop()
        if _set_superseded(connection, back, superseded=False):  # else what lies in it is there too
            changed.append(back)
            waiting += laid_in(connection, [back])
    return changed


def _retire(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Those that lie nowhere any more, and what lies inside them and nowhere else; returns those that were there."""
    waiting, gone, changed = list(ids), set[str](), list[str]()
    while waiting:
        old = waiting.pop()
        if old in gone or has_a_place(connection, old):
            continue
        gone.add(old)
        changed += [old] if _set_superseded(connection, old, superseded=True) else []
        waiting += laid_in(connection, [old])
    return changed


def _around(connection: Connection, ids: Collection[str]) -> set[str | None]:
    """What these lie in themselves; None is among it where one of them came by itself."""
    found = set[str | None]()
    for some in parts(sorted(ids)):
        query = select(occurrences.c.parent).where(occurrences.c.document.in_(some)).distinct()
        found |= set(connection.execute(query).scalars())
    return found


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
