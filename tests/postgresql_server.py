"""A real PostgreSQL server for the tests that ask for one: Debian's, in a folder of its own, on a Unix socket."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pytest

from models.store.database import Database
from models.store.migrate import migrate
from tests.in_memory import MEMORY, roomy
from tests.servers import MissingServerError, url_of

_TEMPLATE: Final = "register"
"""A database that holds an empty register, made once a run."""
_WAIT: Final = ("-w", "-t", "240")  # seconds, for a server to come and go; of itself pg_ctl waits for 60
_STRATEGY: Final = "WAL_LOG"
"""How the template is copied: WAL_LOG or FILE_COPY. A server before version 15 has the latter alone, without a word."""
_HASTE: Final = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # no power is cut here
_QUIET: Final = "-c autovacuum=off -c jit=off -c max_wal_size=4GB"
"""Nothing goes on beside a test: one that asks for a plan has the table analysed itself, and no question of theirs is
worth compiling."""


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not found:
        raise MissingServerError("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


def _as_postgres() -> dict[str, int]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("postgres")
    return {"user": entry.pw_uid, "group": entry.pw_gid}


def postgresql(stack: ExitStack, *, careless: bool = True) -> str:
    """Starts the server; its URL without a database name. Unless it is ``careless`` it waits for the disk.

    A careless one's data lies in memory where there is room. What a run that was killed leaves there, the next one
    takes away with the rest (``tests/in_memory.py``).
    """
    programs = _programs()
    memory = MEMORY if careless and roomy(MEMORY) else None
    folder = Path(tempfile.mkdtemp(prefix=f"samsyn-tests-{os.getpid()}-pg-", dir=memory))
    stack.callback(shutil.rmtree, folder)
    who = _as_postgres()
    if who:
        os.chown(folder, who["user"], who["group"])

    def run(program: str, *words: str) -> None:
        command = [str(programs / program), "-D", f"{folder}/data", *words]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **who)

    run("initdb", "-A", "trust", "-U", "samsyn", "-E", "UTF8", "--no-sync")
    how = f"-k {folder} -c listen_addresses='' {f'{_HASTE} {_QUIET}' if careless else ''}"
    run("pg_ctl", "-l", f"{folder}/log", *_WAIT, "-o", how, "start")
    stack.callback(run, "pg_ctl", "-m", "immediate", *_WAIT, "stop")
    server = f"postgresql://samsyn@/{{database}}?host={folder}"
    _execute(server, f'CREATE DATABASE "{_TEMPLATE}"')
    database = Database(server.format(database=_TEMPLATE))
    migrate(database, folder)
    database.close()
    return server


@pytest.fixture
def postgresql_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """The URL of a database of the test's own: an empty register, the copy of one that the real revisions made."""
    with _made(pytestconfig, _TEMPLATE) as url:
        yield url


@pytest.fixture
def empty_postgresql_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """The URL of a database of the test's own without a table in it."""
    with _made(pytestconfig) as url:
        yield url


@contextmanager
def _made(pytestconfig: pytest.Config, template: str = "") -> Iterator[str]:
    server, name = url_of(pytestconfig, postgresql), f"t{secrets.token_hex(6)}"
    _execute(server, f'CREATE DATABASE "{name}" {_copying(template) if template else ""}')
    yield server.format(database=name)
    _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _copying(template: str) -> str:
    """How a database is made that is a copy of this one."""
    strategies = int(_programs().parent.name) >= 15
    return f'TEMPLATE "{template}"' + (f" STRATEGY {_STRATEGY}" if strategies else "")


def _execute(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server.format(database="postgres"), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def restart(server: str) -> None:
    """Have the server of this URL end at once, whatever it is at, and start again."""
    import psycopg

    with psycopg.connect(server.format(database="postgres")) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    command = [str(_programs() / "pg_ctl"), "-D", folder, "-m", "immediate", *_WAIT, "-l", f"{folder}.log", "restart"]
    subprocess.run(command, check=True, capture_output=True, cwd="/", **_as_postgres())
