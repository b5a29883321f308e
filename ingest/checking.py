"""How the machine is, told to the front end: what ``samsyn doctor`` checks, and how much room everything takes.

The front end runs no programs and opens no files; a worker looks for it, at its start, each hour and when asked.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from models import swedish
from models.settings import Settings
from models.store.notices import MACHINE
from models.store.store import Store
from models.store.vault_place import FOLDER

_GB: Final = 1000**3


def look_at_machine(store: Store) -> None:
    """Look, and tell."""
    from ingest.doctor_command import checks

    made = checks(store.settings, counts=False)
    store.notices.put(MACHINE, {"at": swedish.now().isoformat(), "checks": made, "room": room(store.settings)})


def room(settings: Settings) -> dict[str, Any]:
    """Whole gigabytes, rounded up: of the vault (originals and page images), the register and the index where they lie
    in the home (else None), and what is free. Nobody can tell from them that a document came."""
    home = settings.home
    vault = None if settings.vault_url else _gigabytes(_below(home / FOLDER))
    register = None if settings.database_url else _gigabytes(home.glob("register.sqlite3*"))
    index = None if settings.opensearch_url else _gigabytes(_below(home / "index"))
    free = shutil.disk_usage(home).free // _GB
    return {"vault": vault, "register": register, "index": index, "free": free}


def _gigabytes(paths: Iterable[Path]) -> int:
    return -(-sum(map(_size, paths)) // _GB)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # on its way to another name
        return 0


def _below(folder: Path) -> Iterator[Path]:
    for parent, _folders, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)
