"""Case folders: made by somebody, shared with a group of theirs or with the owner's staff, to read or to write.

What is in them is in :mod:`models.store.dossier_items`.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select, update

from models import swedish
from models.access import Viewer, may_change
from models.dossier import LONGEST_REFERENCE, LONGEST_TITLE, LONGEST_WORDS, Dossier, Section
from models.errors import AccessDeniedError, DossierFullError
from models.limits import Limits
from models.masking import mask
from models.note import Audience
from models.store.covered import Covered
from models.store.database import Database
from models.store.rows import aware
from models.store.schema_dossiers import dossier_items, dossiers
from models.store.written import KEPT_REMOVED, Writing, check_audience, shown_to

_Headings = Sequence[Sequence[str]]
"""Sections as they are kept: each its id and its title."""


class Dossiers:
    def __init__(self, database: Database, key: bytes, covered: Covered, limits: Limits) -> None:
        self._database, self._writing, self._covered = database, Writing(key, "dossier"), covered
        self._limits = limits

    def make(self, viewer: Viewer, owner: str, title: str, reference: str = "") -> Dossier:
        """A new one, kept at one of the viewer's own owners, the viewer's alone. Raises :class:`AccessDeniedError` for
        another owner, and ValueError without a title. Personnummer in what is written are masked, and never kept."""
        if not may_change(viewer, owner):
            raise AccessDeniedError("Det finns ingen sådan ägare")
        now = swedish.now()
        new = _written(
            Dossier(secrets.token_hex(16), owner, viewer.name, now, title, reference, mine=True, writable=True)
        )
        with self._database.write() as connection:
            row = {"id": new.id, "owner": owner, "by": new.by, "at": now, "audience": new.audience.value}
            connection.execute(insert(dossiers).values(**row, sealed=self._sealed(new)))
        return new

    def all(self, viewer: Viewer, *, removed: bool = False) -> list[Dossier]:
        """Those that the viewer made or is shared with, by title; or those of their own that they removed."""
        found = self._read(viewer, removed=removed)
        return sorted(found, key=lambda each: (swedish.sort_key(each.title), each.id))

    def get(self, viewer: Viewer, id: str, *, removed: bool = False) -> Dossier:
        """The dossier. Raises :class:`AccessDeniedError` for one that is not there and one that is others' alike."""
        found = self._read(viewer, dossiers.c.id == id, removed=removed)
        if not found:
            raise AccessDeniedError("Mappen finns inte")
        return found[0]

    def writable(self, viewer: Viewer, id: str) -> Dossier:
        """The dossier, to change what is in it. Raises as :meth:`get`, also where the viewer only reads it and where
        it is closed."""
        found = self.get(viewer, id)
        if not found.writable:
            raise AccessDeniedError(
                "Mappen går inte att ändra", next="Är den avslutad: öppna den igen. Annars: be den som gjort den."
            )
        return found

    def last_used(self, viewer: Viewer) -> str:
        """The id of the writable dossier to which the viewer added something last; else of their newest; or empty."""
        mine = {each.id: each for each in self.all(viewer) if each.writable}
        query = select(dossier_items.c.dossier).where(
            dossier_items.c.by == viewer.name, dossier_items.c.dossier.in_(mine)
        )
        with self._database.read() as connection:
            last = connection.execute(query.order_by(dossier_items.c.at.desc()).limit(1)).scalar_one_or_none()
        newest = max(mine.values(), key=lambda each: each.at, default=None)
        return last or (newest.id if newest else "")

    def describe(self, viewer: Viewer, id: str, title: str, reference: str, words: str) -> None:
        """Give it another title, reference and words of its own. Raises as :meth:`writable` and :meth:`make`."""
        before = self.writable(viewer, id)
        self._write(before, _written(replace(before, title=title, reference=reference, words=words)))

    def arrange(self, viewer: Viewer, id: str, sections: Sequence[Section]) -> None:
        """Give it these sections, in this order. What lies in one that is gone stands first again.

        Raises as :meth:`writable`, and :class:`DossierFullError` for more than there is room for.
        """
        before = self.writable(viewer, id)
        if len(sections) > max(self._limits.dossier_sections, len(before.sections)):
            raise DossierFullError("Mappen har inte plats för fler avsnitt")
        self._write(before, _written(replace(before, sections=tuple(sections))))

    def share(self, viewer: Viewer, id: str, audience: Audience, group: str = "", *, writes: bool = False) -> None:
        """Let others in, or nobody. Raises :class:`AccessDeniedError` for one that the viewer did not make, and for a
        group that they are not in."""
        self._own(viewer, id)
        meant = {"audience": audience.value, "group": check_audience(viewer, audience, group)}
        self._set(id, **meant, writes=writes and audience is not Audience.OWN)

    def close(self, viewer: Viewer, id: str, closed: bool) -> None:
        """Say that nothing is changed in it any more, or open it again. Whoever made it may."""
        self._own(viewer, id)
        self._set(id, closed=swedish.now() if closed else None)

    def remove(self, viewer: Viewer, id: str) -> None:
        """Take it away, to be brought back by :meth:`restore`; those removed long ago are erased with what is in
        them."""
        now = swedish.now()
        self._own(viewer, id)
        self._set(id, removed=now)
        with self._database.write() as connection:
            gone = select(dossiers.c.id).where(dossiers.c.removed < now - KEPT_REMOVED)
            connection.execute(delete(dossier_items).where(dossier_items.c.dossier.in_(gone)))
            connection.execute(delete(dossiers).where(dossiers.c.removed < now - KEPT_REMOVED))

    def restore(self, viewer: Viewer, id: str) -> None:
        self._own(viewer, id, removed=True)
        self._set(id, removed=None)

    def _own(self, viewer: Viewer, id: str, *, removed: bool = False) -> Dossier:
        found = self.get(viewer, id, removed=removed)
        if not found.mine:
            raise AccessDeniedError("Det gör bara den som har gjort mappen")
        return found

    def _write(self, before: Dossier, after: Dossier) -> None:
        """Keep what was changed. The rest stays as it lies there: whoever changed it was shown some of it covered."""
        old, new = _said(before), _said(after)
        with self._database.write() as connection:
            here = dossiers.c.id == after.id
            sealed = connection.execute(select(dossiers.c.sealed).where(here).with_for_update()).scalar_one()
            lying = self._writing.opened(after.id, sealed)
            said = {name: lying[name] if new[name] == old[name] else new[name] for name in new}
            if new["sections"] != old["sections"]:
                said["sections"] = _arranged(lying["sections"], old["sections"], new["sections"])
            connection.execute(update(dossiers).where(here).values(sealed=self._writing.sealed(after.id, said)))

    def _set(self, id: str, **values: Any) -> None:
        with self._database.write() as connection:
            connection.execute(update(dossiers).where(dossiers.c.id == id).values(**values))

    def _sealed(self, of: Dossier) -> str:
        return self._writing.sealed(of.id, _said(of))

    def _read(self, viewer: Viewer, *conditions: ColumnElement[bool], removed: bool) -> list[Dossier]:
        there: ColumnElement[bool] = dossiers.c.removed.is_(None)
        if removed:
            there = and_(dossiers.c.removed >= swedish.now() - KEPT_REMOVED, dossiers.c.by == viewer.name)
        query = select(dossiers).where(shown_to(viewer, dossiers), there, *conditions)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [self._dossier(viewer, row, self._writing.opened(row.id, row.sealed)) for row in rows]

    def _dossier(self, viewer: Viewer, row: Row[Any], said: dict[str, Any]) -> Dossier:
        """With people with protected identity covered in what was written."""
        ids, titles = [id for id, _ in said["sections"]], [title for _, title in said["sections"]]
        some = [said["title"], said["reference"], said["words"], *titles]
        title, reference, words, *headings = self._covered.words(viewer, row.owner, some)
        sections = tuple(Section(*each) for each in zip(ids, headings, strict=True))
        closed, removed = row.closed and aware(row.closed), row.removed and aware(row.removed)
        mine = row.by == viewer.name
        return Dossier(
            row.id, row.owner, row.by, aware(row.at), title, reference, words, sections, Audience(row.audience),
            row.group, bool(row.writes), closed, removed, mine, (mine or bool(row.writes)) and closed is None,
        )  # fmt: skip


