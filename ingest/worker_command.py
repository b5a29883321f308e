"""``samsyn worker``: takes jobs from the register one at a time, and keeps the index in step."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from models.console import emit
from models.errors import Disposition, IndexUnavailableError, SamsynError
from models.job import Job
from models.settings import read_settings
from models.store.service import service
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.indexing import drain

log = logging.getLogger(__name__)

_IDLE_SECONDS = 1.0
_HEARTBEAT_PARTS = 3  # the lease is renewed this often within its length


@click.command("worker")
@click.option("--once", is_flag=True, help="Ta de jobb som väntar och sluta sedan.")
@click.option("--until-parent-ends", is_flag=True, hidden=True)
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde när arbetet är slut.")
def worker(once: bool, until_parent_ends: bool, as_json: bool) -> None:
    """Utför uppladdningar, omläsningar, inläsningar och exporter som beställts i webbgränssnittet."""
    settings = read_settings()
    store = Store.open(settings)
    index = open_index(settings)
    stop = _stop_on_signal()
    name, done = f"{socket.gethostname()}:{os.getpid()}", 0
    parent = os.getppid()
    while not stop.is_set():
        if until_parent_ends and os.getppid() != parent:
            break
        job = store.jobs.take(name)
        if job is not None:
            _work(store, index, job, name)
            done += 1
        _keep_index_in_step(store, index)
        if job is None and once:
            break
        if job is None:
            stop.wait(_IDLE_SECONDS)
    emit({"jobs": done}, as_json, lambda answer: f"{answer['jobs']} jobb utförda.")


def _work(store: Store, index: Index, job: Job, name: str) -> None:
    from ingest.work import do

    with _heartbeat(store, job, name):
        try:
            result = do(store, index, job, lambda fraction: store.jobs.progress(job.id, name, fraction))
        except SamsynError as error:
            log.warning("job %s: %s", job.id, error.code)
            if error.disposition is Disposition.RETRY and job.attempts < store.settings.limits.attempts:
                store.jobs.release(job.id, name)
            else:
                store.jobs.fail(job.id, name, error.code)
        except Exception as error:
            log.error("job %s: %s", job.id, type(error).__name__)
            store.jobs.fail(job.id, name, "internal")
        else:
            store.jobs.finish(job.id, name, result)


def _keep_index_in_step(store: Store, index: Index) -> None:
    try:
        drain(store, index, service(store, "indexering"))
    except IndexUnavailableError as error:
        log.warning("%s: %s", error.code, error.message)


@contextmanager
def _heartbeat(store: Store, job: Job, name: str) -> Iterator[None]:
    """Renew the job's lease while it is worked on, so that only a worker that is gone loses it."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(store.settings.limits.lease_seconds / _HEARTBEAT_PARTS):
            store.jobs.renew(job.id, name)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _stop_on_signal() -> threading.Event:
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return stop
