"""A thick scan in a cluster: two workers read it, one is killed in the middle, and it ends as one process would have.

Scheduler, workers, PostgreSQL and whoever takes files in, each a process of its own.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from models.store.schema import shared_readings, stretch_pages, stretches
from models.store.schema_orders import orders
from models.store.store import Store
from tests.faults.clusters import IN_A_STRETCH, Machines, answer, certificates, read_undisturbed, registered
from tests.faults.tasks import DAWDLE, LOOKED_AT
from tests.processes import wait_until
from tests.thick_scans import contents, thick_scan

pytestmark = pytest.mark.postgresql

PAGES = 6
_LIMITS = "[limits]\nshared_pages = 4\nstretch_pages = 2\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papper"
    folder.mkdir()
    (folder / "tjock.pdf").write_bytes(thick_scan(PAGES, text=["Försättsblad"], attached=b"Inne i handlingen"))
    return folder


@pytest.fixture
def undisturbed(tmp_path: Path, papers: Path) -> Any:
    """What one process of this machine leaves."""
    with read_undisturbed(tmp_path / "ostört", papers) as store:
        return contents(store)


@pytest.fixture
def store(tmp_path: Path, postgresql_url: str) -> Iterator[Store]:
    with registered(tmp_path, postgresql_url) as store:
        yield store


@pytest.fixture
def machines(tmp_path: Path, store: Store) -> Iterator[Machines]:
    made, config = tmp_path / "certifikat", tmp_path / "samsyn.toml"
    made.mkdir()
    config.write_text(_LIMITS, "utf-8")
    settings = {"nlp_pipeline": "rules", "config": str(config), "database_url": store.settings.database_url}
    with Machines(tmp_path, settings, [], certificates(made)) as running:
        yield running


@pytest.mark.timeout(600)
def test_a_worker_killed_in_the_middle_loses_its_stretch_only(
    machines: Machines, papers: Path, undisturbed: Any, store: Store, tmp_path: Path
) -> None:
    machines.scheduler()
    workers = [machines.worker(), machines.worker()]
    run = machines.ingest(papers, IN_A_STRETCH)
    held = tmp_path / DAWDLE.decode()
    assert wait_until(lambda: held.exists() or run.poll() is not None, 240), "no stretch was begun"
    assert run.poll() is None, answer(run).err
    assert wait_until(lambda: count(store, stretches, done=True) == PAGES // 2 - 1, 120), "the other read none"
    os.kill(int(held.read_text()), signal.SIGKILL)  # in the middle: the run waits for this one only
    assert wait_until(lambda: count(store, stretches, done=False) == 2, 120), "what was begun is cut into its pages"
    assert count(store, stretch_pages) >= PAGES - 2
    held.with_name(LOOKED_AT).touch()
    said = answer(run)
    assert said.status == 0, said.err
    assert {name: said.value[name] for name in ("documents", "ocr_pages", "unread_pages")} == {
        "documents": 2,
        "ocr_pages": PAGES,
        "unread_pages": 0,
    }
    assert contents(store) == undisturbed
    assert [count(store, table) for table in (shared_readings, stretches, stretch_pages, orders)] == [0] * 4
    assert "its worker ended before it" in said.err
    assert all(worker.poll() is None for worker in workers)


def count(store: Store, table: Any, **where: bool) -> int:
    with store.database.read() as connection:
        query = select(func.count()).select_from(table)
        wanted = query.where(*(table.c[name].is_(value) for name, value in where.items()))
        return int(connection.execute(wanted).scalar_one())
