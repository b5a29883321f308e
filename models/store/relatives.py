"""Which documents lie in which, for many at once: what a list of hits shows of families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from models.access import Viewer
from models.store.covered import Covered
from models.store.database import Database
from models.store.documents import searchable
from models.store.readable import readable
from models.store.schema import documents, occurrences


@dataclass(frozen=True, slots=True)
class Relatives:
    """The document's parent (None for one that came by itself) by id and name, and how many lie in it."""

    parent: str | None = None
    parent_name: str = ""
    inside: int = 0


class Families:
    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def of(self, viewer: Viewer, ids: Iterable[str]) -> Mapping[str, Relatives]:
        """The relatives of each that has any; what the viewer may not read, or search does not find, does not count."""
        wanted = list(ids)
        mine = readable(viewer)
        above = (
            select(occurrences.c.document, documents.c.id, documents.c.name)
            .join(documents, documents.c.id == occurrences.c.parent)
            .where(occurrences.c.document.in_(wanted), mine)
            .order_by(occurrences.c.id.desc())  # the first place comes last, and stays
        )
        below = (
            select(occurrences.c.parent, func.count(occurrences.c.document.distinct()).label("inside"))
            .join(documents, documents.c.id == occurrences.c.document)
            .where(occurrences.c.parent.in_(wanted), mine, searchable())
            .group_by(occurrences.c.parent)
        )
        with self._database.read() as connection:
            parents = {row.document: (row.id, row.name) for row in connection.execute(above)}
            inside = {row.parent: row.inside for row in connection.execute(below)}
        told = self._covered.paths(viewer, dict(parents.values()))
        parents = {id: (parent, told[parent]) for id, (parent, _) in parents.items()}
        related = [id for id in wanted if id in parents or id in inside]
        return {id: Relatives(*parents.get(id, (None, "")), inside.get(id, 0)) for id in related}

    def inside(self, viewer: Viewer, ids: Iterable[str], most: int) -> Mapping[str, list[str]]:
        """The first ``most`` documents that lie in each of these, by id, in the order they lie there; as in :meth:`of`
        only those that the viewer may read and search finds."""
        place = func.row_number().over(partition_by=occurrences.c.parent, order_by=func.min(occurrences.c.id))
        found = (
            select(occurrences.c.parent, occurrences.c.document, place.label("place"))
            .join(documents, documents.c.id == occurrences.c.document)
            .where(occurrences.c.parent.in_(list(ids)), readable(viewer), searchable())
            .group_by(occurrences.c.parent, occurrences.c.document)
            .subquery()
        )
        first = select(found).where(found.c.place <= most).order_by(found.c.parent, found.c.place)
        lying = dict[str, list[str]]()
        with self._database.read() as connection:
            for row in connection.execute(first):
                lying.setdefault(row.parent, []).append(row.document)
        return lying
