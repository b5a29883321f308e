"""The register's entities: who or what is named, within one owner, and in which documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, and_, exists, func, or_, select

from models import swedish
from models.access import Viewer
from models.document import Head
from models.errors import AccessDeniedError
from models.identity import short_id
from models.mention import Entity
from models.protected import sees_protected
from models.reference import FORM
from models.store.called import called, known_by
from models.store.database import Database
from models.store.documents import HEAD, searchable
from models.store.heirs import had_at, is_named, judged_heirs, was_called
from models.store.in_part import heads_in_part
from models.store.maybe_called import maybe_called
from models.store.protected_covering import whole
from models.store.protected_finders import Finders
from models.store.readable import in_part, open_page, readable
from models.store.schema import documents, entities, mentions
from models.store.schema_references import key_holders


class Entities:
    def __init__(self, database: Database, key: bytes, finders: Finders) -> None:
        self._database = database
        self._key = key
        self._finders = finders

    def get(self, viewer: Viewer, id: str) -> Entity:
        """The entity as the viewer may know it. Raises :class:`AccessDeniedError`, for an unknown one too."""
        found = self.names(viewer, [id]).get(id)
        if found is None:
            raise AccessDeniedError("Det finns inget att visa")
        return found

    def names(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id, as the viewer may know them (:mod:`models.store.called`); the others are left out. Of several
        owners' the first in order is taken."""
        with self._database.read() as connection:
            return called(connection, viewer, ids)

    def find(self, viewer: Viewer, label: str, name: str) -> Sequence[str]:
        """The ids of the entities of this label with exactly this name or value, or that some document calls so.

        An id that something had before it was known by a fuller name names nothing any more, and is left out.
        """
        same = or_(entities.c.value == name, entities.c.name == name)
        named = exists().where(mentions.c.entity == entities.c.id)
        condition = and_(entities.c.label == label, same, entities.c.owner.in_(viewer.owners), named)
        forms = self._forms(viewer, label, name)
        held = and_(key_holders.c.key.in_(forms), key_holders.c.entity != "")
        found = {row.id for row in self._all(select(entities.c.id).where(condition))}
        found |= {row.entity for row in self._all(select(key_holders.c.entity).where(held))}
        with self._database.read() as connection:
            return sorted(known_by(connection, viewer, sorted(found), name, forms))

    def maybe_called(self, viewer: Viewer, labels: Collection[str], part: str) -> set[str]:
        """At least all those with these labels in whose shown names ``part`` stands: whoever asks names them."""
        with self._database.read() as connection:
            return maybe_called(connection, viewer, labels, part)

    def now(self, viewer: Viewer, id: str) -> Sequence[str]:
        """The id, or, where nothing that the viewer may read has it any more, those that it went up in: by what
        somebody said, else the only one that is called so."""
        return self._now(viewer, id)

    def now_by_owner(self, viewer: Viewer, id: str) -> dict[str, Sequence[str]]:
        """As :meth:`now`, of each owner's documents apart: what one made one with another, another did not."""
        with self._database.read() as connection:
            owners = had_at(connection, viewer, id)
        return {owner: (id,) if lives else self._now(viewer, id, owner) for owner, lives in owners.items()}

    def _now(self, viewer: Viewer, id: str, owner: str = "") -> Sequence[str]:
        with self._database.read() as connection:
            if is_named(connection, viewer, id, owner):
                return (id,)
            heirs = judged_heirs(connection, viewer, id, owner)
            named = was_called(connection, viewer, id, owner)
        if heirs or named is None:
            return heirs or (id,)
        called_so = self.find(viewer, *named)
        with self._database.read() as connection:
            found = [each for each in called_so if is_named(connection, viewer, each, owner)]
        return found if len(found) == 1 else (id,)

    def _forms(self, viewer: Viewer, label: str, name: str) -> Sequence[str]:
        """The keys of the name at each of the viewer's owners but those whose list has it, kept from the viewer."""
        ways, found = (name, f"{FORM}:{name}"), list[str]()
        for owner in sorted(viewer.owners):
            if sees_protected(viewer, owner) or not whole(self._finders.of(owner), [name]):
                found += [short_id(self._key, owner, label, way) for way in ways]
        return found

    def documents(self, viewer: Viewer, id: str) -> Sequence[tuple[str, int]]:
        """The documents that name it and how often each does, most often first."""
        times = func.count().label("times")
        query = (
            select(mentions.c.document, times)
            .join(documents, documents.c.id == mentions.c.document)
            .where(mentions.c.entity == id, readable(viewer), open_page(viewer, mentions), searchable())
            .group_by(mentions.c.document)
            .order_by(times.desc(), mentions.c.document)
        )
        return [(row.document, int(row.times)) for row in self._all(query)]

    def heads(self, viewer: Viewer, id: str) -> Sequence[tuple[Head, int]]:
        """As :meth:`documents`, each told as far as is needed to choose among thousands (``Documents.heads``)."""
        times = func.count().label("times")
        query = select(*HEAD, in_part(viewer), times).join(mentions, mentions.c.document == documents.c.id)
        query = query.where(mentions.c.entity == id, readable(viewer), open_page(viewer, mentions), searchable())
        query = query.group_by(documents.c.id).order_by(times.desc(), documents.c.id)
        with self._database.read() as connection:
            found = connection.execute(query).all()
            part = [row.id for row in found if row.in_part]
            told = heads_in_part(connection, viewer, part)
        return [(told.get(row.id) or Head(*row[: len(HEAD)]), int(row.times)) for row in found]

    def list(self, viewer: Viewer, label: str | None = None, limit: int = 100) -> Sequence[tuple[Entity, int]]:
        """Entities with the number of documents that name them, most first, then in Swedish order."""
        counted = (
            select(
                mentions.c.entity,
                func.count(mentions.c.document.distinct()).label("documents"),
            )
            .join(documents, documents.c.id == mentions.c.document)
            .where(readable(viewer), open_page(viewer, mentions), searchable())
            .group_by(mentions.c.entity)
        )
        if label is not None:
            counted = counted.where(mentions.c.label == label)
        # Ties at the limit are cut by id, so that the same question has the same answer.
        top = self._all(
            counted.order_by(func.count(mentions.c.document.distinct()).desc(), mentions.c.entity).limit(limit)
        )
        known = self.names(viewer, [row.entity for row in top])
        found = [(known[row.entity], int(row.documents)) for row in top if row.entity in known]
        return sorted(found, key=lambda pair: (-pair[1], swedish.sort_key(pair[0].name)))

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._database.read() as connection:
            return connection.execute(query).all()
