"""Notices (*anslag*): what the installation's own programs tell the front end. No case data: anybody may see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select, update

from models.store.database import Database, insert_missing
from models.store.schema import installation

MACHINE: Final = "notice_machine"
"""How the machine was when a worker last looked (``ingest/checking.py``)."""
WORKER: Final = "notice_worker"
"""When a worker last brought the index up to date."""
READY: Final = "notice_ready"
"""When the front end last tried whether it can write (``web/health.py``)."""
BACKUP: Final = "notice_backup"
"""When the last backup was made (``at``), and in which folder."""
RESTORED: Final = "notice_restored"
"""From which backup the installation was put back, and what is known to be missing (``models/store/backup``)."""
RESTORING: Final = "notice_restoring"
"""That it is being put back: until that is done nobody opens it (``models/store/store.py``)."""
TOUR: Final = "notice_tour"
"""Who plays in the demo's story, and what to search for (``demo.py``)."""


class Notices:
    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, name: str, told: Mapping[str, Any]) -> None:
        """Tell it, in the place of what was told."""
        value = json.dumps(told, ensure_ascii=False)
        with self._database.write() as connection:
            again = update(installation).where(installation.c.name == name).values(value=value)
            if not connection.execute(again).rowcount:
                insert_missing(connection, installation, [{"name": name, "value": value}])

    def get(self, name: str) -> dict[str, Any]:
        """What is told; empty where nothing is."""
        with self._database.read() as connection:
            value = connection.execute(select(installation.c.value).where(installation.c.name == name)).scalar()
        return dict(json.loads(value)) if value else {}
