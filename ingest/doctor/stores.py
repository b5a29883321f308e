"""The stores: register and ledger, index, synonyms, vectors, saved searches."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import Any, Final

import apsw

from ingest.doctor.check import Check, said
from models.server_errors import RegisterMissingError
from models.settings import Settings
from models.store import keys, ledger_secret
from models.store.database import Database
from models.store.locked_home import check_open
from models.store.migrate import is_made, is_up_to_date, newest
from models.store.store import Store
from models.store.vault_place import folder_at, vault_at

_SQLITE: Final = (3, 35)  # RETURNING
_ERASING: Final = (3, 42)  # FTS5's secure-delete: erased words leave the file
_POSTGRESQL: Final = 14
_NOBODYS: Final = "0" * 64  # no file has this hash
_MIGRATE: Final = "Gör en säkerhetskopia (samsyn backup); vilket annat kommando som helst uppgraderar sedan registret."


def register(settings: Settings) -> Check:
    """Whether the database answers, which version it is of, and whether its tables are this program's. Nothing is made
    or upgraded."""
    check_open(settings.home)
    if not keys.path(settings.home).is_file():
        return said("register", True, "ingen installation ännu")
    with closing(Database(settings.register_url)) as database:
        version, enough = _version(database)
        if not enough:
            return said("register", False, version, "Uppgradera databasen, se docs/deploy.md.")
        if ledger_secret.path(settings).is_file() and not is_made(database):
            return said("register", False, f"{version}; inget register", RegisterMissingError.next)
        if not is_up_to_date(database):
            return said("register", False, f"{version}; tabellerna är äldre än {newest()}", _MIGRATE)
    return said("register", True, f"{version}; tabeller {newest()}")


def _version(database: Database) -> tuple[str, bool]:
    number = database.version()
    told = f"{'SQLite' if database.is_sqlite else 'PostgreSQL'} {'.'.join(map(str, number))}"
    return told, number >= _SQLITE if database.is_sqlite else number[0] >= _POSTGRESQL


def sqlite() -> Check:
    """The SQLite that the embedded index is written with: with full-text search, and new enough to erase."""
    number = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    with closing(apsw.Connection(":memory:")) as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    found = f"index {apsw.sqlite_lib_version()}, register {sqlite3.sqlite_version}"
    next = "Installera om apsw med ett nyare SQLite: pip install --upgrade apsw."
    return said("sqlite", number >= _ERASING and "ENABLE_FTS5" in options, found, next)


def vault(settings: Settings) -> Check:
    """Whether what holds originals answers; of storage elsewhere, that its folder or bucket is there and lets us in.
    A folder is to be writable too: a share, or the walls of a service, may let one read and no more."""
    with closing(vault_at(settings)) as opened:
        opened.exists(_NOBODYS)
    folder = folder_at(settings)
    if folder is not None and folder.is_dir() and not os.access(folder, os.W_OK):
        next = "Ge samsyns användare skrivrätt i mappen; i en tjänst av systemd också ReadWritePaths= (docs/deploy.md)."
        return said("vault", False, "mappen går inte att skriva i", next)
    return said("vault", True, "mapp i hemmet" if not settings.vault_url else settings.vault_url.partition(":")[0])


def index(settings: Settings) -> Check:
    from search.backends import open_index

    with closing(open_index(settings)) as opened:
        opened.version("")
    if not settings.opensearch_url:
        return said("index", True, settings.index_backend)
    from search.opensearch.node_facts import node_facts

    facts = node_facts(settings)
    return said("index", not facts.faults, facts.told(), facts.next)


def synonyms(settings: Settings) -> Check:
    """The site's own synonyms: while a line of them cannot be read, nothing is searched."""
    from search.synonyms import OWN, synonyms_of

    synonyms_of(settings.home)
    own = settings.home / OWN
    return said("synonyms", True, str(own) if own.exists() else "de som följer med")


def meaning(settings: Settings, store: Store | None, *, counts: bool) -> Check:
    """The embedder, and the vectors: how many documents lack them, and whose another embedder made."""
    from search.meaning.embedder import open_embedder
    from search.meaning.state import meaning_said, meaning_state

    embedder = open_embedder(settings)
    if store is None:
        return said("meaning", True, embedder.identity if embedder is not None else "ingen inbäddning installerad")
    state: dict[str, Any] = meaning_state(store, store.sources.owners())
    behind = bool(state.get("error") or state["outdated"])
    found = meaning_said(state) if counts else str(state["embedder"]) or meaning_said(state)
    return said("meaning", not behind, found, "Gör vektorerna: samsyn embed.")


def saved(store: Store | None, *, counts: bool) -> Check:
    """Saved searches whose rows were changed: they are skipped, and their users miss what they would have found."""
    damaged = store.saved.damaged() if store else []
    which = ", ".join(damaged) if counts else "någon"
    found = f"går inte att öppna: {which}" if damaged else "alla går att öppna"
    next = "Raderna i saved_searches är ändrade: hämta dem ur en säkerhetskopia, eller ta bort dem."
    return said("saved", not damaged, found, next)
