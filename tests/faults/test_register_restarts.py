"""PostgreSQL restarts in the middle of a run: the run goes on, or stops clearly and the next goes on from there."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final

import psycopg
import pytest
from sqlalchemy import Connection, make_url

from ingest import pool, run
from models import swedish
from models.settings import Settings
from models.source import Source
from models.store.database import Database
from models.store.store import Store
from tests.cli.command import Answer, samsyn_here
from tests.faults.at_hand import tasks_at_hand
from tests.faults.test_cluster import contents
from tests.papers import mail_with_attachment, pdf
from tests.postgresql_server import postgresql, restart

pytestmark = pytest.mark.postgresql
FULL: Final = bool(os.environ.get("SAMSYN_TEST_FULL"))
SEEDS: Final = [str(seed) for seed in range(20)] if FULL else [f"{swedish.local(swedish.now()):%Y-%m-%d}"]
LEASE: Final = 1.5  # seconds
WRITES: Final = 90  # transactions of the run, about


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papper"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Tillsyn {number} hos Provkrog {number} AB den 3 maj 2024.")
    (folder / "brev.eml").write_bytes(mail_with_attachment("Se bilagan", "b.pdf", pdf(["Hyra för lokal"])))
    return folder


@pytest.fixture(autouse=True)
def _with_orders(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Documents are handed out and tried again as with real workers, though in this process; what a command leaves open
    when it ends is closed, as by the end of its process."""
    opened, begin = list[Database](), Database.__init__

    def noted(database: Database, url: str) -> None:
        begin(database, url)
        opened.append(database)

    monkeypatch.setattr(Database, "__init__", noted)
    monkeypatch.setattr(pool, "_PAUSE_SECONDS", 0.2)
    monkeypatch.setattr(run, "run_tasks", tasks_at_hand)
    yield
    for database in opened:
        database.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_was_connected_is_put_out(postgresql_url: str, papers: Path, tmp_path: Path, seed: str) -> None:
    """As a restart looks from here: connections end in whatever they were at, and for a while nobody is let in."""
    _lived_through(postgresql_url, papers, tmp_path, Random(seed), lambda: _put_out(postgresql_url))


@pytest.mark.skipif(not FULL, reason="SAMSYN_TEST_FULL is not set: a server of its own takes seconds")
@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_a_real_restart(papers: Path, tmp_path: Path, seed: str) -> None:
    with ExitStack() as stack:
        server = postgresql(stack, careless=False)
        url = server.format(database="register")
        _lived_through(url, papers, tmp_path, Random(seed), lambda: restart(server))


def _lived_through(url: str, papers: Path, folder: Path, chance: Random, fault: Callable[[], None]) -> None:
    calm, home = folder / "ostört", folder / "hem"
    for settings in (Settings(home=calm), Settings(home=home, database_url=url)):
        with closing(Store.open(settings, create=True)) as store:
            store.sources.add(Source("tillsyn", "Nämnden"))
        (settings.home / "samsyn.toml").write_text(f"[limits]\nlease_seconds = {LEASE}\n")
    assert _ingest(calm, papers).status == 0
    with _at_write(chance.randint(1, WRITES), chance.random() < 0.5, url, fault):
        first = _ingest(home, papers, database_url=url)
    if first.status:
        assert first.error["code"] == "database_unavailable", first.err
        time.sleep(LEASE)  # a process that stopped is gone; ours, which had the claim, is not
    again = _ingest(home, papers, database_url=url)
    assert (again.status, again.value["problems"]) == (0, []), again.err
    with ExitStack() as stack:
        both = Settings(home=calm), Settings(home=home, database_url=url)
        expected, found = (stack.enter_context(closing(Store.open(settings))) for settings in both)
        assert contents(found) == contents(expected)
    assert samsyn_here(home, "verify", "--json", database_url=url).value["differences"] == []


def _ingest(home: Path, papers: Path, **settings: str) -> Answer:
    words = ("ingest", papers, "--source", "tillsyn", "--workers", "1", "--json")
    return samsyn_here(home, *words, nlp_pipeline="rules", config=str(home / "samsyn.toml"), **settings)


@contextmanager
def _at_write(moment: int, within: bool, url: str, fault: Callable[[], None]) -> Iterator[None]:
    """At the transaction that is the so-manieth to be begun, by whichever thread: before it, or in the middle."""
    real, lock, begun = Database.write, threading.Lock(), 0

    @contextmanager
    def write(database: Database) -> Iterator[Connection]:
        nonlocal begun
        with lock:
            begun += database.url == url
            now = database.url == url and begun == moment
        if now and not within:
            fault()
        with real(database) as connection:
            if now and within:
                fault()
            yield connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "write", write)
        yield


def _put_out(url: str) -> None:
    name = make_url(url).database
    server = make_url(url).set(database="postgres").render_as_string(hide_password=False)

    def let(in_: bool) -> None:
        with psycopg.connect(server, autocommit=True) as connection:
            statement: Any = f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {in_}'
            connection.execute(statement)
            if not in_:
                ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
                connection.execute(ended, [name])

    let(False)
    threading.Timer(0.3, let, [True]).start()
