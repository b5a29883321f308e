"""``samsyn redo keys``: an index that an earlier analysis made is built again beside the one in use, and only that."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.identity import keys_identity
from search.indexing import drain
from tests.cli import schemas
from tests.cli.command import ROOT, Answer, environment, samsyn_here
from tests.search.archive import HEALTH, POLICE, Paper, put

COUNT = 60
# The command, which never comes to its end: a quick one would have, before a busy machine lets us look at it.
_ENDLESS = """
import sys, time
from search.embedded.version import EmbeddedVersion
whole, batches = EmbeddedVersion.put, []
def endless(self, units):
    batches.append(len(units))
    if len(batches) == 3:
        time.sleep(600)
    whole(self, units)
EmbeddedVersion.put = endless
from samsyn import main
sys.exit(main(sys.argv[1:]))
"""
OWNERS = (HEALTH, POLICE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two owners, the index of the first made by an earlier analysis."""
    store = Store.open(Settings(home=tmp_path_factory.mktemp("redo") / "hem"), create=True)
    index = open_index(store.settings)
    for source, papers in (("tillsyn", COUNT), ("promemorior", 1)):
        for number in range(papers):
            words = f"Tillsyn {number} av krogens källare den 3 maj 2024, madrasser och sovplatser. "
            put(store, None, Paper(f"{source}-{number:03}.txt", source, [words * 60]))
    drain(store, index)
    index.close()
    store.close()
    with closing(sqlite3.connect(index_file(store.settings.home))) as connection, connection:
        connection.execute("UPDATE made_by SET keys = 'keys-0'")
    return store.settings.home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copytree(made, tmp_path / "hem"))


def index_file(home: Path) -> Path:
    """The file of the owner with more documents."""
    return max((home / "index").glob("*-v*.sqlite3"), key=lambda path: path.stat().st_size)


def redo(home: Path, *options: str) -> Answer:
    answer = samsyn_here(home, "redo", "keys", "--json", *options)
    if answer.status == 0:
        Draft202012Validator(schemas.REDO_KEYS).validate(answer.value)
    return answer


def test_only_what_an_earlier_analysis_made_is_built_again(home: Path) -> None:
    assert samsyn_here(home, "status", "--json").value["index"]["outdated"] == [HEALTH]
    assert "samsyn redo keys" in samsyn_here(home, "status").out
    done = redo(home).value
    assert (done["owners"], done["documents"], done["keys"]) == ([HEALTH], COUNT, keys_identity())
    assert samsyn_here(home, "status", "--json").value["index"]["outdated"] == []
    again = redo(home).value
    assert (again["owners"], again["documents"]) == ([], 0)
    assert samsyn_here(home, "search", "madrass", "--json", "--limit", "1").value["total"] == COUNT + 1
    assert samsyn_here(home, "verify", "--json").status == 0


def test_it_says_in_words_how_far_it_has_come_and_what_it_did(home: Path, steps_said: pytest.LogCaptureFixture) -> None:
    answer = samsyn_here(home, "redo", "keys")
    assert answer.status == 0
    assert answer.out.startswith(f"{COUNT} handlingar analyserade på nytt på ")
    assert f"analyserat 0 av {COUNT} handlingar" in steps_said.messages
    assert re.search(rf"analyserat {COUNT} av {COUNT} handlingar \([\d.]+/s, 0 s kvar\)", steps_said.text)


def test_an_owner_may_be_named_and_must_be_there(home: Path) -> None:
    assert redo(home, "--owner", POLICE).value["owners"] == []
    assert redo(home, "--owner", HEALTH).value["documents"] == COUNT
    answer = redo(home, "--owner", "Ingen")
    assert (answer.status, answer.error["code"]) == (1, "not_found")


def test_a_killed_call_goes_on_where_it_was_while_the_old_index_answers(home: Path) -> None:
    old = set((home / "index").glob("*-v*.sqlite3"))
    command = [sys.executable, "-c", _ENDLESS, "redo", "keys"]
    told = environment(home)
    run = subprocess.Popen(command, env=told, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    begun = _grown(home, old)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    with closing(sqlite3.connect(begun)) as connection:
        (held,) = connection.execute("SELECT count(*) FROM document").fetchone()
    assert 0 < held < COUNT, "it was to be killed in the middle"
    assert samsyn_here(home, "search", "madrass", "--json", "--limit", "1").value["total"] == COUNT + 1
    done = redo(home).value
    assert done["documents"] == COUNT
    assert begun.exists(), "what was begun was to be gone on with"
    assert len(list((home / "index").glob("*-v*.sqlite3"))) == len(OWNERS)
    assert samsyn_here(home, "search", "madrass", "--json", "--limit", "1").value["total"] == COUNT + 1


def _grown(home: Path, old: set[Path]) -> Path:
    """The file of the version that is being built, as soon as it holds something."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        for path in set((home / "index").glob("*-v*.sqlite3")) - old:
            try:
                with closing(sqlite3.connect(path)) as connection:
                    if connection.execute("SELECT count(*) FROM document").fetchone()[0]:
                        return path
            except sqlite3.OperationalError:
                pass  # its tables are being made
        time.sleep(0.005)
    raise AssertionError("nothing was built")
