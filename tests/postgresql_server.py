"""A real PostgreSQL server for the tests that ask for one: Debian's, in a folder of its own, on a Unix socket."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.servers import MissingServerError, url_of


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


def postgresql(stack: ExitStack) -> str:
    """Starts the server; its URL without a database name."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="samsyn-pg-"))
    stack.callback(shutil.rmtree, folder)
    who = _as_postgres()
    if who:
        os.chown(folder, who["user"], who["group"])

    def run(program: str, *words: str) -> None:
        command = [str(programs / program), "-D", f"{folder}/data", *words]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **who)

    run("initdb", "-A", "trust", "-U", "samsyn", "-E", "UTF8", "--no-sync")
    run("pg_ctl", "-l", f"{folder}/log", "-w", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    stack.callback(run, "pg_ctl", "-m", "immediate", "stop")
    return f"postgresql://samsyn@/{{database}}?host={folder}"


@pytest.fixture
def postgresql_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """The URL of an empty database of the test's own."""
    import psycopg

    server, name = url_of(pytestconfig, postgresql), f"t{secrets.token_hex(6)}"
    admin = server.format(database="postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    yield server.format(database=name)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]
