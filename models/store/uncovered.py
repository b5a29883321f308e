"""The part of the wall that keeps what names people with protected identity from those without the permission."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, FromClause, and_, not_, or_, select, true

from models.access import Viewer
from models.protected import sees_protected
from models.store.schema import documents, protected_spans

_ANY = select(protected_spans.c.document).limit(1)


def uncovered(viewer: Viewer, table: FromClause) -> ColumnElement[bool]:
    """The condition that a row of ``table`` (with ``document``, ``page`` and ``start``, and ``end`` where it has one)
    touches nothing that is covered for the viewer; in a query that joins ``documents``. True of tables without places.

    :func:`models.store.readable.open_page` has it in it.
    """
    cleared = {owner for owner in viewer.owners if sees_protected(viewer, owner)}
    if "start" not in table.c or cleared >= viewer.owners:
        return true()
    same = and_(protected_spans.c.document == table.c.document, protected_spans.c.page == table.c.page)
    ends = protected_spans.c.start < table.c.end if "end" in table.c else protected_spans.c.start <= table.c.start
    here = and_(same, ends, protected_spans.c.end > table.c.start)
    covered = select(protected_spans.c.document).where(here).correlate(documents, table).exists()
    return or_(documents.c.owner.in_(sorted(cleared)), not_(covered)) if cleared else not_(covered)


def without_covers(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on ``documents`` that nothing in the document is covered for the viewer."""
    cleared = sorted(owner for owner in viewer.owners if sees_protected(viewer, owner))
    mine = select(protected_spans.c.document).where(protected_spans.c.document == documents.c.id)
    return or_(documents.c.owner.in_(cleared), not_(mine.correlate(documents).exists()))


def is_blind(connection: Connection, viewer: Viewer) -> bool:
    """Whether anything may be covered for the viewer."""
    if all(sees_protected(viewer, owner) for owner in viewer.owners):
        return False
    return connection.execute(_ANY).first() is not None
