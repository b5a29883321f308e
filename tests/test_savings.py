"""What the tests' own processes do more cheaply than a site does is the same thing, and a site does it in full."""

from __future__ import annotations

from argon2 import Type
from sqlalchemy import text

from models.settings import Settings
from models.store import migrate, users
from models.store.database import Database
from models.store.store import Store
from tests import hashing, registers

_TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def _rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_a_copied_register_is_as_the_revisions_make_it(store: Store, settings: Settings) -> None:
    made = Database(f"sqlite:///{settings.home / 'made.sqlite3'}")
    registers.AS_WRITTEN(made)
    for query in (_TABLES, "SELECT version_num FROM alembic_version", "PRAGMA journal_mode", "PRAGMA page_size"):
        assert _rows(store.database, query) == _rows(made, query)
    assert _rows(store.database, "SELECT version_num FROM alembic_version") == [(migrate.newest(),)]
    made.close()


def test_nothing_is_copied_over_a_register_that_is_there(settings: Settings) -> None:
    database = Database(f"sqlite:///{settings.home / 'there.sqlite3'}")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE there (it TEXT)"))
    registers.upgrade(database)
    assert {"there", "documents"} <= {name for _type, name, *_ in _rows(database, _TABLES)}
    database.close()


def test_a_site_hashes_passwords_at_their_full_cost() -> None:
    """RFC 9106's second recommendation, above OWASP's least (19 MiB, twice)."""
    site = hashing.OF_A_SITE
    assert (site.type, site.time_cost, site.memory_cost) == (Type.ID, 3, 64 * 1024)
    assert users._HASHER is hashing.CHEAP
