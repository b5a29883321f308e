"""How a folder of backups is laid out, and the manifest of each.

    FOLDER/vault/        originals and page images by their hash, shared by all backups in the folder
    FOLDER/backups/ID/   one backup: register, keys, settings, ``vault.txt`` (the hashes that it names), manifest
    FOLDER/noted.json    how far the ledger had come when it was last noted, and what may not come back
    FOLDER/lock          held by whoever writes here

A backup is whole when its folder has its name: until then it lies under a name that begins with a dot. Its manifest
has the hash of each of its files, and of itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from models.backup_errors import BackupDamagedError, NoBackupError
from models.identity import stream_id
from models.store.disk import sync
from models.store.unfinished import unfinished_beside

MANIFEST: Final = "manifest.json"
NAMES: Final = "vault.txt"
REGISTER: Final = "register.sqlite3"
TABLES: Final = "register"
"""The folder of a PostgreSQL register's tables."""
KEYS: Final = "keys"
HOME: Final = "home"
SETTINGS: Final = "samsyn.toml"
UNFINISHED: Final = ".unfinished-"
_FORMAT: Final = 1
_STAMP: Final = "%Y%m%dT%H%M%S%fZ"
_ID: Final = re.compile(r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself. ``made`` is the moment that it shows (ISO 8601, UTC); ``head`` the last line of its
    ledger, signed, and ``events`` how many records it has.

    ``keys`` are the hashes of the key files that belong to it, also where they are kept elsewhere. ``missing`` were
    not in the vault whole. ``tables`` and ``counters`` are of a PostgreSQL register. ``files`` are its own, by path,
    with their hashes.
    """

    id: str
    made: str
    program: str
    database: str
    revision: str
    events: int
    head: str
    counts: Mapping[str, int]
    keys: Mapping[str, str]
    has_keys: bool
    named: int
    missing: tuple[str, ...]
    tables: tuple[tuple[str, tuple[str, ...]], ...] = ()
    counters: Mapping[str, int] | None = None
    files: Mapping[str, str] | None = None
    format: int = _FORMAT


def vault_of(folder: Path) -> Path:
    return folder / "vault"


def place_of(folder: Path, id: str) -> Path:
    return folder / "backups" / id


def ids(folder: Path) -> list[str]:
    """The whole backups of the folder, the newest first: their names begin with when they were made."""
    try:
        found = [path.name for path in (folder / "backups").iterdir() if _ID.fullmatch(path.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(found, reverse=True)


def new_id(folder: Path, made: datetime) -> str:
    """By when it was made, and after those that are there: where the clock was set back it is the newest all the same,
    else it would be the first to be let go of."""
    for last in ids(folder)[:1]:
        before = datetime.strptime(last.partition("-")[0], _STAMP).replace(tzinfo=UTC)
        made = max(made, before + timedelta(microseconds=1))
    return f"{made.strftime(_STAMP)}-{secrets.token_hex(3)}"


def chosen(folder: Path, id: str = "") -> Backup:
    """The backup of this id, or the newest. Raises :class:`NoBackupError` and :class:`BackupDamagedError`."""
    found = ids(folder)
    if not found or (id and id not in found):
        raise NoBackupError(f"Ingen säkerhetskopia {id} i {folder}" if id else f"Ingen säkerhetskopia i {folder}")
    return read_manifest(place_of(folder, id or found[0]))


def write_manifest(place: Path, backup: Backup) -> None:
    """Hash each file in the place, and write the manifest last."""
    files = [path for path in sorted(place.rglob("*")) if path.is_file()]
    for path in files:
        path.chmod(0o600)  # SQLite and PostgreSQL's rows were written as this user's other files are
        sync(path)
    hashes = {path.relative_to(place).as_posix(): file_hash(path) for path in files}
    said = asdict(backup) | {"files": hashes}
    write_whole(place / MANIFEST, json.dumps(said | {"hash": _hash(said)}, ensure_ascii=False, indent=1).encode())


def read_manifest(place: Path) -> Backup:
    """Raises :class:`BackupDamagedError` where it is not what was written."""
    try:
        said: dict[str, Any] = json.loads((place / MANIFEST).read_bytes())
        kept = said.pop("hash")
        if kept != _hash(said) or said["id"] != place.name or said["format"] != _FORMAT:
            raise BackupDamagedError(f"Säkerhetskopian {place.name} är ändrad eller av ett annat format")
        tables = tuple((name, tuple(columns)) for name, columns in said.pop("tables"))
        return Backup(**said | {"tables": tables, "missing": tuple(said["missing"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupDamagedError(f"Säkerhetskopian {place.name} saknar en läsbar manifest.json") from error


def names_of(place: Path) -> Iterator[str]:
    """The hashes of the vault's files that the backup names, in order."""
    with (place / NAMES).open(encoding="ascii") as names:
        yield from (line.strip() for line in names)


def check_names(place: Path, backup: Backup) -> None:
    """Raises :class:`BackupDamagedError` where the list of hashes is not what was written."""
    if not is_as_written(place, backup, NAMES):
        raise BackupDamagedError(
            f"{NAMES} i säkerhetskopian {backup.id} är skadad eller saknas",
            next="Flytta undan den säkerhetskopian ur mappen backups, och kör samma kommando igen.",
        )


def is_as_written(place: Path, backup: Backup, name: str) -> bool:
    """Whether a file of the backup's own has the hash that its manifest says."""
    return (place / name).is_file() and file_hash(place / name) == (backup.files or {}).get(name)


def untouched(register: Path) -> sqlite3.Connection:
    """A SQLite file of a backup, to be read: nothing is written to it or beside it."""
    return sqlite3.connect(f"{register.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return stream_id(file)


def write_whole(path: Path, content: bytes) -> None:
    """The file has the old bytes or the new ones, whatever happens; only its owner reads it."""
    arriving = unfinished_beside(path)
    descriptor = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(arriving, path)
    sync(path.parent)


def copy_whole(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(target, source.read_bytes())


def _hash(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
