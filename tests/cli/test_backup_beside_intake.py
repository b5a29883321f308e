"""A backup that is taken while `samsyn ingest` puts papers in, on PostgreSQL: one moment of it, and what goes on from
there ends as if nothing had happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from models.document import DocumentState
from models.settings import Settings
from models.source import Source
from models.store.schema import documents
from models.store.store import Store
from tests.cli.backups import OWNER, RULES, call, contents, opened
from tests.cli.command import ROOT, environment, samsyn
from tests.faults.tasks import ENDLESS, POISON
from tests.processes import wait_until

PAPERS = 14


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papper"
    folder.mkdir()
    for number in range(PAPERS):
        (folder / f"{number}.txt").write_text(f"Tillsyn {number} hos Provkrog AB, Provgatan {number}.", "utf-8")
    (folder / "sist.txt").write_bytes(b"Ett papper med " + POISON)
    return folder


@pytest.mark.postgresql
def test_what_is_put_back_is_one_moment_and_is_gone_on_with(
    papers: Path, tmp_path: Path, postgresql_url: str, empty_postgresql_url: str
) -> None:
    home, again, backups = tmp_path / "home", tmp_path / "åter", tmp_path / "kopior"
    url, other = {"database_url": postgresql_url}, {"database_url": empty_postgresql_url}
    with closing(Store.open(Settings(home=home, database_url=postgresql_url), create=True)) as store:
        store.sources.add(Source("tillsyn", OWNER))
    with _taking_in(home, papers, url) as run:
        assert wait_until(lambda: _read(home, url) > 2), "nothing came in"
        before = _read(home, url)
        taken = call(home, "backup", backups, **url)
        assert taken.status == 0, taken.err
        assert run.poll() is None
    at_end = _whole(home, papers, url)
    assert len(at_end) == PAPERS + 1

    put_back = call(again, "restore", backups, **other)
    assert put_back.status in (0, 3), put_back.err
    there = contents(again, **other)
    read = {id: told for id, told in there.items() if told[1] is DocumentState.READ}
    assert read == {id: at_end[id] for id in read}, "half of what was being read then"
    assert before <= len(read) <= PAPERS
    told: dict[str, set[str]] = {"document_unfinished": set(), "path_not_seen": set()}
    for each in put_back.value["differences"]:
        told[each["what"]].add(each["document"] or Path(each["path"]).name)
    assert told["document_unfinished"] == there.keys() - read.keys()
    every = {path.name for path in papers.iterdir()}
    came, whole = ({name for name, *_ in some.values()} for some in (there, read))
    assert every - came <= told["path_not_seen"] <= every - whole, "what came later is named"
    assert _whole(again, papers, other) == at_end
    assert samsyn(again, "verify", "--json", **RULES, **other).value["differences"] == []


def _whole(home: Path, papers: Path, url: dict[str, str]) -> dict[str, Any]:
    """What the home holds when all papers have come in."""
    done = samsyn(home, "ingest", papers, "--source", "tillsyn", "--workers", "2", **RULES, **url)
    assert done.status == 0, done.err
    return contents(home, **url)


@contextmanager
def _taking_in(home: Path, papers: Path, url: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", ENDLESS, "ingest", str(papers), "--source", "tillsyn", "--workers", "2"]
    quiet, settings = subprocess.DEVNULL, environment(home, {**RULES, **url})
    with subprocess.Popen(command, env=settings, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True) as run:
        try:
            yield run
        finally:
            os.killpg(run.pid, signal.SIGKILL)


def _read(home: Path, url: dict[str, str]) -> int:
    read = select(func.count()).where(documents.c.state == DocumentState.READ.value)
    with opened(home, **url) as store, store.database.read() as connection:
        return connection.execute(read).scalar_one()
