"""Documents handed out to workers: never more in hand than they can take, and one that dies takes nothing with it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import replace
from typing import Final

from ingest.bundles import Bundles
from ingest.cluster.crew import Crew
from ingest.errands import Errand, SharedErrands
from ingest.heartbeat import heartbeat
from ingest.ordered import ORDER_OVER, Run, ordered
from ingest.stretch import read_stretch
from ingest.task import BEING_READ, WORKER_CRASHED, Outcome, Task, run_task
from models.document import DocumentState
from models.errors import (
    AccessDeniedError,
    DatabaseUnavailableError,
    DiskFullError,
    MissingPathError,
    UnavailableError,
    VaultUnavailableError,
)
from models.logs.record import Log
from models.store.hash_set import HashSet
from models.store.service import service
from models.store.store import Store

log = Log(__name__)

_IN_HAND: Final = 2  # documents for each worker: one at work, one at hand
_LOOK_SECONDS: Final = 5.0  # between two looks at the crew, where nothing ends
_PASSING: Final = (DatabaseUnavailableError.code, VaultUnavailableError.code, ORDER_OVER)
"""Faults of one worker's surroundings: perhaps another has better luck, or the same a moment later. To one that looks
in another register an order that stands is over."""
_PAUSE_SECONDS: Final = 3.0  # before such a one is tried again, times the tries so far
_LOST_MOST: Final = 12
"""Workers that may die with a document in hand before this run gives it up; most of them are killed by a neighbour's
document."""


def run_tasks(
    store: Store, tasks: Iterable[Task | None], workers: int | Crew, run: Run = run_task
) -> Iterator[Outcome]:
    """The outcome of each task as it ends, and of each attachment found on the way.

    ``tasks`` is taken from only as workers become free; a None in it is passed over (a file that needs no reading). A
    document whose worker dies (out of memory, killed) is tried by another. The register counts how often it was begun,
    and in the end it is set aside (:class:`models.store.registration.Claim`); what only waited behind it was not begun,
    and has no blame. A :class:`Crew` that was given stays, for the next run. Raises :class:`ClusterUnavailableError`.
    """
    if isinstance(workers, int):
        with Crew(workers) as crew:
            yield from run_tasks(store, tasks, crew, run)
        return
    seen = HashSet()
    hand = _Hand(store, workers, run, seen)
    with seen, heartbeat(hand.renew, store.settings.limits.lease_seconds):
        try:
            for task in tasks:
                if task is not None:
                    hand.take(task)
                if task is not None or hand.holds_some:
                    yield from hand.ended(block=False)
                while hand.full:
                    yield from hand.ended(block=True)
            hand.all_taken()
            while hand.busy:
                yield from hand.ended(block=True)
        finally:
            hand.drop()


class _Hand:
    """What is handed out and has not ended."""

    def __init__(self, store: Store, crew: Crew, run: Run, seen: HashSet) -> None:
        self._store, self._crew, self._run, self._seen = store, crew, run, seen
        self._running: dict[Future[Outcome], Errand] = {}
        self._waiting: deque[Errand] = deque()
        self._orders: dict[Task, str] = {}
        self._shared, self._bundles, self._over = SharedErrands(), Bundles(store, crew), False

    def take(self, task: Task) -> None:
        """Hand it to a worker, at once or with others; a document that was taken before is passed over."""
        if self._seen.add([task.document]) and not self._bundles.take(Errand(task)):
            self._hand_out(Errand(task))

    def all_taken(self) -> None:
        """There is no more to come, but for what is found inside."""
        self._over = True

    @property
    def full(self) -> bool:
        in_hand = self._tasks + len(self._waiting) + len(self._shared.ready)
        return bool(in_hand) and in_hand >= self._most

    @property
    def busy(self) -> bool:
        return bool(self._running or self._waiting or self._shared.ready or self.holds_some)

    @property
    def holds_some(self) -> bool:
        """Whether documents wait for others, to be handed out together."""
        return self._bundles.holds_some

    @property
    def _tasks(self) -> int:
        return len(self._running) - self._bundles.spared

    @property
    def _most(self) -> int:
        return self._crew.members(self._store) * _IN_HAND

    def ended(self, *, block: bool) -> list[Outcome]:
        """Outcomes of what has ended; with ``block`` waits a while for one."""
        self._hand_out_due()
        seconds = self._patience() if block else 0.0
        if block and not self._running:
            time.sleep(seconds)
        done, _ = wait(self._running, timeout=seconds, return_when=FIRST_COMPLETED)
        if block and not done and self._running:
            self._crew.members(self._store)  # whether anybody is there still
        ended = [(errand, self._settle(future, errand)) for future, errand in self._taken(done)]
        outcomes = [outcome for _, outcome in ended if outcome is not None]
        for errand, outcome in ended:
            for document in outcome.attachments if outcome is not None else ():
                self.take(replace(errand.task, document=document))
        return outcomes

    def renew(self) -> None:
        if self._orders:
            self._store.orders.renew(list(self._orders.values()))

    def drop(self) -> None:
        """The orders are over: what no worker has begun is not begun. One that cannot be erased now is so in time."""
        if self._orders:
            with suppress(UnavailableError, DiskFullError):  # what ended the run is what is to be told
                self._store.orders.erase(list(self._orders.values()))

    def _taken(self, done: Iterable[Future[Outcome]]) -> list[tuple[Future[Outcome], Errand]]:
        taken = [(future, self._running.pop(future)) for future in done]
        for _, errand in taken:
            self._bundles.end(errand)
        return taken

    def _settle(self, future: Future[Outcome], errand: Errand) -> Outcome | None:
        """How it ended, or None where it is to be tried again, or goes on in its stretches."""
        document = errand.task.document
        outcome = self._crew.outcome(self._store, future, document) or self._bundles.done(errand)
        if outcome is None:
            log.warning(
                "worker.lost", "document {document}: its worker ended before it", document=errand.of or document
            )
            if errand.lost < _LOST_MOST:
                until = time.monotonic() + 2 * self._lease
                self._hand_out(replace(errand, lost=errand.lost + 1, until=until))
                return None
            outcome = Outcome(document, DocumentState.FAILED, WORKER_CRASHED)
        outcome = self._judged(errand, outcome)
        again = self._later(errand, outcome)
        if again is not None:
            self._waiting.append(again)
            return None
        return self._shared.settle(errand, outcome)

    def _judged(self, errand: Errand, outcome: Outcome) -> Outcome:
        """The outcome, but where a worker lacks an original that lies in our vault: it looks in another, a fault of its
        surroundings. What is not in ours either is lost."""
        if outcome.state is DocumentState.FAILED and outcome.reason == MissingPathError.code:
            with suppress(AccessDeniedError):  # it is gone: erased meanwhile
                viewer, document = service(self._store, "inläsning"), errand.of or errand.task.document
                if self._store.vault.exists(self._store.documents.get(viewer, document).sha256):
                    return replace(outcome, reason=VaultUnavailableError.code)
        return outcome

    def _later(self, errand: Errand, outcome: Outcome) -> Errand | None:
        """When it is to be tried again, if it is: for what may pass, and not for what the file is to blame for."""
        if outcome.state is not DocumentState.FAILED:
            return None
        now, tried = time.monotonic(), errand.tried + 1
        if outcome.reason == BEING_READ and errand.until > now:  # by one that died elsewhere, or could not say it ended
            return replace(errand, due=now + self._lease / 8)
        if outcome.reason in _PASSING and tried < self._store.settings.limits.attempts:
            told = {"document": outcome.document, "code": outcome.reason}
            log.warning("document.again", "document {document}: {code}, tried again", **told)
            if outcome.reason == ORDER_OVER:
                self._give_anew(errand.task)
            # Its claim stands where the fault kept it from being given back.
            until = now + 2 * self._lease
            return replace(errand, tried=tried, due=now + _PAUSE_SECONDS * tried, until=until)
        return None

    def _hand_out(self, errand: Errand) -> None:
        run = read_stretch if errand.of else self._run
        submitted = self._crew.submit(self._store, run, errand.task.document, self._order(errand.task))
        self._running[submitted] = replace(errand, bundle=0)

    def _hand_out_some(self, some: Sequence[Errand]) -> None:
        ids, order = [each.task.document for each in some], self._order(some[0].task)
        submitted = self._crew.submit_some(self._store, self._run, ids, order)
        self._bundles.begin(some[0].bundle, len(some))
        self._running |= dict(zip(submitted, some, strict=True))

    def _hand_out_due(self) -> None:
        now = time.monotonic()
        for errand in [each for each in self._waiting if each.due <= now]:
            self._waiting.remove(errand)
            self._hand_out(errand)
        while self._shared.ready and self._tasks < self._most:
            self._hand_out(self._shared.ready.popleft())
        while some := self._bundles.due(self._tasks, over=self._over):
            self._hand_out_some(some)

    def _patience(self) -> float:
        now = time.monotonic()
        return max(min([each.due - now for each in self._waiting] + [_LOOK_SECONDS]), 0.0)

    def _order(self, task: Task) -> str:
        how = replace(task, document="", share=self._crew.shares(self._store))
        if how not in self._orders:
            self._orders[how] = self._store.orders.give(ordered(how))
        return self._orders[how]

    def _give_anew(self, task: Task) -> None:
        """Where the order was taken for forgotten: a clock that jumped, a machine that slept."""
        how = replace(task, document="", share=self._crew.shares(self._store))
        if how in self._orders and self._store.orders.get(self._orders[how]) is None:
            del self._orders[how]

    @property
    def _lease(self) -> float:
        return self._store.settings.limits.lease_seconds
