"""Tasks that fail on purpose, for the pool: small, named, and importable by a worker process."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import select

from ingest.stretch import read_stretch
from ingest.task import Outcome, Task, run_task
from ingest.workplace import store_at
from models.document import DocumentState
from models.store.claims import worker_name
from models.store.registration import Claim
from models.store.schema import stretches
from models.store.service import service
from tests.processes import wait_until

POISON = b"gift"
DAWDLE = b"dagdrivare"
LOOKED_AT = "sedd"


def dies_on_poison(home: str, task: Task) -> Outcome:
    """Kills its own process on a document that holds the poison word, as the kernel does when memory runs out."""
    if _is_poison(home, task):
        store = store_at(home)
        worker = worker_name()
        if store.registration.claim(task.document, worker) is Claim.TAKEN:
            os.kill(os.getpid(), signal.SIGKILL)
        store.registration.fail(task.document, worker, "prov", blame=True)
    return run_task(home, task)


ENDLESS: Final = """
import sys
from functools import partial
from ingest import run
from tests.faults.tasks import waits_at_poison
run.run_tasks = partial(run.run_tasks, run=waits_at_poison)
from samsyn import main
sys.exit(main(sys.argv[1:]))
"""
"""`samsyn ingest` for `python -c`, which never comes to its end: a worker stays with the paper that has the word."""


def waits_at_poison(home: str, task: Task) -> Outcome:
    """Does not begin on a document that holds the poison word: whoever kills the run finds something left to do."""
    if _is_poison(home, task):
        time.sleep(600)
    return run_task(home, task)


def tells_its_process(home: str, task: Task) -> Outcome:
    """Which process does it, as the reason. The first that is given the poison word as a document ends there."""
    fallen = Path(home) / "fallen"
    if task.document == POISON.decode() and not fallen.exists():
        fallen.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(task.document, DocumentState.READ, str(os.getpid()))


def dozes(home: str, task: Task) -> Outcome:
    """Tells its process in a file that is called as the document, and sleeps."""
    at_work = Path(home) / task.document
    at_work.with_suffix(".new").write_text(str(os.getpid()))
    at_work.with_suffix(".new").rename(at_work)
    time.sleep(600)
    return Outcome(task.document, DocumentState.READ, "")


def dawdles_once(home: str, task: Task) -> Outcome:
    """As :func:`dies_on_poison`. The first that gets a document with the word writes its process into a file of that
    name beside the home, so that it can be found, and does nothing more."""
    at_work = Path(home).with_name(DAWDLE.decode())
    if _holds(home, task, DAWDLE) and not at_work.exists():
        store_at(home).registration.claim(task.document, worker_name())
        at_work.with_suffix(".new").write_text(str(os.getpid()))
        at_work.with_suffix(".new").rename(at_work)
        time.sleep(600)
    return dies_on_poison(home, task)


def dawdles_in_a_stretch(home: str, task: Task) -> Outcome:
    """As :func:`ingest.stretch.read_stretch`. The first that gets one claims it, tells its process as
    :func:`dawdles_once` does, and does nothing more. A page by itself, to which what ended its worker is cut, waits
    until somebody has looked at it and says so by a file."""
    at_work = Path(home).with_name(DAWDLE.decode())
    with suppress(FileExistsError), at_work.with_suffix(".new").open("x") as told:
        assert store_at(home).stretches.claim(task.document, worker_name()) is not None
        told.write(str(os.getpid()))
        told.flush()
        at_work.symlink_to(told.name)
        time.sleep(600)
    assert not _is_one_page(home, task) or wait_until(Path(home).with_name(LOOKED_AT).exists, 240)
    return read_stretch(home, task)


def _is_one_page(home: str, task: Task) -> bool:
    with store_at(home).database.read() as connection:
        ends = select(stretches.c.first, stretches.c.last).where(stretches.c.id == task.document)
        row = connection.execute(ends).one_or_none()
    return row is not None and row.first == row.last


def _is_poison(home: str, task: Task) -> bool:
    return _holds(home, task, POISON)


def _holds(home: str, task: Task, word: bytes) -> bool:
    store = store_at(home)
    return word in store.vault.get(store.documents.get(service(store, "prov"), task.document).sha256)
