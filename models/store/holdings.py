"""What the register says that vault, source folders and index hold, for ``samsyn verify``: a few hundred documents at a
time.

Nothing here grows with the archive: rows are asked for by key, from the last one seen, without the pages' words; each
part is a transaction of its own, so that no long reading keeps SQLite's log from being folded in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from models import swedish
from models.access import Viewer
from models.document import DocumentState
from models.store.claims import is_void
from models.store.covered import Covered
from models.store.database import Database
from models.store.lookups import parts
from models.store.readable import in_part, open_page, readable
from models.store.runs import FileState, kept_source, known_file, lost_by_path, told_of_lost
from models.store.schema import documents, occurrences, pages, run_files, runs, sources
from models.store.shared_documents import being_read

_SOME: Final = 400  # documents, or files, at a time


@dataclass(frozen=True, slots=True)
class Holding:
    """A document's files. ``pages`` are those that the register has, each with its picture's SHA-256 or none.

    ``is_claimed``: somebody is at work on it. ``in_part``: some of its pages are kept from the viewer.
    """

    document: str
    source: str
    sha256: str
    size: int
    state: DocumentState
    should_have: int
    pages: tuple[tuple[int, str | None], ...]
    is_claimed: bool
    in_part: bool

    @property
    def lacks_pages(self) -> bool:
        return not self.in_part and [number for number, _ in self.pages] != list(range(1, self.should_have + 1))


@dataclass(frozen=True, slots=True)
class Place:
    """Bytes that lie at a path by themselves, as the register has them. ``current``: they are the newest there."""

    path: str
    document: str
    sha256: str
    current: bool


class Holdings:
    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def count(self, viewer: Viewer) -> int:
        """How many documents :meth:`each` gives."""
        with self._database.read() as connection:
            query = select(func.count()).select_from(documents).where(readable(viewer))
            return connection.execute(query).scalar_one()

    def each(self, viewer: Viewer) -> Iterator[list[Holding]]:
        """Every document that the viewer may read, by id, some at a time."""
        last = ""
        while ids := self._window(last):
            if rows := self._documents(viewer, ids):
                yield self._holdings(viewer, rows)
            last = ids[-1]

    def page_counts(self, viewer: Viewer, ids: Sequence[str]) -> dict[str, int]:
        """How many pages each of the documents has that the viewer may read; documents without any are left out."""
        query = select(pages.c.document, func.count().label("number"))
        query = query.join(documents, documents.c.id == pages.c.document)
        query = query.where(readable(viewer), open_page(viewer, pages)).group_by(pages.c.document)
        found: dict[str, int] = {}
        for some in parts(ids, _SOME):
            with self._database.read() as connection:
                rows = connection.execute(query.where(pages.c.document.in_(some))).all()
            found |= {row.document: row.number for row in rows}
        return found

    def at(self, viewer: Viewer, source: str, paths: Sequence[str]) -> dict[str, list[Place]]:
        """What has lain at these paths of the source, by path."""
        found: dict[str, list[Place]] = {}
        with self._database.read() as connection:
            for row in connection.execute(_places(viewer, source).where(occurrences.c.path.in_(paths))):
                found.setdefault(row.path, []).append(Place(row.path, row.document, row.sha256, bool(row.current)))
        return found

    def below(self, viewer: Viewer, source: str, folder: str) -> Iterator[list[Place]]:
        """What the source has at paths below the folder now, by path, some at a time."""
        beginning = folder.rstrip("/") + "/"
        under = and_(occurrences.c.path >= beginning, occurrences.c.current, documents.c.withdrawn.is_(None))
        query = _places(viewer, source).where(under, occurrences.c.path.startswith(beginning, autoescape=True))
        last = 0
        while True:
            part = query.where(occurrences.c.id > last).order_by(occurrences.c.id).limit(_SOME)
            with self._database.read() as connection:
                rows = connection.execute(part).all()
            if not rows:
                return
            yield [Place(row.path, row.document, row.sha256, True) for row in rows]
            last = rows[-1].id

    def having(self, viewer: Viewer, source: str, hashes: Sequence[str]) -> dict[str, str]:
        """The source's documents with these bytes: SHA-256 to id."""
        query = select(documents.c.sha256, documents.c.id).where(documents.c.sha256.in_(hashes))
        with self._database.read() as connection:
            found = connection.execute(query.where(documents.c.source == source, readable(viewer)))
            return {row.sha256: row.id for row in found}

    def in_manifests(self, viewer: Viewer, source: str, paths: Sequence[str], ids: Sequence[str]) -> set[str]:
        """Those of the paths that a manifest of the source has, with one of these documents or as a file that could
        not be had."""
        mine = or_(run_files.c.document.in_(ids), run_files.c.document.is_(None))
        query = select(run_files.c.path).join(runs, runs.c.id == run_files.c.run)
        query = query.where(runs.c.source == source, run_files.c.path.in_(paths), mine, known_file(viewer))
        with self._database.read() as connection:
            return set(connection.execute(query).scalars())

    def without_document(self, viewer: Viewer) -> Iterator[str]:
        """The paths of files that a manifest has as taken in and whose document is not there, as the viewer may read
        them."""
        taken = run_files.c.state.in_((FileState.NEW.value, FileState.DUPLICATE.value))
        gone = select(run_files.c.path).outerjoin(documents, documents.c.id == run_files.c.document)
        gone = gone.where(taken, documents.c.id.is_(None))
        query: Select[Any] = select(run_files.c.path, sources.c.owner).join(runs, runs.c.id == run_files.c.run)
        query = query.join(sources, sources.c.name == runs.c.source)
        query = query.where(taken, sources.c.owner.in_(viewer.owners), told_of_lost(viewer))
        with self._database.read() as connection:
            paths = list(connection.execute(gone).scalars())  # none, as a rule
            rows = [
                row
                for some in parts(sorted(set(paths)))
                for row in connection.execute(query.where(run_files.c.path.in_(some), _is_gone()))
            ]
        yield from lost_by_path(self._covered, viewer, rows)

    def tells_of(self, viewer: Viewer, source: str) -> bool:
        """Whether the viewer may know of files that lie in the source's folder and are not taken in."""
        query = select(sources.c.name).where(sources.c.name == source, sources.c.owner.in_(viewer.own))
        with self._database.read() as connection:
            return connection.execute(query.where(~kept_source(viewer, sources.c.name))).first() is not None

    def _window(self, last: str) -> list[str]:
        """The next ids, whosever they are: asked for by key alone, each part costs the same however many there are."""
        query = select(documents.c.id).where(documents.c.id > last).order_by(documents.c.id).limit(_SOME)
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def _documents(self, viewer: Viewer, ids: Sequence[str]) -> Sequence[Row[Any]]:
        names = ("id", "source", "sha256", "size", "state", "pages", "worker", "lease_until")
        query: Select[Any] = select(*(documents.c[name] for name in names), in_part(viewer))
        query = query.where(documents.c.id.in_(ids), readable(viewer)).order_by(documents.c.id)
        with self._database.read() as connection:
            return connection.execute(query).all()

    def _holdings(self, viewer: Viewer, rows: Sequence[Row[Any]]) -> list[Holding]:
        query = select(pages.c.document, pages.c.number, pages.c.image)
        query = query.join(documents, documents.c.id == pages.c.document)
        query = query.where(pages.c.document.in_([row.id for row in rows]), readable(viewer), open_page(viewer, pages))
        of: dict[str, list[tuple[int, str | None]]] = {}
        with self._database.read() as connection:
            for page in connection.execute(query.order_by(pages.c.document, pages.c.number)):
                of.setdefault(page.document, []).append((page.number, page.image))
            now = swedish.now()
            shared = being_read(connection, [row.id for row in rows], now)
        return [
            Holding(
                row.id,
                row.source,
                row.sha256,
                row.size,
                DocumentState(row.state),
                row.pages,
                tuple(of.get(row.id, ())),
                row.id in shared or not is_void(row.worker, row.lease_until, now),
                bool(row.in_part),
            )
            for row in rows
        ]


def _is_gone() -> ColumnElement[bool]:
    here = select(documents.c.id).where(documents.c.id == run_files.c.document)
    return ~here.correlate(run_files).exists()


def _places(viewer: Viewer, source: str) -> Select[Any]:
    query = select(
        occurrences.c.id, occurrences.c.path, occurrences.c.document, occurrences.c.current, documents.c.sha256
    ).join(documents, documents.c.id == occurrences.c.document)
    return query.where(documents.c.source == source, occurrences.c.parent.is_(None), readable(viewer))
