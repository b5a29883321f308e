"""The ledger's own secret (*loggnyckeln*): a file of mode 0600, apart from the register, and the keys derived from it.

It wraps the keys that free text is sealed and found under, and signs heads. Whoever has the database
alone can read none of that; without the file nothing new can be written either.
"""

from __future__ import annotations

import hashlib
import hmac
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.errors import InvalidSettingError, KeyMismatchError
from models.settings import Settings
from models.store import keys
from models.store.database import Database

_FINGERPRINT: Final = "ledger_key_fingerprint"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class LedgerSecret:
    """Keys of 32 bytes: to wrap other keys with, and to sign with."""

    wrapping: bytes
    signing: bytes


def path(settings: Settings) -> Path:
    """Where the file lies: ``SAMSYN_LEDGER_KEY``, or in the home."""
    return Path(settings.ledger_key).expanduser() if settings.ledger_key else settings.home / "ledger.key"


def held(database: Database, settings: Settings) -> LedgerSecret:
    """The secret; its file is made where the register has never had one.

    Raises :class:`KeyMismatchError` where the register's is another, and :class:`InvalidSettingError` for a file that
    other users of the machine may read.
    """
    file = path(settings)
    made = not file.is_file() and keys.kept(database, _FINGERPRINT) is None and keys.make(file)
    if not file.is_file():
        raise KeyMismatchError("Loggens nyckel saknas", next=_next(file))
    keys.clear(file)
    if file.stat().st_mode & _OTHERS:
        raise InvalidSettingError(f"Loggens nyckel kan läsas av andra: {file}", next=f"chmod 600 {file}")
    secret = file.read_bytes()
    mine = _derived(secret, "fingerprint").hex()
    if not keys.agrees(database, _FINGERPRINT, mine):
        if made:  # another process was first, with a file of its own elsewhere
            file.unlink(missing_ok=True)
        raise KeyMismatchError("Loggen är skriven med en annan nyckel", next=_next(file))
    return LedgerSecret(*(_derived(secret, use) for use in ("wrap", "sign")))


def _next(file: Path) -> str:
    return f"Lägg tillbaka den ledger.key som hör till registret (den finns i säkerhetskopian) som {file}."


def _derived(secret: bytes, use: str) -> bytes:
    return hmac.new(secret, b"samsyn ledger " + use.encode(), hashlib.sha256).digest()
