"""The lists of people with protected identity, and what is covered for those who may not see them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from models import swedish
from models.access import Viewer, has_grant
from models.errors import AccessDeniedError, ProtectedPersonError
from models.protected import Identity, ProtectedPerson, forms, sees_protected
from models.protected_finding import Finder
from models.store import protected_covering as covering
from models.store.covered import Span, merged
from models.store.database import Database
from models.store.lookups import parts
from models.store.outbox import enqueue
from models.store.protected_finders import Finders
from models.store.rows import aware
from models.store.schema import documents, mentions, protected, protected_keys, protected_spans
from models.store.settling import alone

_BATCH: Final = 100  # documents gone through in one transaction
Progress = Callable[[int], object]


class Protected:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._key = database, key
        self.finders = Finders(database, key)

    def add(self, viewer: Viewer, owner: str, who: Identity, label: str, reason: str) -> ProtectedPerson:
        """Put somebody on the owner's list; documents finished from now on are covered, the others by :meth:`sweep`.

        Raises :class:`AccessDeniedError` for who is not the owner's officer, and :class:`ProtectedPersonError` for
        somebody who cannot be found, a label that names them, and no reason.
        """
        _check_officer(viewer, owner)
        found, label, reason = forms(who), " ".join(label.split()), reason.strip()
        keys = {(form, covering.hashed(self._key, owner, each)) for form, each in found}
        if not label or not reason:
            raise ProtectedPersonError("Ange en beteckning och ett skäl")
        new = ProtectedPerson(secrets.token_hex(16), owner, label, reason, viewer.name, swedish.now())
        if Finder({key: frozenset({(new.id, form)}) for form, key in keys}, self._keyed(owner)).find(
            f"{label}\n{reason}"
        ):
            raise ProtectedPersonError("Beteckningen och skälet får inte röja personen")
        names = ("id", "owner", "label", "reason", "by", "at")
        with self._database.write() as connection:
            alone(connection, owner)  # nothing of the owner's is finished beside without this line
            connection.execute(insert(protected).values({name: getattr(new, name) for name in names}))
            rows = [{"person": new.id, "form": form.value, "key": key} for form, key in sorted(keys)]
            connection.execute(insert(protected_keys), rows)
        return new

    def lift(self, viewer: Viewer, id: str, reason: str) -> ProtectedPerson:
        """Take a line out of force, and its hashes away. Its documents are uncovered by :meth:`sweep`. Raises as
        :meth:`add`; lifting again is no error."""
        with self._database.write() as connection:
            row = connection.execute(select(protected).where(protected.c.id == id)).one_or_none()
            if row is None:
                raise AccessDeniedError("Raden finns inte")
            _check_officer(viewer, row.owner)
            if not reason.strip():
                raise ProtectedPersonError("Ange ett skäl")
            if row.lifted is None:
                done = {
                    "lifted": swedish.now(),
                    "lifted_by": viewer.name,
                    "lifted_reason": reason.strip(),
                    "swept": None,
                }
                connection.execute(update(protected).where(protected.c.id == id).values(**done))
                connection.execute(delete(protected_keys).where(protected_keys.c.person == id))
        return self.get(viewer, id)

    def get(self, viewer: Viewer, id: str) -> ProtectedPerson:
        """A line, for its owner's officer. Raises :class:`AccessDeniedError`."""
        found = [each for each in self.all(viewer) if each.id == id]
        if not found:
            raise AccessDeniedError("Raden finns inte")
        return found[0]

    def all(self, viewer: Viewer) -> list[ProtectedPerson]:
        """The lines of the owners whose officer the viewer is, the newest first, lifted ones too."""
        query = select(protected).where(protected.c.owner.in_(viewer.officer_of))
        with self._database.read() as connection:
            return [_person(row) for row in connection.execute(query.order_by(protected.c.at.desc(), protected.c.id))]

    def sweep(self, owner: str, progress: Progress = lambda _: None) -> int:
        """Go through all the owner's documents for lines not gone through yet; how many were touched. The index is
        asked to follow with these. What was interrupted is done again by the next."""
        with self._database.read() as connection:
            waiting = select(protected.c.id, protected.c.lifted).where(protected.c.owner == owner)
            lines = connection.execute(waiting.where(protected.c.swept.is_(None))).all()
            ids = list(connection.execute(select(documents.c.id).where(documents.c.owner == owner)).scalars())
        if not lines:
            return 0
        touched = self._uncover([row.id for row in lines if row.lifted is not None])
        for begin in range(0, len(ids), _BATCH):
            some = sorted(ids)[begin : begin + _BATCH]
            with self._database.write() as connection:
                touched |= self._swept(connection, owner, some)
            progress(len(some))
        with self._database.write() as connection:
            done = update(protected).where(protected.c.id.in_([row.id for row in lines]))
            connection.execute(done.values(swept=swedish.now()))
        return len(touched)

    def _uncover(self, people: Sequence[str]) -> set[str]:
        """Take away the spans of those lifted, first: else what is joined to one of them would stay covered."""
        with self._database.write() as connection:
            gone = delete(protected_spans).where(protected_spans.c.person.in_(people))
            found = connection.execute(gone.returning(protected_spans.c.document)).scalars()
            touched = set(found) if people else set[str]()
            _enqueue(connection, touched)
        return touched

    def _swept(self, connection: Connection, owner: str, ids: Sequence[str]) -> set[str]:
        known = self.finders.within(connection, owner)
        touched = {id for id in ids if covering.cover(connection, known, id)}
        touched |= covering.cover_entities(connection, ids)
        _enqueue(connection, touched & set(ids))
        return touched

    def waiting(self) -> list[str]:
        """The owners with lines for which not all documents have been gone through."""
        query = select(protected.c.owner).where(protected.c.swept.is_(None)).distinct().order_by(protected.c.owner)
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def spans(self, document: str) -> dict[int, list[Span]]:
        """What is covered of the document for those without the permission: by page, in order, apart from another."""
        query = select(protected_spans).where(protected_spans.c.document == document)
        with self._database.read() as connection:
            return {page: spans for (_, page), spans in merged(connection.execute(query).all()).items()}

    def entities(self, viewer: Viewer) -> frozenset[str]:
        """Whom the lists of the viewer's owners cover: ids of entities, all of whose mentions are covered. For the
        rules of the review desk."""
        return self._named(documents.c.owner.in_(viewer.owners))

    def _named(self, which: ColumnElement[bool]) -> frozenset[str]:
        here = (protected_spans.c.document == mentions.c.document) & (protected_spans.c.page == mentions.c.page)
        over = here & (protected_spans.c.start < mentions.c.end) & (protected_spans.c.end > mentions.c.start)
        joined = mentions.join(protected_spans, over & (protected_spans.c.way != covering.Way.PART.value))
        query = select(mentions.c.entity).select_from(joined.join(documents, documents.c.id == mentions.c.document))
        people = mentions.c.label.in_(("PERSON", "PERSONNUMMER"))
        with self._database.read() as connection:
            found = connection.execute(query.where(people, which).distinct())
            return frozenset(found.scalars())

    def names(self, entity: str) -> bool:
        """Whether the entity is somebody of a list."""
        return bool(self._named(mentions.c.entity == entity))

    def added_since(self, viewer: Viewer, owners: Iterable[str], moment: datetime) -> bool:
        """Whether a list of these owners has somebody whom the viewer may not see, and who was not there at the moment:
        what was made before may show them."""
        blind = [owner for owner in owners if not sees_protected(viewer, owner)]
        standing = select(protected.c.id).where(protected.c.owner.in_(blind), protected.c.lifted.is_(None))
        with self._database.read() as connection:
            return connection.execute(standing.where(protected.c.at > moment).limit(1)).first() is not None

    def documents(self, viewer: Viewer) -> frozenset[str]:
        """The documents of the viewer's owners in which something is covered (ids)."""
        query = select(protected_spans.c.document).join(documents, documents.c.id == protected_spans.c.document)
        with self._database.read() as connection:
            return frozenset(connection.execute(query.where(documents.c.owner.in_(viewer.owners)).distinct()).scalars())

    def _keyed(self, owner: str) -> Callable[[str], str]:
        return lambda form: covering.hashed(self._key, owner, form)


def _check_officer(viewer: Viewer, owner: str) -> None:
    if owner not in viewer.officer_of or not has_grant(viewer, owner) or owner in viewer.shared:
        raise AccessDeniedError("Bara ägarens sekretessansvariga ändrar listan")


def _enqueue(connection: Connection, ids: Iterable[str]) -> None:
    for some in parts(sorted(ids)):
        for row in connection.execute(select(documents.c.id, documents.c.owner).where(documents.c.id.in_(some))).all():
            enqueue(connection, row.id, row.owner, "put")


def _person(row: Row[Any]) -> ProtectedPerson:
    swept, lifted = (aware(each) if each else None for each in (row.swept, row.lifted))
    told = (row.id, row.owner, row.label, row.reason, row.by, aware(row.at), swept, lifted)
    return ProtectedPerson(*told, row.lifted_by, row.lifted_reason)
