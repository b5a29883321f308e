"""A backup put back into an empty home: register, vault, keys, in that order.

What was erased since the backup leaves the register before the vault is filled, and files that only it had are not
copied. The installation's key comes last: until then no command takes the home for an installation, and after that none
but this opens it until it is :func:`finished`. What is killed on the way is gone on with by the same command. The index
is no part of it: whoever calls builds it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from models.backup_errors import BackupDamagedError
from models.errors import HomeInUseError, InvalidSettingError, KeyMismatchError
from models.server_errors import NewerRegisterError
from models.settings import Settings
from models.store import keys, ledger_secret
from models.store.backup.belonging import check_apart, folder_of
from models.store.backup.layout import (
    HOME,
    KEYS,
    Backup,
    copy_whole,
    file_hash,
    is_as_written,
    names_of,
    place_of,
    vault_of,
    write_whole,
)
from models.store.backup.noted import Noted
from models.store.backup.register_in import check_target, put_back
from models.store.backup.waking import missing, wake
from models.store.database import Database
from models.store.erasing.leftovers import all_files
from models.store.erasing.stones import erase_again
from models.store.ledger_keys import LedgerKeys
from models.store.locked_home import check_open
from models.store.migrate import migrate, newest
from models.store.named_files import UnnamedFiles
from models.store.notices import RESTORING
from models.store.store import Store
from models.store.unfinished import is_unfinished
from models.store.vault import Vault
from models.store.vault_folder import FolderVault
from models.store.vault_place import vault_at

_MARK: Final = "restoring.json"

Progress = Callable[[int, int], object]
"""Told how many files are done, of how many."""


def put_in_place(
    settings: Settings,
    folder: Path,
    backup: Backup,
    noted: Noted | None,
    keys_from: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> list[str]:
    """Make the home what it was when the backup was taken; the vault's files that the backup lacks.

    Raises :class:`HomeInUseError` for a home that holds anything, :class:`KeyMismatchError` without the keys that
    belong to the backup, :class:`BackupDamagedError` before anything is written where the backup's own files are others
    than they were, and :class:`NewerRegisterError`.
    """
    place, mark = place_of(folder, backup.id), {"backup": backup.id, "database": _database(settings)}
    again = _begun(settings.home) == mark
    mine = _checked(settings, folder, backup, keys_from or place / KEYS, mark)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(settings.home / _MARK, json.dumps(mark).encode())
    vault, copies = vault_at(settings), FolderVault(vault_of(folder))
    if keys.path(settings.home).is_file():  # all is there, and some of it may have been erased again since
        return [each for each in names_of(place) if not vault.intact(each) and not copies.intact(each)]
    copy_whole(mine["ledger.key"], ledger_secret.path(settings))
    erased = _put_register(settings, backup, noted, place, mine["secret.key"].read_bytes(), again=again)
    lost = _fill(vault, copies, [each for each in names_of(place) if each not in erased], progress)
    for own in (place / HOME).glob("*"):
        copy_whole(own, settings.home / own.name)
    copy_whole(mine["secret.key"], keys.path(settings.home))
    return lost


def _checked(
    settings: Settings, folder: Path, backup: Backup, keys_from: Path, mark: Mapping[str, str]
) -> dict[str, Path]:
    """The files of the keys, when nothing speaks against putting it back."""
    check_open(settings.home)
    begun = _begun(settings.home)
    _refuse(settings, backup, again=begun.get("backup") == backup.id)
    if settings.vault_url:
        check_apart(folder, folder_of(vault_at(settings)))
    if backup.revision > newest():
        raise NewerRegisterError(f"Säkerhetskopian är av version {backup.revision}, och programmet kan till {newest()}")
    mine = _keys(backup, keys_from)
    _check_own_files(place_of(folder, backup.id), backup)
    check_target(settings, backup, again=begun == mark)
    return mine


def finished(store: Store) -> None:
    """All is done that belongs to putting it back: it is open."""
    store.notices.put(RESTORING, {})
    (store.settings.home / _MARK).unlink(missing_ok=True)


def _begun(home: Path) -> Mapping[str, str]:
    """Which backup was being put there, and into which database; nothing where none was."""
    try:
        said = json.loads((home / _MARK).read_bytes())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _database(settings: Settings) -> str:
    """Which it is, in a word that holds no password: what was begun in one is not gone on with in another."""
    try:
        said = make_url(settings.register_url).render_as_string()
    except ArgumentError as error:
        raise InvalidSettingError("SAMSYN_DATABASE_URL går inte att tolka") from error
    return hashlib.sha256(said.encode()).hexdigest()


def _refuse(settings: Settings, backup: Backup, *, again: bool) -> None:
    home, ledger_key = settings.home, ledger_secret.path(settings)
    if not again and home.is_dir() and not all(is_unfinished(each, home / _MARK) for each in home.iterdir()):
        raise HomeInUseError(f"Mappen {home} innehåller redan något: en säkerhetskopia läggs tillbaka i en tom")
    if ledger_key.is_file() and file_hash(ledger_key) != backup.keys["ledger.key"]:
        raise HomeInUseError(f"{ledger_key} är en annan installations nyckel", next="Ändra SAMSYN_LEDGER_KEY.")


def _keys(backup: Backup, folder: Path) -> dict[str, Path]:
    """The files of the keys, which are those that the register was made with."""
    found = {name: folder / name for name in backup.keys}
    for name, path in found.items():
        if not path.is_file():
            raise KeyMismatchError(
                f"Nyckeln {name} finns inte i {folder}", next="Ange mappen där nycklarna förvaras med --keys MAPP."
            )
        if file_hash(path) != backup.keys[name]:
            raise KeyMismatchError(f"Nyckeln {name} hör inte till säkerhetskopian")
    return found


def _check_own_files(place: Path, backup: Backup) -> None:
    for name in backup.files or {}:
        if not is_as_written(place, backup, name):
            raise BackupDamagedError(f"{name} i säkerhetskopian {backup.id} är skadad eller saknas")


def _fill(vault: Vault, copies: Vault, wanted: Sequence[str], progress: Progress) -> list[str]:
    """Copy what the vault lacks, or has damaged; those that the backup has not whole either."""
    lost = list[str]()
    for done, sha256 in enumerate(wanted, 1):
        if not vault.intact(sha256):
            if copies.intact(sha256):
                with copies.open(sha256) as file:
                    vault.put_stream(file, over=True)
            else:
                lost.append(sha256)
        progress(done, len(wanted))
    return lost


def _put_register(
    settings: Settings, backup: Backup, noted: Noted | None, place: Path, key: bytes, *, again: bool
) -> set[str]:
    """With what was erased since the backup out of it again: until the key lies in the home nobody reads there. The
    files of the vault that only this named."""
    put_back(settings, backup, place, again=again)
    database = Database(settings.register_url)
    try:
        migrate(database, settings.home)
        wake(database, backup, missing(backup, noted))
        erase_again(database, key, noted.erased if noted else ())
        with database.read() as connection:
            files = all_files(connection, key)
        return set(UnnamedFiles(database, LedgerKeys(database, settings)).still(files))
    finally:
        database.close()
