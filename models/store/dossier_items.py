"""What lies in case folders. To each reader it is what they may read today: the rest is as if it were not there, in
number and order too. Who changes a dossier has been asked for by :meth:`models.store.dossiers.Dossiers.writable`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, insert, or_, select, true, update

from models import swedish
from models.access import Viewer
from models.dossier import LONGEST_WORDS, Dossier, DossierItem, ItemKind, Thing
from models.errors import AccessDeniedError, DossierFullError
from models.limits import Limits
from models.masking import mask
from models.quotation import Quotation
from models.store.called import called
from models.store.covered import Covered
from models.store.database import Database
from models.store.pointing import Anchor, anchored, anchored_entity, entity_now, untold_entities
from models.store.readable import in_whole, open_page, readable
from models.store.rows import aware
from models.store.schema import documents
from models.store.schema_dossiers import dossier_items, dossiers
from models.store.written import Writing

_NAMED: Final = (ItemKind.ENTITY.value, ItemKind.NETWORK.value)
_I: Final = dossier_items.c


@dataclass(frozen=True, slots=True)
class _Known:
    """What of the entities in a dossier the viewer is told: those there are, and those of which nothing written is."""

    there: frozenset[str]
    untold: frozenset[str]


class DossierItems:
    def __init__(self, database: Database, key: bytes, covered: Covered, limits: Limits) -> None:
        self._database, self._writing, self._covered = database, Writing(key, "dossier item"), covered
        self._limits = limits

    def all(self, viewer: Viewer, dossier: Dossier, *, removed: bool = False) -> list[DossierItem]:
        """What the viewer may read of what is in it, in order; or of what was taken out of it."""
        return self._read(viewer, dossier, true(), removed=removed)

    def get(self, viewer: Viewer, dossier: Dossier, id: str, *, removed: bool = False) -> DossierItem:
        """Raises :class:`AccessDeniedError` for one that is not there and one that may not be read alike."""
        found = self._read(viewer, dossier, _I.id == id, removed=removed)
        if not found:
            raise AccessDeniedError("Det finns inte i mappen")
        return found[0]

    def add(self, viewer: Viewer, dossier: Dossier, things: Iterable[Thing], words: str = "", section: str = "") -> int:
        """Put things last; how many were not there before. Raises :class:`AccessDeniedError`, and adds nothing, where
        one of them may not be read or is only lent; and :class:`DossierFullError` where there is no room: counted are
        those that the viewer sees, so that it tells of no others."""
        now, added, seen = swedish.now(), 0, len(self.all(viewer, dossier))
        with self._database.write() as connection:
            place = _last(connection, dossier)
            for thing in things:
                on = _anchor(connection, viewer, thing)
                row = {"kind": thing.kind.value, "document": on.document, "page": on.page, "start": on.start}
                if self._has(connection, dossier, row | {"entity": on.entity}, thing.quotation):
                    continue
                added += 1
                self._check_room(seen + added)
                id = secrets.token_hex(16)
                who = {"id": id, "dossier": dossier.id, "by": viewer.name, "at": now}
                where = {"entity": on.entity, "section": section, "position": place + added}
                said = self._writing.sealed(id, _said(thing, words))
                connection.execute(insert(dossier_items).values(**who, **row, **where, sealed=said))
        return added

    def check(self, viewer: Viewer, things: Iterable[Thing]) -> None:
        """Raise as :meth:`add` does for what may not be put in."""
        with self._database.read() as connection:
            for thing in things:
                _anchor(connection, viewer, thing)

    def describe(self, viewer: Viewer, dossier: Dossier, id: str, words: str) -> None:
        """Say why it is there. Raises :class:`AccessDeniedError` where the viewer is not told what was said before."""
        shown = self.get(viewer, dossier, id)
        if not shown.told:
            raise AccessDeniedError(
                "Allt som posten gäller visas inte för dig",
                next="Lägg en sida som du läser i mappen, och anteckna där.",
            )
        if _kept(words) == shown.words:  # some of it may be covered for the viewer
            return
        with self._database.write() as connection:
            before = connection.execute(select(_I.sealed).where(_I.id == id).with_for_update()).scalar_one()
            said = self._writing.opened(id, before) | {"words": _kept(words)}
            connection.execute(update(dossier_items).where(_I.id == id).values(sealed=self._writing.sealed(id, said)))

    def move(self, viewer: Viewer, dossier: Dossier, id: str, *, section: str, after: str = "") -> None:
        """Place it in the section after another of those that the viewer sees there; empty: first in it.

        What the viewer does not see stays where it is among the rest.
        """
        self.get(viewer, dossier, id)
        shown = [each.id for each in self.all(viewer, dossier) if each.section == section and each.id != id]
        with self._database.write() as connection:
            _hold(connection, dossier)
            rows = connection.execute(select(_I.id, _I.position).where(_I.dossier == dossier.id)).all()
            order = [row.id for row in sorted(rows, key=lambda row: (row.position, row.id)) if row.id != id]
            if after in shown:
                order.insert(order.index(after) + 1, id)
            else:
                order.insert(order.index(shown[0]) if shown else len(order), id)
            connection.execute(update(dossier_items).where(_I.id == id).values(section=section))
            before = {row.id: row.position for row in rows}
            for place, each in enumerate(order, 1):
                if before[each] != place:
                    connection.execute(update(dossier_items).where(_I.id == each).values(position=place))

    def remove(self, viewer: Viewer, dossier: Dossier, id: str, *, removed: bool = True) -> None:
        """Take it out, or put it back where it was."""
        self.get(viewer, dossier, id, removed=not removed)
        if not removed:
            self._check_room(len(self.all(viewer, dossier)) + 1)
        with self._database.write() as connection:
            moment = swedish.now() if removed else None
            connection.execute(update(dossier_items).where(_I.id == id).values(removed=moment))

    def _read(
        self, viewer: Viewer, dossier: Dossier, which: ColumnElement[bool], *, removed: bool
    ) -> list[DossierItem]:
        there = _I.removed.is_not(None) if removed else _I.removed.is_(None)
        query = _readable(viewer).where(_I.dossier == dossier.id, there, which).order_by(_I.position, _I.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            found = [(row, _item(row, self._writing.opened(row.id, row.sealed))) for row in rows]
            ids = {id for _, item in found for id in item.thing.entities}
            known = _Known(
                frozenset(called(connection, viewer, ids)), frozenset(untold_entities(connection, viewer, ids))
            )
        sections = {each.id for each in dossier.sections}
        items = [self._as_shown(viewer, dossier, row, item, known) for row, item in found if _is_there(item, known)]
        return [item if item.section in sections else replace(item, section="") for item in items]

    def _check_room(self, wanted: int) -> None:
        if wanted > self._limits.dossier_items:
            raise DossierFullError("Mappen är full")

    def _has(self, connection: Connection, dossier: Dossier, row: dict[str, Any], quotation: Quotation | None) -> bool:
        """Whether the same lies there already; networks are never the same."""
        if row["kind"] == ItemKind.NETWORK.value:
            return False
        names = ("kind", "entity") if row["entity"] else ("kind", "document", "page", "start")
        same = [_I[name].is_(None) if row[name] is None else _I[name] == row[name] for name in names]
        query = select(_I.id, _I.sealed).where(_I.dossier == dossier.id, _I.removed.is_(None), *same)
        words = quotation.text if quotation else None
        there = [self._writing.opened(each.id, each.sealed) for each in connection.execute(query)]
        return any(said.get("quote") == words for said in there)

    def _as_shown(
        self, viewer: Viewer, dossier: Dossier, row: Row[Any], item: DossierItem, known: _Known
    ) -> DossierItem:
        """With no more of its entities than there are to the viewer, and its words only where they may be told."""
        thing = replace(item.thing, entities=tuple(id for id in item.thing.entities if id in known.there))
        told = row.whole or bool(row.page) if row.kind not in _NAMED else known.untold.isdisjoint(item.thing.entities)
        some = [item.words] if told and item.words else []
        for owner in sorted({row.owner, dossier.owner}):
            some = self._covered.words(viewer, owner, some, row.document) if some else []
        return replace(item, thing=thing, words="".join(some), told=bool(told))


def _readable(viewer: Viewer) -> Select[Any]:
    """The items with a document that the viewer may read, and those of entities, of which ``called`` says more."""
    columns = (
        dossier_items,
        documents.c.owner,
        entity_now(dossier_items).label("now"),
        in_whole(viewer).label("whole"),
    )
    here = and_(readable(viewer), or_(_I.page == 0, open_page(viewer, dossier_items)))
    joined = dossier_items.join(documents, documents.c.id == _I.document)
    return select(*columns).select_from(joined).where(or_(_I.kind.in_(_NAMED), here))


def _is_there(item: DossierItem, known: _Known) -> bool:
    return item.thing.kind.value not in _NAMED or not known.there.isdisjoint(item.thing.entities)


def _anchor(connection: Connection, viewer: Viewer, thing: Thing) -> Anchor:
    if thing.kind.value in _NAMED:
        found = [anchored_entity(connection, viewer, id) for id in thing.entities]
        if not found:
            raise AccessDeniedError("Det finns inget att lägga i mappen")
        return found[0]
    start = thing.quotation.start if thing.quotation else None
    return anchored(connection, viewer, thing.document, thing.page, start)


def _hold(connection: Connection, dossier: Dossier) -> None:
    """Let nobody else put what is in it in order meanwhile."""
    connection.execute(select(dossiers.c.id).where(dossiers.c.id == dossier.id).with_for_update())


def _last(connection: Connection, dossier: Dossier) -> int:
    _hold(connection, dossier)
    return connection.execute(select(func.max(_I.position)).where(_I.dossier == dossier.id)).scalar_one() or 0


def _said(thing: Thing, words: str) -> dict[str, Any]:
    said: dict[str, Any] = {"words": _kept(words)}
    if thing.quotation:
        said |= thing.quotation.kept()
    if thing.kind is ItemKind.NETWORK:
        said |= {"entities": list(thing.entities), "state": dict(thing.state)}
    return said


def _kept(words: str) -> str:
    return mask(words.strip())[:LONGEST_WORDS].rstrip()


def _item(row: Row[Any], said: dict[str, Any]) -> DossierItem:
    kind, named = ItemKind(row.kind), row.kind in _NAMED
    others: Sequence[str] = said.get("entities", ())[1:]
    thing = Thing(
        kind,
        "" if named else row.document,
        0 if named else row.page,
        Quotation.of(said) if "quote" in said else None,
        tuple(dict.fromkeys((row.now, *others))) if named else (),
        said.get("state", {}),
    )
    removed = row.removed and aware(row.removed)
    return DossierItem(row.id, thing, row.section, row.by, aware(row.at), said["words"], removed)
