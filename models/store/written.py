"""What people wrote themselves: sealed under the installation's key, bound to its row, so that neither the database's
files nor its backups tell it. And who beside the writer is shown it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, and_, or_

from models.access import Viewer
from models.errors import AccessDeniedError
from models.note import Audience
from models.store.sealing import seal, unseal

KEPT_REMOVED: Final = timedelta(days=30)
"""How long what was removed can be brought back."""


class Writing:
    """Seals what is written in one table's rows; ``what`` they are."""

    def __init__(self, key: bytes, what: str) -> None:
        self._key, self._what = key, what

    def sealed(self, row: str, said: Mapping[str, Any]) -> str:
        """What is said in the row with this id."""
        return seal(self._key, self._what, row, json.dumps(said, ensure_ascii=False))

    def opened(self, row: str, sealed: str) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(unseal(self._key, self._what, row, sealed))
        return said


def shown_to(viewer: Viewer, table: Table) -> ColumnElement[bool]:
    """The condition that the row is the viewer's own, or meant for them, and its owner one of theirs."""
    grouped = and_(table.c.audience == Audience.GROUP.value, table.c.group.in_(viewer.groups))
    meant = or_(table.c.by == viewer.name, grouped, table.c.audience == Audience.OWNER.value)
    return and_(table.c.owner.in_(viewer.own), meant)


def check_audience(viewer: Viewer, audience: Audience, group: str) -> str:
    """The group as it is kept. Raises :class:`AccessDeniedError` for one that is not the viewer's."""
    if audience is not Audience.GROUP:
        return ""
    if group not in viewer.groups:
        raise AccessDeniedError("Du är inte med i den gruppen")
    return group
