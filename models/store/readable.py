"""The wall as conditions of SQL: which rows a viewer may read. The same as :func:`models.access.may_read` says.

Every query for case data has one of them; ``tests/models/store/test_readable.py`` holds them to the oracle. What is
withheld is looked up by its key for each row at hand: a long table of it costs a search no more than a short one.

A condition follows from the viewer's rights and nothing else, and putting it together takes longer than carrying it
out: it is kept by the rights that each query asks the viewer for anew, so that what is granted or taken away counts at
once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Label,
    Table,
    and_,
    bindparam,
    false,
    literal,
    not_,
    or_,
    select,
    true,
)

from models.access import Viewer
from models.store.schema import documents, withheld
from models.store.uncovered import is_blind, uncovered, without_covers

# It stands ready: to put it together takes longer than to carry it out.
_FOREIGN = select(withheld.c.document).where(withheld.c.group.not_in(bindparam("groups", expanding=True))).limit(1)
_WHOLE = 0  # the page number by which a document itself is withheld
_KEPT: Final = 512  # conditions: some of each viewer's, a few kB each


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on ``documents`` that the viewer may read the row's document, its marked pages apart."""
    return _readable(_rights(viewer))


@lru_cache(maxsize=_KEPT)
def _readable(viewer: Viewer) -> ColumnElement[bool]:
    mine = documents.c.owner.in_(viewer.owners)
    if sees_all(viewer):
        return mine
    kept = and_(withheld.c.document == documents.c.id, withheld.c.page == _WHOLE)
    return and_(mine, or_(_officer(viewer), not_(_is_kept(viewer, kept, documents))))


def open_page(viewer: Viewer, table: FromClause) -> ColumnElement[bool]:
    """The condition that no marking of its own page keeps a row of ``table`` (with ``document`` and ``page``, or
    ``number``) from the viewer, nor a protected identity that it tells of; beside :func:`readable`, in a query that
    joins ``documents``. A row without a page is of none."""
    return (_kept_open if isinstance(table, Table) else _open)(_rights(viewer), table)


def _open(viewer: Viewer, table: FromClause) -> ColumnElement[bool]:
    if sees_all(viewer):
        return true()
    number = table.c.number if "number" in table.c else table.c.page
    kept = and_(withheld.c.document == table.c.document, withheld.c.page == number)
    return and_(or_(_officer(viewer), not_(_is_kept(viewer, kept, documents, table))), uncovered(viewer, table))


_kept_open: Final = lru_cache(maxsize=_KEPT)(_open)
"""Of the register's tables; an alias is its query's own."""


def told_of_page(viewer: Viewer, table: FromClause) -> ColumnElement[bool]:
    """Beside :func:`open_page`, the condition that a row without a page is of a document no page of which is kept from
    the viewer: it was told from the whole, and may say what a kept page says."""
    return true() if sees_all(viewer) else or_(table.c.page.is_not(None), not_(_some_page_kept(viewer)))


def in_part(viewer: Viewer) -> Label[bool]:
    """A column ``in_part`` beside those of ``documents``: whether some page is kept from the viewer."""
    return _in_part(_rights(viewer))


@lru_cache(maxsize=_KEPT)
def _in_part(viewer: Viewer) -> Label[bool]:
    return _some_page_kept(viewer).label("in_part")


def in_whole(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that the viewer may read the document and each of its pages, with nothing on them covered."""
    return _in_whole(_rights(viewer))


@lru_cache(maxsize=_KEPT)
def _in_whole(viewer: Viewer) -> ColumnElement[bool]:
    return and_(readable(viewer), not_(_some_page_kept(viewer)), without_covers(viewer))


def _rights(viewer: Viewer) -> Viewer:
    """Somebody of the same rights, whoever it is, and nothing else."""
    return Viewer("", viewer.owners, officer_of=viewer.officer_of, groups=viewer.groups, shared=viewer.shared)


def _some_page_kept(viewer: Viewer) -> ColumnElement[bool]:
    if sees_all(viewer):
        return literal(False)
    kept = and_(withheld.c.document == documents.c.id, withheld.c.page != _WHOLE)
    return and_(not_(_officer(viewer)), _is_kept(viewer, kept, documents))


def is_affected(connection: Connection, viewer: Viewer) -> bool:
    """Whether anything at all may be kept from the viewer. Where not, what is true of everything is true for them."""
    if sees_all(viewer):
        return False
    marked = connection.execute(_FOREIGN, {"groups": sorted(viewer.groups)}).first() is not None
    return bool(viewer.shared) or marked or is_blind(connection, viewer)


def sees_all(viewer: Viewer) -> bool:
    """Whether the viewer is the officer of everybody whose documents they read: nothing is kept from them."""
    return viewer.owners <= viewer.officer_of


def _officer(viewer: Viewer) -> ColumnElement[bool]:
    return documents.c.owner.in_(viewer.officer_of)


def _is_kept(viewer: Viewer, here: ColumnElement[bool], *around: FromClause) -> ColumnElement[bool]:
    """Whether something ``here`` is kept for a group that is not the viewer's; of what is lent, for any group."""
    return select(withheld.c.document).where(here, foreign(viewer)).correlate(*around).exists()


def foreign(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a row of ``withheld`` is for a group that is not the viewer's; of what is lent, whatever the
    group. In a query that joins ``documents``."""
    lent = documents.c.owner.in_(viewer.shared) if viewer.shared else false()
    return or_(withheld.c.group.not_in(viewer.groups), lent)
