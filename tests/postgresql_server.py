"""A real PostgreSQL server for the tests that ask for one: Debian's, in a folder of its own, on a Unix socket."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return found[-1].parent if found else None


def _as_postgres() -> dict[str, int]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("postgres")
    return {"user": entry.pw_uid, "group": entry.pw_gid}


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The server's URL without a database name."""
    programs = _programs()
    if programs is None:
        message = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get("CI") or os.environ.get("SAMSYN_TEST_REQUIRE_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="samsyn-pg-"))
    who = _as_postgres()
    if who:
        os.chown(folder, who["user"], who["group"])

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **who)

    run(str(programs / "initdb"), "-D", f"{folder}/data", "-A", "trust", "-U", "samsyn", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run(str(programs / "pg_ctl"), "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-o", options, "start")
    yield f"postgresql://samsyn@/{{database}}?host={folder}"
    run(str(programs / "pg_ctl"), "-D", f"{folder}/data", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The URL of an empty database of the test's own."""
    import psycopg

    name = f"t{secrets.token_hex(6)}"
    admin = postgresql_server.format(database="postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    yield postgresql_server.format(database=name)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]
