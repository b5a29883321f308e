"""The lists of people with protected identity, and what is covered for those who may not see them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, or_, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError, ProtectedPersonError
from models.protected import Form, Identity, ProtectedPerson, forms, sees_protected
from models.protected_finding import Finder
from models.store import protected_covering as covering
from models.store.covered import Span, merged
from models.store.database import Database
from models.store.lookups import parts
from models.store.protected_finders import Finders
from models.store.rows import aware
from models.store.schema import documents, mentions, protected, protected_keys, protected_spans
from models.store.settling import alone

_BATCH: Final = 200  # pages gone through in one transaction: others wait for it, some seconds at the most
Progress = Callable[[int], object]


class Protected:
    def __init__(self, database: Database, key: bytes, finders: Finders) -> None:
        self._database, self._key, self._finders = database, key, finders

    def add(self, viewer: Viewer, owner: str, who: Identity, label: str, reason: str) -> ProtectedPerson:
        """Put somebody on the owner's list; documents finished from now on are covered, the others by :meth:`sweep`.

        Raises :class:`AccessDeniedError` for who is not the owner's officer, and :class:`ProtectedPersonError` for
        somebody who cannot be found, a label that names them, and no reason.
        """
        new, keys = self._line(viewer, owner, who, label, reason)
        names = ("id", "owner", "label", "reason", "by", "at")
        with self._database.write() as connection:
            alone(connection, owner)  # nothing of the owner's is finished beside without this line
            connection.execute(insert(protected).values({name: getattr(new, name) for name in names}))
            rows = [{"person": new.id, "form": form.value, "key": key} for form, key in sorted(keys)]
            connection.execute(insert(protected_keys), rows)
        return new

    def check(self, viewer: Viewer, owner: str, who: Identity, label: str, reason: str) -> None:
        """Raises what :meth:`add` would; puts nobody on a list."""
        self._line(viewer, owner, who, label, reason)

    def _line(
        self, viewer: Viewer, owner: str, who: Identity, label: str, reason: str
    ) -> tuple[ProtectedPerson, set[tuple[Form, str]]]:
        """The line as it is to be kept, and its hashes."""
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
        return new, keys

    def lift(self, viewer: Viewer, id: str, reason: str) -> ProtectedPerson:
        """Take a line out of force, and its hashes away. Its documents are uncovered by :meth:`sweep`. Raises as
        :meth:`add`; lifting again is no error."""
        with self._database.write() as connection:
            row = connection.execute(select(protected).where(protected.c.id == id)).one_or_none()
            if row is None:
                raise AccessDeniedError("Raden finns inte")
            _check_lift(viewer, row.owner, reason)
            alone(connection, row.owner)  # a sweep under way is waited for, between two of its transactions
            _lift(connection, viewer, id, reason.strip())
        return self.get(viewer, id)

    def to_lift(self, viewer: Viewer, id: str, reason: str) -> ProtectedPerson:
        """The line, where it may be lifted so. Raises as :meth:`lift`."""
        found = self.get(viewer, id)
        _check_lift(viewer, found.owner, reason)
        return found

    def get(self, viewer: Viewer, id: str) -> ProtectedPerson:
        """A line, for its owner's officer. Raises :class:`AccessDeniedError`."""
        mine = select(protected).where(protected.c.id == id, protected.c.owner.in_(viewer.officer_of))
        with self._database.read() as connection:
            row = connection.execute(mine).one_or_none()
        if row is None:
            raise AccessDeniedError("Raden finns inte")
        return _person(row)

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
            mine = select(documents.c.id, documents.c.pages).where(documents.c.owner == owner)
            batches = _batches([(row.id, row.pages) for row in connection.execute(mine.order_by(documents.c.id))])
        if not lines:
            return 0
        lifted = [row.id for row in lines if row.lifted is not None]
        touched = self._uncover(owner, lifted)
        for some in batches:
            with self._database.write() as connection:
                touched |= self._swept(connection, owner, some)
            progress(len(some))
        with self._database.write() as connection:
            # What was lifted meanwhile is gone through again by the next.
            as_read = or_(protected.c.id.in_(lifted), protected.c.lifted.is_(None))
            done = update(protected).where(protected.c.id.in_([row.id for row in lines]), as_read)
            connection.execute(done.values(swept=swedish.now()))
        return len(touched)

    def _uncover(self, owner: str, people: Sequence[str]) -> set[str]:
        """Take away the spans of those lifted, first: else what is joined to one of them would stay covered."""
        with self._database.write() as connection:
            alone(connection, owner)
            gone = delete(protected_spans).where(protected_spans.c.person.in_(people))
            found = connection.execute(gone.returning(protected_spans.c.document)).scalars()
            touched = set(found) if people else set[str]()
            covering.ask_index(connection, touched)
        return touched

    def _swept(self, connection: Connection, owner: str, ids: Sequence[str]) -> set[str]:
        alone(connection, owner)  # nothing of the owner's is finished beside: its pages and spans are not there yet
        known = self._finders.within(connection, owner)
        touched = {id for id in ids if covering.cover(connection, known, id)}
        touched |= covering.cover_entities(connection, ids)
        covering.ask_index(connection, touched & set(ids))
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
        joined = mentions.join(
            protected_spans, and_(covering.overlapping(), protected_spans.c.way != covering.Way.PART.value)
        )
        query = select(mentions.c.entity).select_from(joined.join(documents, documents.c.id == mentions.c.document))
        people = mentions.c.label.in_(covering.PEOPLE)
        with self._database.read() as connection:
            found = connection.execute(query.where(people, which).distinct())
            return frozenset(found.scalars())

    def names(self, viewer: Viewer, entity: str) -> bool:
        """Whether the entity is somebody of a list whose people the viewer sees."""
        return bool(self.among(viewer, [entity]))

    def among(self, viewer: Viewer, entities: Iterable[str]) -> frozenset[str]:
        """Those of the entities who are somebody of a list whose people the viewer sees."""
        seen = [owner for owner in viewer.owners if sees_protected(viewer, owner)]
        if not seen:
            return frozenset()
        cleared = documents.c.owner.in_(seen)
        found = (self._named(and_(mentions.c.entity.in_(some), cleared)) for some in parts(list(entities)))
        return frozenset[str]().union(*found)

    def added_since(self, viewer: Viewer, owners: Iterable[str], moment: datetime) -> bool:
        """Whether a list of these owners has somebody late, by :meth:`came_since`, whom the viewer may not see: what
        was made before may show them."""
        return self.came_since([owner for owner in owners if not sees_protected(viewer, owner)], moment)

    def came_since(self, owners: Collection[str], moment: datetime) -> bool:
        """Whether a list of these owners has somebody, whoever sees them, who was not there at the moment, or for whom
        not all papers had been gone through then."""
        standing = select(protected.c.id).where(protected.c.owner.in_(owners), protected.c.lifted.is_(None))
        late = or_(protected.c.at > moment, protected.c.swept.is_(None), protected.c.swept > moment)
        with self._database.read() as connection:
            return connection.execute(standing.where(late).limit(1)).first() is not None

    def documents(self, viewer: Viewer) -> frozenset[str]:
        """The documents of the viewer's owners in which something is covered (ids)."""
        query = select(protected_spans.c.document).join(documents, documents.c.id == protected_spans.c.document)
        with self._database.read() as connection:
            return frozenset(connection.execute(query.where(documents.c.owner.in_(viewer.owners)).distinct()).scalars())

    def _keyed(self, owner: str) -> Callable[[str], str]:
        return lambda form: covering.hashed(self._key, owner, form)


