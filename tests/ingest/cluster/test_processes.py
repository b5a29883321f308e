"""Processes of this machine in a bad hour: no room for another, a run that is broken off, a parent that is killed."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ingest.cluster.processes import Processes
from ingest.pool import run_tasks
from ingest.task import Task, run_task
from models.cluster_errors import ClusterUnavailableError
from models.settings import Settings
from models.store.claims import started
from models.store.store import Store
from tests.cli.command import ROOT, environment
from tests.processes import wait_until

_PROGRAM = """
import signal

from ingest.pool import run_tasks
from ingest.task import Task
from models.settings import read_settings
from models.store.store import Store
from tests.faults.tasks import {run}

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell began beside itself ignores it
    store = Store.open(read_settings(), create=True)
    for outcome in run_tasks(store, [Task("a")], 1, {run}):
        {then}
"""
_DIE = "import os, signal; print(outcome.reason, flush=True); os.kill(os.getpid(), signal.SIGKILL)"


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = Store.open(settings, create=True)
    yield store
    store.close()


def test_where_no_process_can_be_started_it_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Future[Any]:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    with pytest.raises(ClusterUnavailableError, match="kunde inte startas") as told:
        list(run_tasks(store, map(Task, "abc"), 2))
    assert "--workers 1" in told.value.next


def test_its_end_waits_for_nothing_that_was_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where somebody pressed Ctrl-C between the two."""
    monkeypatch.setattr(Processes, "_feed", lambda _: None)
    here = Processes(str(tmp_path), 1)
    left = here.submit(run_task, "d" * 32, "0" * 32)
    here.end()
    assert not left.done()


def test_none_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    assert _program(tmp_path, "tells_its_process", _DIE).wait(120) == -signal.SIGKILL
    reader = int((tmp_path / "sagt").read_text().splitlines()[0])
    assert wait_until(lambda: not started(reader))


def test_told_to_stop_twice_it_leaves_what_is_being_read(tmp_path: Path) -> None:
    run, at_work = _program(tmp_path, "dozes", "pass"), tmp_path / "hem" / "a"
    assert wait_until(at_work.exists, 120)
    run.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        run.wait(2)  # for what was begun
    run.send_signal(signal.SIGINT)
    assert run.wait(120) != 0
    assert wait_until(lambda: not started(int(at_work.read_text())))


def _program(folder: Path, run: str, then: str) -> subprocess.Popen[bytes]:
    program = folder / "program.py"
    program.write_text(_PROGRAM.format(run=run, then=then))
    told = environment(folder / "hem", {"nlp_pipeline": "rules"})
    told["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH", "")])])
    with (folder / "sagt").open("w") as said:  # no pipe: it would be read until the last that has it has ended
        return subprocess.Popen([sys.executable, program], env=told, cwd=ROOT, stdout=said, stderr=said)
