"""What an officer's register extract is gathered from: all that the owner has, found by search or not.

Whatever comes from here is for the officer of the owner alone, who reads all that the owner holds; each query has the
wall's conditions all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from models.access import Viewer
from models.extract import FindKind
from models.layout import Layout
from models.store.database import Database
from models.store.extracts import check_officer
from models.store.layouts import unpack
from models.store.protected_finders import Finders
from models.store.readable import open_page, readable
from models.store.rows import aware
from models.store.schema import documents, entities, occurrences, pages, payment_rows, run_files, runs, sources, tags
from models.store.schema_sharing import releases, requests

_SOME: Final = 200  # documents looked through at once


@dataclass(frozen=True, slots=True)
class Said:
    """Something written that is no page: on ``document`` (or none), at ``page`` (0: of the whole)."""

    kind: FindKind
    text: str
    place: str
    document: str = ""
    page: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageText:
    document: str
    number: int
    text: str
    layout: Layout


class ExtractGround:
    def __init__(self, database: Database, finders: Finders) -> None:
        self._database, self._finders = database, finders

    def batches(self, viewer: Viewer, owner: str) -> list[list[str]]:
        """The ids of all the owner's documents, withdrawn and former ones too, some at a time."""
        check_officer(viewer, owner)
        query = select(documents.c.id).where(documents.c.owner == owner, readable(viewer)).order_by(documents.c.id)
        with self._database.read() as connection:
            ids = list(connection.execute(query).scalars())
        return [ids[start : start + _SOME] for start in range(0, len(ids), _SOME)]

    def pages(self, viewer: Viewer, ids: Sequence[str]) -> Iterator[PageText]:
        """The pages of these documents, in order."""
        query = select(pages.c.document, pages.c.number, pages.c.text, pages.c.layout)
        query = query.join(documents, documents.c.id == pages.c.document)
        query = query.where(pages.c.document.in_(ids), readable(viewer), open_page(viewer, pages))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(pages.c.document, pages.c.number)).all()
        return (PageText(row.document, row.number, row.text, unpack(row.layout)) for row in rows)

    def paths(self, viewer: Viewer, ids: Sequence[str]) -> dict[str, list[str]]:
        """Every path and name that each of the documents has come by."""
        query = select(occurrences.c.document, occurrences.c.path, occurrences.c.name)
        query = query.join(documents, documents.c.id == occurrences.c.document)
        query = query.where(occurrences.c.document.in_(ids), readable(viewer)).order_by(occurrences.c.id)
        found: dict[str, list[str]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                found.setdefault(row.document, []).extend((row.path, row.name))
        return found

    def payment_spans(self, viewer: Viewer, ids: Sequence[str]) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """Where on the documents' pages rows of payments stand."""
        query = select(payment_rows.c.document, payment_rows.c.page, payment_rows.c.start, payment_rows.c.end)
        query = query.join(documents, documents.c.id == payment_rows.c.document)
        query = query.where(payment_rows.c.document.in_(ids), readable(viewer), open_page(viewer, payment_rows))
        found: dict[tuple[str, int], list[tuple[int, int]]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                found.setdefault((row.document, row.page), []).append((row.start, row.end))
        return found

    def tags(self, viewer: Viewer, ids: Sequence[str]) -> list[Said]:
        """Words that people put on the documents and their pages."""
        query = select(tags).join(documents, documents.c.id == tags.c.document)
        query = query.where(tags.c.document.in_(ids), readable(viewer)).order_by(tags.c.document, tags.c.page)
        with self._database.read() as connection:
            return [Said(FindKind.TAG, row.word, "", row.document, row.page, aware(row.at))
                    for row in connection.execute(query)]  # fmt: skip

    def entities(self, viewer: Viewer, owner: str) -> list[Said]:
        """The names and numbers in the owner's register of who is who."""
        check_officer(viewer, owner)
        query = select(entities).where(entities.c.owner == owner).order_by(entities.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [Said(FindKind.ENTITY, "\n".join(dict.fromkeys((row.name, row.value))), "") for row in rows]

    def lost_files(self, viewer: Viewer, owner: str) -> list[Said]:
        """Names of files that never became documents."""
        check_officer(viewer, owner)
        of_owner = run_files.join(runs, runs.c.id == run_files.c.run).join(sources, sources.c.name == runs.c.source)
        query = select(run_files.c.path, runs.c.started).select_from(of_owner)
        query = query.where(sources.c.owner == owner, run_files.c.document.is_(None)).order_by(runs.c.started)
        with self._database.read() as connection:
            return [Said(FindKind.FILE_NAME, row.path, "", at=aware(row.started))
                    for row in connection.execute(query)]  # fmt: skip

    def is_protected(self, viewer: Viewer, owner: str, written: str) -> bool:
        """Whether a name or number so written names somebody on the owner's list of protected identities."""
        check_officer(viewer, owner)
        return any(each.whole for each in self._finders.of(owner).find(written))

    def handed_out(self, viewer: Viewer, owner: str, ids: Sequence[str]) -> list[Said]:
        """To whom these documents were handed out: recipients are told, whatever the document said."""
        check_officer(viewer, owner)
        query = select(releases.c.document, releases.c.at, requests.c.reader, requests.c.basis, requests.c.purpose)
        query = query.join(requests, requests.c.id == releases.c.request)
        query = query.where(requests.c.owner == owner, releases.c.document.in_(ids)).order_by(releases.c.at)
        with self._database.read() as connection:
            return [Said(FindKind.RELEASE, f"{row.reader}, {row.basis}, {row.purpose}", "", row.document, 0,
                         aware(row.at)) for row in connection.execute(query)]  # fmt: skip
