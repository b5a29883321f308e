"""A backup taken while everything runs: the register first, then the files of the vault that it names.

The vault only gains files, so that what the register named when it was copied is there afterwards. A backup that is
killed, or for which there is no room, is none; the next one goes on with the files that were copied.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from models import swedish
from models.store import keys, ledger_kept, ledger_secret
from models.store.backup.belonging import check_apart, check_ours, folder_of
from models.store.backup.copying import Copied
from models.store.backup.layout import (
    HOME,
    KEYS,
    NAMES,
    SETTINGS,
    UNFINISHED,
    Backup,
    copy_whole,
    file_hash,
    names_of,
    new_id,
    place_of,
    vault_of,
    write_manifest,
)
from models.store.backup.noted import counts, note
from models.store.backup.register_out import Snapshot, snapshot
from models.store.disk import faults_named, sync
from models.store.hash_set import HashSet
from models.store.ledger_heads import signed
from models.store.named_files import named
from models.store.notices import BACKUP
from models.store.schema import ledger
from models.store.store import Store
from models.store.vault_folder import FolderVault

_OWN: Final = ("synonyms.txt",)
"""Files of the home that people have written."""


@dataclass(frozen=True, slots=True)
class KeysTo:
    """Where the keys go: into the backup, to a folder apart from it, or nowhere."""

    inside: bool = True
    apart: Path | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """``copied`` files were not in the folder before, ``bytes`` of them together."""

    backup: Backup
    place: Path
    copied: int
    bytes: int


def take_backup(
    store: Store,
    folder: Path,
    keys_to: KeysTo = KeysTo(),
    settings_file: Path | None = None,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> Taken:
    """Take a backup into the folder. ``progress`` is told of how many files in all, and how many are done.

    Raises :class:`models.errors.HomeInUseError` for a folder that the installation's own parts lie in, or another's
    backups, :class:`models.errors.DiskFullError` and :class:`models.errors.VaultUnavailableError`.
    """
    check_apart(folder, [store.settings.home, *folder_of(store.vault)])
    with room(), alone(_made(folder)):
        check_ours(folder, keys.path(store.settings.home))
        _sweep(folder)
        made = datetime.now(UTC)
        id = new_id(folder, made)
        place = place_of(folder, f"{UNFINISHED}{id}")
        place.mkdir(mode=0o700)
        _keep_home(store, place)
        backup = replace(_register(store, place, id, made), has_keys=keys_to.inside and keys_to.apart is None)
        _keep_keys(store, keys_to.apart or (place / KEYS if keys_to.inside else None), settings_file)
        copied = Copied(store.vault, FolderVault(vault_of(folder)))
        for done, sha256 in enumerate(names_of(place), 1):
            copied.take(sha256)
            progress(done, backup.named)
        backup = replace(backup, missing=tuple(copied.missing))
        write_manifest(place, backup)
        place.rename(place_of(folder, id))
        sync(folder / "backups")
        note(store, folder)
        store.notices.put(BACKUP, {"at": swedish.now().isoformat(), "folder": str(folder.absolute())})
    return Taken(backup, place_of(folder, id), copied.files, copied.bytes)


def _register(store: Store, place: Path, id: str, made: datetime) -> Backup:
    secret = store.ledger.keys.secret
    with snapshot(store.database, place) as taken, HashSet() as held:
        newest = select(ledger.c.sequence, ledger.c.hash, ledger.c.time).order_by(ledger.c.sequence.desc()).limit(1)
        last = taken.connection.execute(newest).one_or_none()
        head = signed(secret.signing, last.sequence, last.hash, last.time) if last else None
        held.add(named(taken.connection, store.ledger.keys))
        with (place / NAMES).open("w", encoding="ascii") as names:
            number = sum(names.write(f"{sha256}\n") > 0 for sha256 in held)
        return Backup(
            id,
            made.isoformat(timespec="seconds"),
            version("samsyn"),
            store.database.engine.dialect.name,
            taken.revision,
            last.sequence if last else 0,
            head.line() if head else "",
            counts(taken.connection),
            {name: file_hash(path) for name, path in _key_files(store).items()},
            has_keys=True,
            named=number,
            missing=(),
            **_tables(taken),
        )


def _tables(taken: Snapshot) -> dict[str, Any]:
    return {"tables": taken.tables, "counters": taken.counters}


def _key_files(store: Store) -> dict[str, Path]:
    return {"secret.key": keys.path(store.settings.home), "ledger.key": ledger_secret.path(store.settings)}


def _keep_home(store: Store, place: Path) -> None:
    """Before the register is copied: a head that is handed out meanwhile would not be in its ledger."""
    for own in (*(store.settings.home / name for name in _OWN), ledger_kept.path(store.settings.home)):
        if own.is_file():
            copy_whole(own, place / HOME / own.name)


def _keep_keys(store: Store, target: Path | None, settings_file: Path | None) -> None:
    """The settings go with the keys: they may hold passwords of database and identity provider."""
    if target is None:
        return
    for name, path in _key_files(store).items():
        copy_whole(path, target / name)
    if settings_file is not None and settings_file.is_file():
        copy_whole(settings_file, target / SETTINGS)


def _made(folder: Path) -> Path:
    """The folder with its two, for its user alone where they are new."""
    for each in (folder, folder / "backups", vault_of(folder)):
        each.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One backup into a folder at a time; a second waits."""
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _sweep(folder: Path) -> None:
    """What was never finished: its files in the vault stay, and need not be copied again."""
    for left in (folder / "backups").glob(f"{UNFINISHED}*"):
        shutil.rmtree(left)
    FolderVault(vault_of(folder)).clean()


def room() -> AbstractContextManager[None]:
    """Faults of the disk that backups are on, as errors of ours."""
    return faults_named(
        "Disken är full: säkerhetskopian blev inte klar",
        "Säkerhetskopian kunde inte skrivas",
        next="Kontrollera att mappen kan skrivas och att disken är ansluten, och kör samma kommando igen.",
    )
