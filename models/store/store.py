"""Everything that is remembered, opened together: register, vault and ledger of one installation."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.errors import HomeNotFoundError
from models.settings import Settings
from models.store.database import Database
from models.store.documents import Documents
from models.store.entities import Entities
from models.store.jobs import Jobs
from models.store.ledger import Ledger
from models.store.migrate import migrate
from models.store.outbox import Outbox
from models.store.registration import Registration
from models.store.runs import Runs
from models.store.sessions import Sessions
from models.store.sources import Sources
from models.store.states import PageStates
from models.store.users import Users
from models.store.vault import Vault

_KEY_BYTES = 32


class Store:
    """The installation's memory. Open it with :meth:`open`; each part is documented in its own module."""

    def __init__(self, settings: Settings, key: bytes) -> None:
        self.settings = settings
        self.key = key
        self.database = Database(settings.register_url)
        self.vault = Vault(settings.home / "vault")
        self.sources = Sources(self.database)
        self.registration = Registration(self.database, key)
        self.documents = Documents(self.database)
        self.entities = Entities(self.database)
        self.runs = Runs(self.database)
        self.outbox = Outbox(self.database)
        self.jobs = Jobs(self.database, settings.limits)
        self.users = Users(self.database)
        self.sessions = Sessions(self.database)
        self.states = PageStates(self.database, key)
        self.ledger = Ledger(self.database)

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False) -> Store:
        """The store in ``settings.home``, its tables brought up to date under a lock.

        Raises :class:`HomeNotFoundError` where there is none and ``create`` is False.
        """
        if not create and not _key_path(settings.home).is_file():
            raise HomeNotFoundError(f"Ingen samsyn-installation i {settings.home}")
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        store = cls(settings, _key(settings.home))
        migrate(store.database, settings.home)
        return store

    def status(self) -> Mapping[str, Any]:
        """Counts by state, the reasons, owners and the outbox: the register's part of ``samsyn status``."""
        return {
            **self.runs.status(),
            "owners": self.sources.owners(),
            "outbox": self.outbox.count(),
        }

    def close(self) -> None:
        self.database.close()


def _key_path(home: Path) -> Path:
    return home / "secret.key"


def _key(home: Path) -> bytes:
    """The installation's secret, made on first use. Entity ids and page states depend on it: it belongs in backups."""
    path = _key_path(home)
    if not path.is_file():
        arriving = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(arriving, path)  # the first of two processes wins; the other takes its key
        except FileExistsError:
            pass
        finally:
            arriving.unlink()
    return path.read_bytes()
