"""Documents handed out to workers: never more in hand than they can take, and one that dies takes nothing with it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from ingest.cluster.crew import Crew
from ingest.heartbeat import heartbeat
from ingest.ordered import ORDER_OVER, Run, ordered
from ingest.task import BEING_READ, WORKER_CRASHED, Outcome, Task, run_task
from models.document import DocumentState
from models.errors import DatabaseUnavailableError, DiskFullError, UnavailableError, VaultUnavailableError
from models.logs.record import Log
from models.store.hash_set import HashSet
from models.store.store import Store

log = Log(__name__)

_IN_HAND: Final = 2  # documents for each worker: one at work, one at hand
_LOOK_SECONDS: Final = 5.0  # between two looks at the crew, where nothing ends
_PASSING: Final = (DatabaseUnavailableError.code, VaultUnavailableError.code, ORDER_OVER)
"""Faults of one worker's surroundings: perhaps another has better luck, or the same a moment later. To one that looks
in another register an order that stands is over."""
_PAUSE_SECONDS: Final = 3.0  # before such a one is tried again, times the tries so far
_LOST_MOST: Final = 12  # workers that may die with a document in hand before this run lets it be: mostly neighbours


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
                    yield from hand.ended(block=False)
                while hand.full:
                    yield from hand.ended(block=True)
            while hand.busy:
                yield from hand.ended(block=True)
        finally:
            hand.drop()


@dataclass(frozen=True, slots=True)
class _Errand:
    """A task in hand: workers that died with it, times it was tried anew, and when it is to be tried next."""

    task: Task
    lost: int = 0
    tried: int = 0
    due: float = 0.0
    until: float = 0.0  # when the claim of the last that died, or met a fault, is void at the latest


class _Hand:
    """What is handed out and has not ended."""

    def __init__(self, store: Store, crew: Crew, run: Run, seen: HashSet) -> None:
        self._store, self._crew, self._run, self._seen = store, crew, run, seen
        self._running: dict[Future[Outcome], _Errand] = {}
        self._waiting: deque[_Errand] = deque()
        self._orders: dict[Task, str] = {}

    def take(self, task: Task) -> None:
        """Hand it to a worker; a document that was taken before is passed over."""
        if self._seen.add([task.document]):
            self._hand_out(_Errand(task))

    @property
    def full(self) -> bool:
        in_hand = len(self._running) + len(self._waiting)
        return bool(in_hand) and in_hand >= self._crew.members(self._store) * _IN_HAND

    @property
    def busy(self) -> bool:
        return bool(self._running or self._waiting)

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

    def _taken(self, done: Iterable[Future[Outcome]]) -> list[tuple[Future[Outcome], _Errand]]:
        return [(future, self._running.pop(future)) for future in done]

    def _settle(self, future: Future[Outcome], errand: _Errand) -> Outcome | None:
        """How it ended, or None where it is to be tried again."""
        document = errand.task.document
        outcome = self._crew.outcome(self._store, future, document)
        if outcome is None:
            log.warning("worker.lost", "document {document}: its worker ended before it", document=document)
            if errand.lost >= _LOST_MOST:
                return Outcome(document, DocumentState.FAILED, WORKER_CRASHED)
            until = time.monotonic() + 2 * self._lease
            self._hand_out(replace(errand, lost=errand.lost + 1, until=until))
            return None
        again = self._later(errand, outcome)
        if again is not None:
            self._waiting.append(again)
        return outcome if again is None else None

    def _later(self, errand: _Errand, outcome: Outcome) -> _Errand | None:
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

    def _hand_out(self, errand: _Errand) -> None:
        document = errand.task.document
        self._running[self._crew.submit(self._store, self._run, document, self._order(errand.task))] = errand

    def _hand_out_due(self) -> None:
        now = time.monotonic()
        for errand in [each for each in self._waiting if each.due <= now]:
            self._waiting.remove(errand)
            self._hand_out(errand)

    def _patience(self) -> float:
        now = time.monotonic()
        return max(min([each.due - now for each in self._waiting] + [_LOOK_SECONDS]), 0.0)

    def _order(self, task: Task) -> str:
        how = replace(task, document="")
        if how not in self._orders:
            self._orders[how] = self._store.orders.give(ordered(task))
        return self._orders[how]

    def _give_anew(self, task: Task) -> None:
        """Where the order was taken for forgotten: a clock that jumped, a machine that slept."""
        how = replace(task, document="")
        if how in self._orders and self._store.orders.get(self._orders[how]) is None:
            del self._orders[how]

    @property
    def _lease(self) -> float:
        return self._store.settings.limits.lease_seconds