def _said(of: Dossier) -> dict[str, Any]:
    sections = [[each.id, each.title] for each in of.sections]
    return {"title": of.title, "reference": of.reference, "words": of.words, "sections": sections}


def _arranged(lying: _Headings, before: _Headings, after: _Headings) -> list[list[str]]:
    """The sections as they are to be: those that are called as they were shown keep the words that lie there, and those
    that somebody else made meanwhile come last."""
    titles = {each[0]: each[1] for each in lying}
    shown = {each[0]: each[1] for each in before}
    wanted = [[id, titles.get(id, title) if shown.get(id) == title else title] for id, title in after]
    return [*wanted, *([id, title] for id, title in lying if id not in shown)]


def _written(dossier: Dossier) -> Dossier:
    """As it is kept: masked, and no longer than there is room for. Raises ValueError without a title."""
    title = mask(dossier.title.strip())[:LONGEST_TITLE].rstrip()
    if not title:
        raise ValueError("a dossier needs a title")
    sections = tuple(replace(each, title=mask(each.title)[:LONGEST_TITLE]) for each in dossier.sections)
    reference, words = mask(dossier.reference.strip())[:LONGEST_REFERENCE], mask(dossier.words.strip())[:LONGEST_WORDS]
    return replace(dossier, title=title, reference=reference, words=words, sections=sections)
