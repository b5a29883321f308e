"""Secrecy markings in the register: set by whoever may read what they are on, lowered by the owner's officer.

Every change writes what follows from it (``withheld``) and asks the index to follow, in one transaction. Nothing is
erased: a marking that was lowered says when, by whom and why; one whose last day has passed, when.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select, update

from models import swedish
from models.access import Viewer, is_cleared
from models.errors import AccessDeniedError, InvalidMarkingError
from models.marking import Applied, Marking, MarkingScope, Needs, provision
from models.store.applied_markings import WHOLE, applied, dependants
from models.store.covered import Covered
from models.store.database import Database
from models.store.lookups import parts
from models.store.readable import in_part, open_page, readable
from models.store.reasons import Reason, shown
from models.store.rows import aware
from models.store.schema import documents, markings, pages, sources
from models.store.withholding import hold_source, needs, settle

_GROUP_LENGTH: Final = 200  # characters, as the register's column has


class Markings:
    def __init__(self, database: Database, covered: Covered) -> None:
        self._database, self._covered = database, covered

    def set(
        self,
        viewer: Viewer,
        scope: MarkingScope,
        target: str,
        *,
        group: str,
        ground: str,
        page: int = WHOLE,
        reason: str = "",
        until: date | None = None,
    ) -> tuple[Marking, int]:
        """Keep the target (a source's name, a document's id, or its ``page``) for the group; how many documents it
        touched, of those that the viewer could read.

        Raises :class:`AccessDeniedError` for what the viewer may not read or only reads by agreement, as for what is
        not there; :class:`models.errors.ProvisionError` where ``ground`` is no provision of secrecy; and
        :class:`InvalidMarkingError`.
        """
        stands_on, kept_for = provision(ground), checked(group, until)
        at = page if scope is MarkingScope.PAGE else WHOLE
        with self._database.write() as connection:
            owner, source = _place(connection, viewer, scope, target, at)
            hold_source(connection, source)
            new = Marking(
                *(secrets.token_hex(16), owner, scope, target, at, kept_for, stands_on),
                *(reason.strip(), viewer.name, swedish.now(), until),
            )
            read = _read(connection, viewer, new)
            connection.execute(insert(markings).values(asdict(new) | {"scope": scope.value}))
            return new, len(read.intersection(settle(connection, _documents(connection, new))))

    def may_set(self, viewer: Viewer, scope: MarkingScope, target: str, page: int = WHOLE) -> bool:
        """Whether the viewer may mark this: they read it, and not only because it is lent to them."""
        with self._database.read() as connection:
            return _find(connection, viewer, scope, target, page) is not None

    def to_lower(self, viewer: Viewer, id: str) -> Marking | None:
        """The marking, where there is one and the viewer is its owner's officer."""
        with self._database.read() as connection:
            row = connection.execute(select(markings).where(markings.c.id == id)).one_or_none()
        return _marking(row) if row is not None and row.owner in viewer.deciding else None

    def lower(self, viewer: Viewer, id: str, reason: str) -> tuple[Marking, int]:
        """Take the marking out of force; it and how many documents that opened or changed.

        Only for the officer of its owner, and with a reason. Raises :class:`AccessDeniedError` and
        :class:`InvalidMarkingError`. Lowering it again changes nothing.
        """
        check_reason(reason)
        with self._database.write() as connection:
            row = connection.execute(select(markings).where(markings.c.id == id)).one_or_none()
            if row is None or row.owner not in viewer.deciding:
                raise AccessDeniedError("Det finns ingen sådan markering att sänka")
            if row.lowered is not None:
                return _marking(row), 0
            lowered = replace(
                _marking(row), lowered=swedish.now(), lowered_by=viewer.name, lowered_reason=reason.strip()
            )
            return lowered, len(_end(connection, lowered))

    def settle(self) -> int:
        """Take out of force what was set until a day that has passed; how many documents that opened or changed.

        Called where a worker's work and a drain begin. Until then they stay hidden.
        """
        over = and_(markings.c.lowered.is_(None), markings.c.until < swedish.today())
        with self._database.read() as connection:
            if connection.execute(select(markings.c.id).where(over).limit(1)).first() is None:
                return 0
        with self._database.write() as connection:
            ended = [_marking(row) for row in connection.execute(select(markings).where(over)).all()]
            return len({id for each in ended for id in _end(connection, replace(each, lowered=swedish.now()))})

    def of(self, viewer: Viewer, document: str) -> list[Applied]:
        """The markings in force on the document and on those of its pages that the viewer may read: of the whole
        first, then by page and time. Raises :class:`AccessDeniedError`."""
        with self._database.read() as connection:
            mine = select(documents.c.owner).where(documents.c.id == document, readable(viewer))
            owner = connection.execute(mine).scalar_one_or_none()
            if owner is None:
                raise AccessDeniedError("Handlingen finns inte")
            bearing = applied(connection, [document])[document]
            found = _by_id(connection, sorted({id for id, _ in bearing}))
            kept = _kept_pages(viewer, owner, needs(connection, [document]).get(document, Needs()))
        found = {each.id: each for each in self._as_shown(viewer, list(found.values()))}
        told = [Applied(found[id], page, found[id].target != document) for id, page in bearing if page not in kept]
        return sorted(told, key=lambda each: (each.page, each.marking.at, each.marking.id))

    def grounds(self, viewer: Viewer, ids: Iterable[str]) -> frozenset[str]:
        """The provisions of the markings that :meth:`of` tells of these documents; none of those that the viewer may
        not read."""
        mine, owners = select(documents.c.id, documents.c.owner).where(readable(viewer)), dict[str, str]()
        with self._database.read() as connection:
            for some in parts(sorted({*ids})):
                owners |= {row.id: row.owner for row in connection.execute(mine.where(documents.c.id.in_(some)))}
            kept, told = needs(connection, list(owners)), set[str]()
            for id, bearing in applied(connection, owners).items():
                closed = _kept_pages(viewer, owners[id], kept.get(id, Needs()))
                told |= {marking for marking, page in bearing if page not in closed}
            return frozenset(each.provision for each in _by_id(connection, sorted(told)).values())

    def hides(self, viewer: Viewer, document: str) -> bool:
        """Whether the viewer may read the document, and some page of it is kept from them."""
        query = select(documents.c.id).where(documents.c.id == document, readable(viewer), in_part(viewer))
        with self._database.read() as connection:
            return connection.execute(query).one_or_none() is not None

    def opens(self, viewer: Viewer, ids: Iterable[str]) -> bool:
        """Whether the viewer may read each of these documents, and every page of it."""
        query, wanted = select(documents.c.id, in_part(viewer)).where(readable(viewer)), {*ids}
        found = set[str]()
        with self._database.read() as connection:
            for some in parts(sorted(wanted)):
                rows = connection.execute(query.where(documents.c.id.in_(some)))
                found |= {row.id for row in rows if not row.in_part}
        return found == wanted

    def all(self, viewer: Viewer, *, standing: bool = True, limit: int | None = None) -> list[Marking]:
        """The markings that the viewer may know of, the newest first; those out of force too unless ``standing``.

        An officer knows every one of their owner's; others those of their owners' sources, and those on what they may
        read.
        """
        query = select(markings).where(_known(viewer)).order_by(markings.c.at.desc(), markings.c.id)
        if standing:
            query = query.where(markings.c.lowered.is_(None))
        with self._database.read() as connection:
            found = [_marking(row) for row in connection.execute(query.limit(limit))]
        return self._as_shown(viewer, found)

    def _as_shown(self, viewer: Viewer, some: Sequence[Marking]) -> list[Marking]:
        """Each with its reasons as the viewer may read them."""
        given = [_reason(viewer, each, words) for each in some for words in (each.reason, each.lowered_reason)]
        told = iter(shown(self._database, self._covered, viewer, given))
        return [replace(each, reason=next(told), lowered_reason=next(told)) for each in some]

    def needs(self, document: str) -> Needs:
        """The groups that readers of the document, and of each of its marked pages, must be in."""
        return self.many([document]).get(document, Needs())

    def many(self, documents: Iterable[str]) -> Mapping[str, Needs]:
        """The same of several, in few queries; one of which nothing is withheld is left out."""
        with self._database.read() as connection:
            return needs(connection, list(dict.fromkeys(documents)))


