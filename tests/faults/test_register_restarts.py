"""PostgreSQL restarts in the middle of a run: the run goes on, or stops clearly and the next goes on from there."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final

import psycopg
import pytest
from sqlalchemy import Connection, make_url

from ingest import pool, run
from models.settings import Settings
from models.source import Source
from models.store.database import Database
from models.store.store import Store
from tests.cli.command import Answer, samsyn_here
from tests.faults.at_hand import tasks_at_hand
from tests.faults.seeds import FULL, SEEDS
from tests.faults.test_cluster import contents
from tests.papers import mail_with_attachment, pdf
from tests.postgresql_server import postgresql, restart
from tests.processes import wait_until

pytestmark = pytest.mark.postgresql
LEASE: Final = 1.5  # seconds
SURE: Final = 0.8  # of the transactions of an undisturbed run, that another has too


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
        _lived_through(url, papers, tmp_path, Random(seed), lambda: _restarted(server, url))


def _lived_through(url: str, papers: Path, folder: Path, chance: Random, fault: Callable[[], int]) -> None:
    calm, home = folder / "ostört", folder / "hem"
    for settings in (Settings(home=calm), Settings(home=home, database_url=url)):
        with closing(Store.open(settings, create=True)) as store:
            store.sources.add(Source("tillsyn", "Nämnden"))
        (settings.home / "samsyn.toml").write_text(f"[limits]\nlease_seconds = {LEASE}\n")
    with _counted() as writes:
        assert _ingest(calm, papers).status == 0
    # Somebody is connected from the second transaction on; how many come in the end follows how long it takes.
    with _at_write(chance.randint(2, int(SURE * len(writes))), chance.random() < 0.5, url, fault) as ended:
        first = _ingest(home, papers, database_url=url)
    assert len(ended) == 1, "the server was there all the time"
    assert ended[0] > 0, "nobody was connected"
    assert wait_until(lambda: _lets_in(url)), "nobody is let in again"
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
def _counted() -> Iterator[list[str]]:
    """What the run begins to write meanwhile. Not its heart: that beats by the clock."""
    real, begun = Database.write, list[str]()

    def write(database: Database) -> AbstractContextManager[Connection]:
        if _is_the_run():
            begun.append(database.url)
        return real(database)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "write", write)
        yield begun


@contextmanager
def _at_write(moment: int, within: bool, url: str, fault: Callable[[], int]) -> Iterator[list[int]]:
    """At the run's transaction that is the so-manieth to be begun: before it, or in the middle. Gives how many
    connections the fault ended, once it has."""
    real, begun, ended = Database.write, 0, list[int]()

    @contextmanager
    def write(database: Database) -> Iterator[Connection]:
        nonlocal begun
        is_ours = database.url == url and _is_the_run()
        begun += is_ours
        now = is_ours and begun == moment
        if now and not within:
            ended.append(fault())
        with real(database) as connection:
            if now and within:
                ended.append(fault())
            yield connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "write", write)
        yield ended


def _is_the_run() -> bool:
    return threading.current_thread() is threading.main_thread()


def _restarted(server: str, url: str) -> int:
    def asked(question: str) -> Any:
        with psycopg.connect(url) as connection:
            statement: Any = question
            return (connection.execute(statement).fetchone() or (None,))[0]

    began = asked("SELECT pg_postmaster_start_time()")
    others = asked(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    restart(server)
    assert asked("SELECT pg_postmaster_start_time()") > began
    return int(others)


def _lets_in(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def _put_out(url: str) -> int:
    name = make_url(url).database
    server = make_url(url).set(database="postgres").render_as_string(hide_password=False)

    def let(in_: bool) -> int:
        with psycopg.connect(server, autocommit=True) as connection:
            statement: Any = f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {in_}'
            connection.execute(statement)
            if not in_:
                ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
                return len(connection.execute(ended, [name]).fetchall())
        return 0

    ended = let(False)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    threading.Timer(0.3, let, [True]).start()
    return ended
