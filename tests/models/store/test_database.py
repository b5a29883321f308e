from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from models.errors import DatabaseUnavailableError, DiskFullError
from models.store.database import BUSY_SECONDS, Database
from models.store.schema import page_states
from models.store.store import Store


def test_bound_values_stand_in_no_error(store: Store) -> None:
    secret = "Adam Provsson 850412-2391"
    with pytest.raises(IntegrityError) as failed, store.database.write() as connection:
        connection.execute(insert(page_states).values(id=None, user=secret, state={"query": secret}))
    assert "Provsson" not in str(failed.value)
    assert "hide_parameters" in str(failed.value)


def test_a_folder_that_is_away_is_no_full_disk(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'borta' / 'register.sqlite3'}")
    (tmp_path / "borta").rmdir()
    with pytest.raises(DatabaseUnavailableError), database.read():
        pass


def test_nobody_waits_to_reckon_while_another_writes(store: Store) -> None:
    with store.database.write():
        begun = time.monotonic()
        store.database.reckon()
        assert time.monotonic() - begun < 0.8 * BUSY_SECONDS  # all of it where the other is waited for
    store.database.reckon()
    if store.database.is_sqlite:
        with store.database.read() as one, store.database.read() as other:
            waits = [each.exec_driver_sql("PRAGMA busy_timeout").scalar_one() for each in (one, other)]
        assert waits == [BUSY_SECONDS * 1000] * 2, "others' turns are waited for as before"


def test_sqlite_reckons_with_the_size_of_its_tables_and_keeps_no_values(store: Store) -> None:
    store.database.reckon()
    if store.database.is_sqlite:
        with store.database.read() as connection:
            kept = "SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'"
            assert connection.exec_driver_sql(kept).scalars().all() == ["sqlite_stat1"]
            known = "SELECT stat FROM sqlite_stat1 WHERE tbl = 'installation'"
            assert connection.exec_driver_sql(known).scalars().all()


@pytest.mark.postgresql
def test_a_full_disk_is_told_by_its_code_whatever_language_the_server_speaks(postgresql_url: str) -> None:
    full = "DO $$ BEGIN RAISE EXCEPTION 'det finns inget utrymme kvar på enheten' USING ERRCODE = 'disk_full'; END $$"
    with (
        closing(Database(postgresql_url)) as database,
        pytest.raises(DiskFullError),
        database.write() as connection,
    ):
        connection.execute(text(full))
