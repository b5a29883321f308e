"""A crew that does in this process what its workers would: orders, retries and refusals are those of real ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future

from ingest.cluster.crew import Crew
from ingest.ordered import Run, as_ordered
from ingest.pool import run_tasks
from ingest.task import Outcome, Task
from models.store.store import Store
from tests.workers import leave


class AtHand(Crew):
    def __init__(self) -> None:
        super().__init__(1)

    def submit(self, store: Store, run: Run, document: str, order: str) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        future.set_result(as_ordered(document, order, run))
        return future

    def submit_some(self, store: Store, run: Run, documents: Sequence[str], order: str) -> list[Future[Outcome]]:
        return [self.submit(store, run, document, order) for document in documents]

    def members(self, store: Store) -> int:
        return self.workers

    def outcome(self, store: Store, future: Future[Outcome], document: str) -> Outcome | None:
        return future.result()


def tasks_at_hand(store: Store, tasks: Iterable[Task | None], _workers: int | Crew) -> Iterator[Outcome]:
    """In the place of :func:`ingest.pool.run_tasks`: handed out by it, and done here."""
    try:
        yield from run_tasks(store, tasks, AtHand())
    finally:
        leave(str(store.settings.home))
