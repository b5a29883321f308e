"""Older backups let go of: so many stay, and of the vault's copies what these name."""

from __future__ import annotations

import shutil
from pathlib import Path

from models.store.backup.layout import (
    UNFINISHED,
    check_names,
    ids,
    names_of,
    place_of,
    read_manifest,
    vault_of,
)
from models.store.backup.taking import alone, room
from models.store.disk import sync
from models.store.hash_set import HashSet
from models.store.vault_folder import FolderVault


def prune(folder: Path, keep: int) -> int:
    """Keep the newest so many; how many went. What is killed on the way is gone on with by the next.

    Raises :class:`models.backup_errors.BackupDamagedError`, and lets go of nothing, where one that stays does not say
    what it names.
    """
    with room(), alone(folder):
        found = ids(folder)
        for id in found[:keep] if found[keep:] else ():
            check_names(place_of(folder, id), read_manifest(place_of(folder, id)))
        for id in found[keep:]:
            going = place_of(folder, f"{UNFINISHED}{id}")
            place_of(folder, id).rename(going)  # none any more, before any of it is gone
            sync(folder / "backups")
            shutil.rmtree(going)
        if found[keep:]:
            _let_go(folder)
    return len(found[keep:])


def _let_go(folder: Path) -> None:
    vault = FolderVault(vault_of(folder))
    with HashSet() as held:
        for id in ids(folder):
            held.add(names_of(place_of(folder, id)))
        for sha256 in vault.ids():
            if sha256 not in held:
                vault.remove(sha256)