def check_reason(reason: str) -> None:
    """Raises :class:`InvalidMarkingError` for a marking that is lowered without a reason."""
    if not reason.strip():
        raise InvalidMarkingError("Skriv varför markeringen sänks")


def checked(group: str, until: date | None) -> str:
    """The group as it is kept. Raises :class:`InvalidMarkingError` for none, and for a day that has passed."""
    name = " ".join(group.split())
    if not name or len(name) > _GROUP_LENGTH:
        raise InvalidMarkingError("Ange vilken grupp som får läsa det markerade")
    if until is not None and until < swedish.today():
        raise InvalidMarkingError("Markeringens sista dag har redan passerat")
    return name


def _place(connection: Connection, viewer: Viewer, scope: MarkingScope, target: str, page: int) -> tuple[str, str]:
    """The owner and the source of what is to be marked. Raises :class:`AccessDeniedError`."""
    found = _find(connection, viewer, scope, target, page)
    if found is None:
        raise AccessDeniedError("Det finns inget sådant att markera")
    return found


def _find(
    connection: Connection, viewer: Viewer, scope: MarkingScope, target: str, page: int
) -> tuple[str, str] | None:
    own = viewer.own
    if scope is MarkingScope.SOURCE:
        query = select(sources.c.owner, sources.c.name).where(sources.c.name == target, sources.c.owner.in_(own))
    else:
        query = select(documents.c.owner, documents.c.source)
        query = query.where(documents.c.id == target, readable(viewer), documents.c.owner.in_(own))
    if scope is MarkingScope.PAGE:
        query = query.join(pages, pages.c.document == documents.c.id)
        query = query.where(pages.c.number == page, open_page(viewer, pages))
    row = connection.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def _documents(connection: Connection, marking: Marking) -> Sequence[str]:
    """What the marking is set on, as ids of documents."""
    if marking.scope is not MarkingScope.SOURCE:
        return [marking.target]
    return connection.execute(select(documents.c.id).where(documents.c.source == marking.target)).scalars().all()


