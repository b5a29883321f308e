"""Whether what was made for somebody earlier may hold what they may not read now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from models.access import Viewer, at_home, is_cleared
from models.store.readable import is_affected
from models.store.schema import markings


def marked_since(connection: Connection, viewer: Viewer, owners: Iterable[str], moment: datetime) -> bool:
    """Whether something of these owners has since then been marked, and still is, for a group that is not the
    viewer's."""
    query = select(markings.c.owner, markings.c.group).where(markings.c.owner.in_(list(owners)))
    standing = query.where(markings.c.at >= moment, markings.c.lowered.is_(None)).distinct()
    return any(not is_cleared(viewer, row.owner, row.group) for row in connection.execute(standing))


def anything_kept(connection: Connection, viewer: Viewer) -> bool:
    """Whether anything of the viewer's own owners' may be kept from them now."""
    return is_affected(connection, at_home(viewer))