def _check_officer(viewer: Viewer, owner: str) -> None:
    if owner not in viewer.deciding:
        raise AccessDeniedError("Bara ägarens sekretessansvariga ändrar listan")


def _check_lift(viewer: Viewer, owner: str, reason: str) -> None:
    _check_officer(viewer, owner)
    if not reason.strip():
        raise ProtectedPersonError("Ange ett skäl")


def _lift(connection: Connection, viewer: Viewer, id: str, reason: str) -> None:
    values = {"lifted": swedish.now(), "lifted_by": viewer.name, "lifted_reason": reason, "swept": None}
    standing = update(protected).where(protected.c.id == id, protected.c.lifted.is_(None))
    if connection.execute(standing.values(**values)).rowcount:
        connection.execute(delete(protected_keys).where(protected_keys.c.person == id))


def _batches(sizes: Iterable[tuple[str, int]]) -> list[list[str]]:
    """The documents (id, pages) in their order, at most :data:`_BATCH` pages together, or one that has more."""
    found, pages = list[list[str]](), _BATCH
    for id, count in sizes:
        pages += max(count, 1)
        if pages > _BATCH:
            found.append([])
            pages = max(count, 1)
        found[-1].append(id)
    return found


def _person(row: Row[Any]) -> ProtectedPerson:
    swept, lifted = (aware(each) if each else None for each in (row.swept, row.lifted))
    told = (row.id, row.owner, row.label, row.reason, row.by, aware(row.at), swept, lifted)
    return ProtectedPerson(*told, row.lifted_by, row.lifted_reason)
