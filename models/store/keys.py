"""The installation's secret key: a file in the home, and its fingerprint in the register that it made."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from models.errors import KeyMismatchError
from models.store.database import Database, insert_missing
from models.store.schema import installation

_BYTES = 32
_FINGERPRINT = "key_fingerprint"  # its row in the table of what is one for all who share the database


def path(home: Path) -> Path:
    """Where the key lies."""
    return home / "secret.key"


@contextmanager
def held(home: Path) -> Iterator[bytes]:
    """The key, made on first use. Entity ids and page states depend on it: it belongs in backups.

    A key that was made here and then turned out not to be the register's is not left behind.
    """
    made = make(path(home))
    clear(path(home))
    try:
        yield path(home).read_bytes()
    except KeyMismatchError:
        if made:
            path(home).unlink(missing_ok=True)
        raise


def check(database: Database, key: bytes) -> None:
    """Raises :class:`KeyMismatchError` unless the register was made with this key; a new register takes it."""
    mine = hmac.new(key, b"fingerprint", hashlib.sha256).hexdigest()
    if not agrees(database, _FINGERPRINT, mine):
        raise KeyMismatchError("Registret är gjort med en annan nyckel än den i SAMSYN_HOME")


def agrees(database: Database, name: str, fingerprint: str) -> bool:
    """Whether the register was made with the key of this fingerprint, kept as ``name``; one without any takes it."""
    found = kept(database, name)
    if found is None:
        with database.write() as connection:
            insert_missing(connection, installation, [{"name": name, "value": fingerprint}])
        found = kept(database, name)
    return found == fingerprint


def kept(database: Database, name: str) -> str | None:
    """The fingerprint that the register keeps as ``name``, or None where it has never had one."""
    query = select(installation.c.value).where(installation.c.name == name)
    with database.read() as connection:
        found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def make(key: Path) -> bool:
    """Make the key where there is none; whether it was made by us: the first of two processes wins, and the other
    takes its key."""
    if key.is_file():
        return False
    arriving = key.with_suffix(f".{os.getpid()}")
    descriptor = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(arriving, key)
    except (FileExistsError, FileNotFoundError):  # it is there; the other may have cleared ours away already
        return False
    finally:
        arriving.unlink(missing_ok=True)
    return True


def clear(key: Path) -> None:
    """Away with what killed processes left where the key was made: it is there, so that none is waited for."""
    for left in key.parent.glob(f"{key.stem}.*"):
        if left.suffix[1:].isdigit():
            left.unlink(missing_ok=True)
