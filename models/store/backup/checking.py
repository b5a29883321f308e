"""Whether a backup is still what was written: its own files, the vault's files that it names, its register."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from models.store.backup.layout import (
    NAMES,
    REGISTER,
    Backup,
    is_as_written,
    names_of,
    place_of,
    untouched,
    vault_of,
)
from models.store.vault_folder import FolderVault


@dataclass(frozen=True, slots=True)
class Fault:
    """``what`` is a code of docs/backup.md; ``path`` lies below the folder of backups."""

    what: str
    path: str


def check_backup(
    folder: Path, backup: Backup, *, quick: bool = False, progress: Callable[[int, int], object] = lambda _d, _t: None
) -> Iterator[Fault]:
    """What is wrong with it. ``quick``: files of the vault are there, whatever their bytes are."""
    place = place_of(folder, backup.id)
    yield from _own(folder, place, backup)
    if not is_as_written(place, backup, NAMES):  # told above; what it says now is not what the vault is to have
        return
    vault = FolderVault(vault_of(folder))
    missing = set(backup.missing)
    for done, sha256 in enumerate(names_of(place), 1):
        whole = vault.exists(sha256) if quick else vault.intact(sha256)
        if not whole and sha256 not in missing:
            what = "file_damaged" if vault.exists(sha256) else "file_missing"
            yield Fault(what, str(vault.path(sha256).relative_to(folder)))
        progress(done, backup.named)
    yield from (Fault("missing_when_taken", sha256) for sha256 in backup.missing)


def _own(folder: Path, place: Path, backup: Backup) -> Iterator[Fault]:
    for name in backup.files or {}:
        path = place / name
        if not path.is_file():
            yield Fault("file_missing", str(path.relative_to(folder)))
        elif not is_as_written(place, backup, name):
            yield Fault("file_damaged", str(path.relative_to(folder)))
        elif name == REGISTER and not _is_sound(path):
            yield Fault("register_unsound", str(path.relative_to(folder)))


def _is_sound(register: Path) -> bool:
    """Whether SQLite finds its own file in order; it is not written to."""
    with closing(untouched(register)) as opened:
        try:
            return [row[0] for row in opened.execute("PRAGMA quick_check")] == ["ok"]
        except sqlite3.DatabaseError:
            return False
