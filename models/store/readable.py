"""The wall as conditions of SQL: which rows a viewer may read. The same as :func:`models.access.may_read` says.

Every query for case data has one of them; ``tests/models/store/test_readable.py`` holds them to the oracle.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, or_, select, tuple_

from models.access import Viewer
from models.store.schema import documents, withheld

_WHOLE = 0  # the page number by which a document itself is withheld


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on ``documents`` that the viewer may read the row's document, its marked pages apart."""
    kept = _kept_from(viewer, withheld.c.document).where(withheld.c.page == _WHOLE)
    return and_(documents.c.owner.in_(viewer.owners), or_(_officer(viewer), documents.c.id.not_in(kept)))


def open_page(viewer: Viewer, table: FromClause) -> ColumnElement[bool]:
    """The condition that no marking of its own page keeps a row of ``table`` (with ``document`` and ``page``, or
    ``number``) from the viewer; beside :func:`readable`, in a query that joins ``documents``."""
    number = table.c.number if "number" in table.c else table.c.page
    kept = _kept_from(viewer, withheld.c.document, withheld.c.page).where(withheld.c.page != _WHOLE)
    return or_(_officer(viewer), tuple_(table.c.document, number).not_in(kept))


def _officer(viewer: Viewer) -> ColumnElement[bool]:
    return documents.c.owner.in_(viewer.officer_of)


def _kept_from(viewer: Viewer, *columns: Any) -> Select[Any]:
    """What is kept for a group that is not the viewer's: not told by owner, since a group means the same to each."""
    return select(*columns).where(_foreign(viewer))


def _foreign(viewer: Viewer) -> ColumnElement[bool]:
    outside = withheld.c.group.not_in(viewer.groups)
    if not viewer.shared:
        return outside
    lent = select(documents.c.id).where(documents.c.owner.in_(viewer.shared))
    return or_(outside, withheld.c.document.in_(lent))
