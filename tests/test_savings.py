"""What the tests' own processes do more cheaply than a site does is the same thing, and a site does it in full."""

from __future__ import annotations

import gc
import re
import sys
from pathlib import Path

import pytest
from argon2 import Type
from sqlalchemy import Compiled, Engine, select, text
from werkzeug.routing import Map, Rule

from models.settings import Settings
from models.store import migrate, schema, users
from models.store.database import Database
from models.store.store import Store
from tests import hashing, in_memory, registers, sites, statements

_TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def _rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _in_any_order(tables: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Alembic copies the constraints of a table that it makes anew (a batch) as a set gives them."""
    return [(*rest, sorted(re.split(r",\s*|\n", str(sql)))) for *rest, sql in tables]


def test_a_copied_register_is_as_the_revisions_make_it(store: Store, settings: Settings) -> None:
    made = Database(f"sqlite:///{settings.home / 'made.sqlite3'}")
    registers.AS_WRITTEN(made)
    assert _in_any_order(_rows(store.database, _TABLES)) == _in_any_order(_rows(made, _TABLES))
    for query in ("SELECT version_num FROM alembic_version", "PRAGMA journal_mode", "PRAGMA page_size"):
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


def test_a_statement_is_compiled_once_for_all_registers_and_as_each_would(settings: Settings) -> None:
    url, asked = f"sqlite:///{settings.home / 'one.sqlite3'}", select(schema.documents.c.name)
    first, second, alone = statements.engine(url), statements.engine(url), statements.AS_WRITTEN(url)

    def compiled(engine: Engine) -> Compiled:
        return asked._compile_w_cache(engine.dialect, compiled_cache=engine._compiled_cache, column_keys=[])[0]

    assert compiled(first) is compiled(second)
    assert compiled(alone) is not compiled(first)
    assert str(compiled(alone)) == str(compiled(first))
    for each in (first, second, alone):
        each.dispose()


def test_another_kind_of_database_has_statements_of_its_own(settings: Settings) -> None:
    here = statements.engine(f"sqlite:///{settings.home / 'one.sqlite3'}")
    there = statements.engine("postgresql://nobody@/none?host=/nowhere")
    assert statements.of_its_kind((here.dialect, "asked")) != statements.of_its_kind((there.dialect, "asked"))
    for each in (here, there):
        each.dispose()


def test_addresses_of_routes_are_built_as_werkzeug_builds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def built() -> list[str]:
        rules = ["/d/<opaque>/", "/d/<opaque>/<int:page>", "/s/<int(fixed_digits=4):page>"]
        routes = Map([Rule(rule, endpoint=rule) for rule in rules]).bind("127.0.0.1")
        values = [{"opaque": "å b"}, {"opaque": "c", "page": 3}, {"page": 3, "more": "d e"}]
        return [routes.build(rule, each) for rule, each in zip(rules, values, strict=True)]

    once, again = built(), built()
    monkeypatch.setattr(Rule, "_compile_builder", sites.BUILDER_AS_WRITTEN)
    assert once == again == built() == ["/d/%C3%A5%20b/", "/d/c/3", "/s/0003?more=d+e"]


def test_the_collector_finds_what_nobody_holds() -> None:
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_folders_lie_in_memory_only_where_there_is_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert not in_memory.roomy(tmp_path / "not-there")
    monkeypatch.setattr(in_memory, "ROOM", 10**18)
    assert not in_memory.roomy(tmp_path)


def test_what_a_killed_run_left_in_memory_goes_with_the_next(tmp_path: Path) -> None:
    gone, here = tmp_path / f"samsyn-tests-{2**22 + 1}-a", tmp_path / "samsyn-tests-1-b"  # no process has such a number
    gone.mkdir()
    here.mkdir()
    in_memory.clear(tmp_path)
    assert list(tmp_path.iterdir()) == [here]


def test_no_process_makes_the_parser_that_nobody_asks_for() -> None:
    assert "rfc3987_syntax" in sys.modules
    assert sys.modules["rfc3987_syntax"] is None
