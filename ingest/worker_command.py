"""``samsyn worker``: takes jobs from the register one at a time, and keeps the index in step."""

from __future__ import annotations

import math
import os
import signal
import threading
import time
from contextlib import suppress
from datetime import timedelta
from types import FrameType

import click

from ingest.capacity import workers_here
from ingest.checking import look_at_machine
from ingest.cluster.command import join_cluster, with_cluster
from ingest.follower import Follower
from ingest.heartbeat import heartbeat
from ingest.task import StopError
from ingest.watched.lookout import Lookout
from models import swedish
from models.console import emit
from models.errors import DiskFullError, Disposition, DocumentBusyError, SamsynError, UnavailableError
from models.job import BULK_KINDS, Job, Rank
from models.logs.record import Log, about
from models.logs.starting import Role
from models.measure import MEASURED
from models.settings import read_settings
from models.store.claims import worker_name
from models.store.migrate import check_unmoved
from models.store.notices import WORKER
from models.store.store import Store
from nlp.choice import model_folder
from search.backends import open_index
from search.index import Index

log = Log(__name__)

_IDLE_SECONDS = 1.0
_PAUSE = timedelta(seconds=30)  # before a job that met a passing fault is tried again, times the attempts so far
_PATIENCE = timedelta(hours=24)  # that a job waits for who reads, or makes a list of, what it is to read or to erase
_TELL_SECONDS = 30.0
_LOOK_SECONDS = 3600.0
_FAULT_SECONDS = 10.0  # before the worker looks again after a fault of the database or the disk


def _waits(job: Job, error: SamsynError) -> bool:
    """Whether it waits for others' work, which is no attempt of its own; for so long."""
    return isinstance(error, DocumentBusyError) and swedish.now() - job.created < _PATIENCE


@click.command("worker")
@click.option("--once", is_flag=True, help="Ta de jobb som väntar och sluta sedan.")
@click.option("--until-parent-ends", is_flag=True, hidden=True)
@click.option("--cluster", default="", help="Arbeta åt ett kluster: tls://VÄRD:PORT (docs/cluster.md).")
@click.option("--workers", type=click.IntRange(1, 64), default=workers_here, help="Antal processer, med --cluster.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde när arbetet är slut.")
def worker(once: bool, until_parent_ends: bool, cluster: str, workers: int, as_json: bool) -> None:
    """Utför uppladdningar, omläsningar, inläsningar och exporter som beställts i webbgränssnittet.

    Med --cluster i stället: läser handlingar för de inläsningar som görs i ett kluster, tills den stoppas.
    """
    if cluster and once:
        raise click.UsageError("--once gäller jobb. Med --cluster arbetar den tills den stoppas.")
    settings = with_cluster(read_settings(), cluster)
    model_folder(settings.nlp_pipeline)  # a missing model is told before any job is taken
    if cluster:
        join_cluster(settings, workers)
        emit({"jobs": 0}, as_json, lambda _: "Arbetaren har lämnat klustret.")
        return
    bench = Workbench(Store.open(settings), open_index(settings), lasting=not once)
    bench.listen()
    parent = os.getppid() if until_parent_ends else 0
    while not bench.stop.is_set() and not (parent and os.getppid() != parent):
        worked = bench.turn()
        if not worked and once:
            break
        if not worked:
            bench.stop.wait(_IDLE_SECONDS)
    bench.leave(finish=once)
    emit({"jobs": bench.done}, as_json, lambda answer: f"{answer['jobs']} jobb utförda.")


