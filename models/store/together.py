"""Whom pages name together, and what many documents say, in few queries; by what a viewer may read."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import func, select

from models.access import Viewer
from models.mention import Mention
from models.store import rows
from models.store.called import of_readable
from models.store.covered import Covered
from models.store.database import Database
from models.store.documents import searchable
from models.store.lookups import parts
from models.store.readable import open_page, readable
from models.store.schema import documents, mentions, pages

Place = tuple[str, int]
"""A document, and a page of it."""
_NAMED: Final = select(
    *(mentions.c[name] for name in ("document", "entity", *(each.name for each in dataclasses.fields(Mention))))
)


class Together:
    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def texts(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
        """The pages of each document, number and text, in order."""
        texts: dict[Place, str] = {}
        columns = select(pages.c.document, pages.c.number, pages.c.text)
        with self._database.read() as connection:
            for some in parts(sorted(set(ids))):
                joined = columns.join(documents, documents.c.id == pages.c.document)
                query = joined.where(pages.c.document.in_(some), readable(viewer), open_page(viewer, pages))
                for row in connection.execute(query.order_by(pages.c.document, pages.c.number)):
                    texts[row.document, row.number] = row.text
        found = defaultdict[str, list[tuple[int, str]]](list)
        for (document, number), text in self._covered.texts(viewer, texts).items():
            found[document].append((number, text))
        return found

    def mentions(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, list[tuple[Mention, str]]]:
        """What each document names, in reading order, each with the id of its entity."""
        found = defaultdict[str, list[tuple[Mention, str]]](list)
        with self._database.read() as connection:
            for some in parts(sorted(set(ids))):
                query = of_readable(viewer, _NAMED).where(mentions.c.document.in_(some))
                order = mentions.c.document, mentions.c.page, mentions.c.start
                for document, entity, label, *said in connection.execute(query.order_by(*order)).all():
                    found[document].append((Mention(rows.LABELS[label], *said), entity))
        return found

    def places(self, viewer: Viewer, entities: Iterable[str]) -> dict[str, set[Place]]:
        """The pages that name each of them, of documents that may be found."""
        found, wanted = defaultdict[str, set[Place]](set), sorted(set(entities))
        columns = select(mentions.c.entity, mentions.c.document, mentions.c.page).distinct()
        with self._database.read() as connection:
            for some in parts(wanted):
                query = of_readable(viewer, columns).where(mentions.c.entity.in_(some), searchable())
                for row in connection.execute(query):
                    found[row.entity].add((row.document, row.page))
        return dict(found)

    def named(self, viewer: Viewer, ids: Iterable[str], labels: Collection[str]) -> dict[Place, dict[str, str]]:
        """Whom each page of these documents names: the entities, each with its label, of these labels."""
        found, wanted = defaultdict[Place, dict[str, str]](dict), sorted(set(ids))
        columns = select(mentions.c.document, mentions.c.page, mentions.c.entity, mentions.c.label).distinct()
        with self._database.read() as connection:
            for some in parts(wanted):
                here = mentions.c.document.in_(some), mentions.c.label.in_(sorted(labels)), mentions.c.entity != ""
                for row in connection.execute(of_readable(viewer, columns).where(*here, searchable())):
                    found[row.document, row.page][row.entity] = row.label
        return dict(found)

    def spread(self, viewer: Viewer, entities: Iterable[str]) -> dict[str, int]:
        """In how many documents that may be found each of them is named."""
        found: dict[str, int] = {}
        columns = select(mentions.c.entity, func.count(mentions.c.document.distinct()).label("documents"))
        with self._database.read() as connection:
            for some in parts(sorted(set(entities))):
                query = of_readable(viewer, columns).where(mentions.c.entity.in_(some), searchable())
                found |= {row.entity: row.documents for row in connection.execute(query.group_by(mentions.c.entity))}
        return found
