"""Notes on documents, pages, words and entities: shown to the writer and to those they are meant for, while they may
read what the note is on."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, insert, or_, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError, OwnerNotSaidError
from models.masking import mask
from models.note import LONGEST_NOTE, Audience, Note, Place
from models.quotation import Quotation
from models.store.covered import Covered
from models.store.database import Database
from models.store.pointing import (
    Anchor,
    anchored_entity,
    anchored_place,
    entity_now,
    owners_of_entity,
    told_here,
    untold_entities,
)
from models.store.rows import aware
from models.store.schema import documents, mentions
from models.store.schema_notes import notes
from models.store.written import KEPT_REMOVED, Writing, check_audience, shown_to


class Notes:
    def __init__(self, database: Database, key: bytes, covered: Covered) -> None:
        self._database, self._writing, self._covered = database, Writing(key, "note"), covered

    def add(self, viewer: Viewer, place: Place, text: str, audience: Audience, group: str = "") -> Note:
        """Keep a note. Personnummer in it are masked, and so never kept.

        Raises :class:`AccessDeniedError` for what the viewer may not read, only borrows, or reads a part of (a note on
        a whole document), and for a group that they are not in; :class:`OwnerNotSaidError`
        for one to all of an owner's staff on an entity that several have; ValueError for a note without a word.
        """
        now = swedish.now()
        with self._database.write() as connection:
            on = _anchor(connection, viewer, place, audience)
            new = Note(
                secrets.token_hex(16), on.owner, viewer.name, now, _kept(text), place, audience,
                check_audience(viewer, audience, group),
            )  # fmt: skip
            where = {"document": on.document, "page": on.page, "start": on.start, "entity": on.entity}
            row = {"id": new.id, "owner": new.owner, "by": new.by, "at": now, "audience": audience.value}
            connection.execute(insert(notes).values(**row, **where, group=new.group, sealed=self._sealed(new)))
        return new

    def of_document(self, viewer: Viewer, document: str, *, removed: bool = False) -> list[Note]:
        """Those on the document and its pages that the viewer is shown, by page, then by age; or those of their own
        that they removed."""
        on = and_(notes.c.document == document, notes.c.entity == "", told_here(viewer, notes))
        return self._all(viewer, self._shown(viewer, removed=removed).where(on))

    def of_entity(self, viewer: Viewer, entity: str, *, removed: bool = False) -> list[Note]:
        """Those on the entity, by age."""
        named = select(mentions.c.document).where(mentions.c.entity == entity)
        near = or_(notes.c.entity == entity, notes.c.document.in_(named))
        on = and_(notes.c.entity != "", near, entity_now(notes) == entity)
        return self._all(viewer, self._shown(viewer, removed=removed).where(on))

    def owners(self, viewer: Viewer, entity: str) -> list[str]:
        """At whom a note on the entity may be meant: those of the viewer's own that have it, as far as they read."""
        with self._database.read() as connection:
            return owners_of_entity(connection, viewer, entity)

    def get(self, viewer: Viewer, id: str, *, removed: bool = False) -> Note:
        """One of the viewer's own. Raises :class:`AccessDeniedError` for any other, there or not."""
        mine = and_(notes.c.id == id, notes.c.by == viewer.name, or_(notes.c.entity != "", told_here(viewer, notes)))
        found = self._all(viewer, self._shown(viewer, removed=removed).where(mine))
        if not found:
            raise AccessDeniedError("Anteckningen finns inte")
        return found[0]

    def change(self, viewer: Viewer, id: str, text: str, audience: Audience, group: str = "") -> None:
        """Say something else, or for others. Raises as :meth:`get` and :meth:`add`."""
        meant, before, words = check_audience(viewer, audience, group), self.get(viewer, id), _kept(text)
        values: dict[str, Any] = {"audience": audience.value, "group": meant, "changed": swedish.now()}
        if words != before.text:  # else what is covered for the writer by now would be lost to all
            values["sealed"] = self._sealed(replace(before, text=words))
        with self._database.write() as connection:
            connection.execute(update(notes).where(_mine(viewer, id)).values(**values))

    def remove(self, viewer: Viewer, id: str) -> None:
        """Take it away, to be brought back by :meth:`restore`; those removed long ago are erased."""
        now = swedish.now()
        self.get(viewer, id)
        with self._database.write() as connection:
            connection.execute(update(notes).where(_mine(viewer, id)).values(removed=now))
            connection.execute(delete(notes).where(notes.c.removed < now - KEPT_REMOVED))

    def restore(self, viewer: Viewer, id: str) -> None:
        self.get(viewer, id, removed=True)
        with self._database.write() as connection:
            connection.execute(update(notes).where(_mine(viewer, id)).values(removed=None))

    def _sealed(self, note: Note) -> str:
        quotation = note.place.quotation
        return self._writing.sealed(note.id, {"text": note.text, **(quotation.kept() if quotation else {})})

    def _shown(self, viewer: Viewer, *, removed: bool) -> Select[Any]:
        joined = notes.join(documents, documents.c.id == notes.c.document)
        kept = notes.c.removed >= swedish.now() - KEPT_REMOVED
        there = kept if removed else notes.c.removed.is_(None)
        own: ColumnElement[bool] = notes.c.by == viewer.name
        query = select(notes, entity_now(notes).label("now")).select_from(joined).where(shown_to(viewer, notes), there)
        query = query.where(own) if removed else query
        words = func.coalesce(notes.c.start, -1)  # databases differ in where they put what is null
        return query.order_by(notes.c.page, words, notes.c.at, notes.c.id)

    def _all(self, viewer: Viewer, query: Select[Any]) -> list[Note]:
        """The notes of the rows, but for those on entities of which something is kept from the viewer."""
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            untold = untold_entities(connection, viewer, {row.now for row in rows if row.entity})
        told = [row for row in rows if not row.entity or row.now not in untold]
        return self._as_shown(viewer, [_note(row, self._writing.opened(row.id, row.sealed)) for row in told])

    def _as_shown(self, viewer: Viewer, some: Iterable[Note]) -> list[Note]:
        """With people with protected identity covered in what was written."""
        found = []
        for note in some:
            (text,) = self._covered.words(viewer, note.owner, [note.text], note.place.document)
            found.append(replace(note, text=text))
        return found


