"""Programs that start at once on an old register bring it up to date once; one older than its register stops."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from models.server_errors import NewerRegisterError
from models.settings import Settings
from models.store import keys, migrate, schema
from models.store.database import Database
from models.store.store import Store
from tests.cli.command import ROOT, environment, samsyn

OLD = "0012"
AT_ONCE = 5 if os.environ.get("SAMSYN_TEST_FULL") else 3
_PROGRAM = """
import pathlib, sys, time
from models.settings import read_settings
from models.store.store import Store
print("ready", flush=True)
sys.stdin.readline()
Store.open(read_settings()).close()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a register without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'home' / 'register.sqlite3'}"
    found: str = request.getfixturevalue("postgresql_url")
    database = Database(found)
    with database.write() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database.close()
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    keys.make(keys.path(home))
    return home


@pytest.mark.postgresql
def test_processes_that_start_at_once_bring_an_old_register_up_to_date(home: Path, url: str) -> None:
    database = Database(url)
    migrate.upgrade_to(database, OLD)
    told = environment(home, {"database_url": url})
    begin = [sys.executable, "-c", _PROGRAM]
    piped = {"stdin": -1, "stdout": -1, "stderr": -1}
    processes = [subprocess.Popen(begin, env=told, cwd=ROOT, text=True, **piped) for _each in range(AT_ONCE)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=240)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * AT_ONCE, said
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == migrate.newest()
        assert compare_metadata(context, schema.metadata) == []
    database.close()


def test_a_program_older_than_its_register_says_so_and_changes_nothing(store: Store, settings: Settings) -> None:
    with store.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerRegisterError, match="9999"):
        Store.open(settings)
    answer = samsyn(settings.home, "status", "--json")
    assert (answer.status, answer.error["code"]) == (1, "newer_register")
    assert "docs/upgrading.md" in answer.error["next"]
    with store.database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