def _read(connection: Connection, viewer: Viewer, marking: Marking) -> set[str]:
    """What of all that the marking may touch the viewer can read before it is set."""
    query = select(documents.c.id).where(readable(viewer))
    if marking.scope is MarkingScope.SOURCE:  # nothing outside the source has anything of it
        return set(connection.execute(query.where(documents.c.source == marking.target)).scalars())
    ids = dependants(connection, [marking.target])
    return {id for some in parts(ids) for id in connection.execute(query.where(documents.c.id.in_(some))).scalars()}


def _end(connection: Connection, ended: Marking) -> list[str]:
    """Note that the marking is out of force, and settle what it was on."""
    source = select(documents.c.source).where(documents.c.id == ended.target)
    at_source = ended.scope is MarkingScope.SOURCE
    hold_source(connection, ended.target if at_source else connection.execute(source).scalar_one())
    values = {name: getattr(ended, name) for name in ("lowered", "lowered_by", "lowered_reason")}
    connection.execute(update(markings).where(markings.c.id == ended.id).values(**values))
    return settle(connection, _documents(connection, ended))


def _known(viewer: Viewer) -> ColumnElement[bool]:
    own = viewer.own
    of_source = and_(markings.c.scope == MarkingScope.SOURCE.value, markings.c.owner.in_(own))
    on = markings.alias("on_document")
    place = select(on.c.id, on.c.target.label("document"), on.c.page).where(on.c.scope != MarkingScope.SOURCE.value)
    placed = place.subquery()
    open_ones = select(placed.c.id).join(documents, documents.c.id == placed.c.document)
    open_ones = open_ones.where(readable(viewer), documents.c.owner.in_(own), open_page(viewer, placed))
    return or_(markings.c.owner.in_(viewer.deciding), of_source, markings.c.id.in_(open_ones))


def _kept_pages(viewer: Viewer, owner: str, wanted: Needs) -> set[int]:
    """The marked pages that the viewer may not read."""
    return {
        page for page, groups in wanted.pages.items() if not all(is_cleared(viewer, owner, each) for each in groups)
    }


def _reason(viewer: Viewer, marking: Marking, words: str) -> Reason:
    if marking.scope is MarkingScope.SOURCE:
        opens = marking.lowered is not None or is_cleared(viewer, marking.owner, marking.group)
        return Reason(marking.owner, words if opens else "")
    return Reason(marking.owner, words, marking.target, marking.scope is MarkingScope.DOCUMENT)


def _by_id(connection: Connection, ids: Sequence[str]) -> dict[str, Marking]:
    query = select(markings)
    found = [row for some in parts(ids) for row in connection.execute(query.where(markings.c.id.in_(some)))]
    return {row.id: _marking(row) for row in found}


def _marking(row: Row[Any]) -> Marking:
    values = dict(row._mapping) | {"scope": MarkingScope(row.scope), "at": aware(row.at)}
    return Marking(**values | {"lowered": aware(row.lowered) if row.lowered else None})