def _anchor(connection: Connection, viewer: Viewer, place: Place, audience: Audience) -> Anchor:
    if place.entity:
        found = anchored_entity(connection, viewer, place.entity, place.owner)
        if audience is Audience.OWNER and not place.owner:
            _check_one_owner(connection, viewer, place.entity)
        if untold_entities(connection, viewer, [place.entity]):
            raise AccessDeniedError(
                "Allt som nämner den visas inte för dig", next="Anteckna i en handling som du läser i stället."
            )
        return found
    return anchored_place(connection, viewer, place)


def _check_one_owner(connection: Connection, viewer: Viewer, entity: str) -> None:
    """Whose staff a note is for is not left to which document comes first."""
    if len(owners_of_entity(connection, viewer, entity)) > 1:
        raise OwnerNotSaidError("Namnet finns hos flera ägare")


def _kept(text: str) -> str:
    words = mask(text.strip())[:LONGEST_NOTE].rstrip()
    if not words:
        raise ValueError("a note needs words")
    return words


def _mine(viewer: Viewer, id: str) -> ColumnElement[bool]:
    return and_(notes.c.id == id, notes.c.by == viewer.name)


def _note(row: Row[Any], said: dict[str, Any]) -> Note:
    quotation = Quotation.of(said) if "quote" in said else None
    place = Place(entity=row.now) if row.entity else Place(row.document, row.page, quotation)
    changed, removed = row.changed and aware(row.changed), row.removed and aware(row.removed)
    written = (row.id, row.owner, row.by, aware(row.at), said["text"])
    return Note(*written, place, Audience(row.audience), row.group, changed, removed)