class Workbench:
    """One worker's place: what it has open, whether it has been asked to stop, and how much it has done.

    One that is not ``lasting`` looks after nothing but its jobs.
    """

    def __init__(self, store: Store, index: Index, *, lasting: bool = True) -> None:
        self._store, self._index, self._lasting = store, index, lasting
        self.stop = threading.Event()
        self.done = 0
        self._at_work = False
        self._lookout, self._follower = Lookout(store), Follower(store, index)
        self._told = self._looked = -math.inf

    def listen(self) -> None:
        """Stop when asked to: between jobs at once, within one by giving it back."""

        def ask(_number: int, _frame: FrameType | None) -> None:
            self.stop.set()
            if self._at_work:
                raise StopError

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask)

    def turn(self) -> bool:
        """Take and do a job if there is one, and bring the index up to date; whether there was a job.

        A fault of the database or the disk is waited out: the worker is there when it has passed.
        """
        try:
            check_unmoved(self._store.database)
            name = worker_name()
            job = self._store.jobs.take(name)
            if job is not None:
                self._work(job, name)
                self.done += 1
                self._follow_newest()
            if self._follower.is_due:
                self._follower.follow()
            self._housekeep(busy=job is not None)
        except UnavailableError as error:
            log.warning("worker.waits", "waiting out a fault: {code}", code=error.code)
            self.stop.wait(_FAULT_SECONDS)
            return False
        return job is not None

    def _housekeep(self, *, busy: bool) -> None:
        """Say that the worker is there, see to the watched folders, and finish hand-ins whose last job ended with its
        worker; between jobs, now and then, look at the machine and throw away stale pieces."""
        now = time.monotonic()
        self._store.measures.keep()
        if self._lasting:
            self._lookout.tend()
        if now - self._told > _TELL_SECONDS:
            self._told = now
            self._store.notices.put(WORKER, {"at": swedish.now().isoformat()})
            self._store.at_work.tell(Role.WORKER)
            self._store.runs.settle()
        if self._lasting and not busy and now - self._looked > _LOOK_SECONDS:
            self._looked = now
            self._store.uploads.sweep()
            self._store.orders.sweep()
            self._store.redactions.files.sweep()
            self._clean_vault()
            try:
                look_at_machine(self._store)
            except Exception as error:  # what is wrong with the machine is no reason to leave its work
                log.error("machine.unseen", "the machine could not be looked at", error)

    def _clean_vault(self) -> None:
        try:
            self._store.vault.clean()
        except UnavailableError as error:  # it is cleaned an hour later
            log.warning("vault.uncleaned", "the vault could not be tidied up: {code}", code=error.code)

    def leave(self, *, finish: bool = False) -> None:
        """What was looked after may be another's; with ``finish`` the index first has all that was done here."""
        with self._follower:
            if finish and not self.stop.is_set():
                self._follower.finish()
        self._lookout.end()
        self._store.measures.keep(now=True)
        with suppress(UnavailableError, DiskFullError):  # then it is gone when it has been silent
            self._store.at_work.leave()

    def _let_through(self) -> None:
        """Between two documents of a job in bulk: do what somebody waits for, which would else wait for all of them."""
        while (job := self._store.jobs.take(name := worker_name(), Rank.WAITED_FOR)) is not None:
            self._work(job, name)
            self.done += 1
            if self.stop.is_set():
                raise StopError
            self._follow_newest()

    def _follow_newest(self) -> None:
        """What somebody waited for is not behind what waits for the index from before."""
        if self._follower.is_due:
            self._follower.follow_newest()

    def _work(self, job: Job, name: str) -> None:
        jobs, lease, before = self._store.jobs, self._store.settings.limits.lease_seconds, self._at_work
        try:
            with about(job=job.id, run=job.run), heartbeat(lambda: self._renew(job, name), lease):
                self._at_work = True
                self._do(job, name)
        except StopError:
            jobs.release(job.id, name, blame=False)
        finally:
            self._at_work = before

    def _renew(self, job: Job, name: str) -> None:
        self._store.jobs.renew(job.id, name)
        self._store.at_work.tell(Role.WORKER)

    def _do(self, job: Job, name: str) -> None:
        from ingest.work import do

        jobs = self._store.jobs

        def go_on(fraction: float) -> None:
            jobs.progress(job.id, name, fraction)
            if job.kind in BULK_KINDS:
                self._let_through()

        started = time.monotonic()
        try:
            result = do(self._store, self._index, job, go_on)
        except SamsynError as error:
            waits = _waits(job, error)
            blamed = job.attempts < self._store.settings.limits.attempts
            if error.disposition is Disposition.RETRY and (waits or blamed):
                log.warning("job.again", "job {job} is tried again: {code}", job=job.id, code=error.code)
                jobs.release(job.id, name, after=_PAUSE * job.attempts, blame=not waits)
            else:
                log.warning("job.failed", "job {job}: {code}", job=job.id, code=error.code)
                jobs.fail(job.id, name, error.code)
        except Exception as error:
            log.error("job.fault", "job {job}: a fault of ours", error, job=job.id)
            jobs.fail(job.id, name, "internal")
        else:
            jobs.finish(job.id, name, result)
        MEASURED.observe("job_seconds", time.monotonic() - started, job.kind.value)
        if job.run:
            self._store.runs.settle(job.run)
