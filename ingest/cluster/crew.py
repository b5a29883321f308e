"""Who reads documents (*arbetslag*): processes of this machine, or workers of a cluster. The same to whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Protocol, Self

from ingest.cluster.processes import processes
from ingest.ordered import Run
from ingest.task import Outcome
from models.store.store import Store


class Readers(Protocol):
    """Workers at our disposal, each with one document at a time (``tests/contracts/test_crews.py``)."""

    def submit(self, run: Run, document: str, order: str) -> Future[Outcome]:
        """Called for each document, from one thread."""

    def submit_some(self, run: Run, documents: Sequence[str], order: str) -> list[Future[Outcome]]:
        """Called with small documents where many wait: a worker has them after each other, each with its outcome."""

    def members(self) -> int:
        """Called before more is handed out, and now and then while it is waited for."""

    def outcome(self, future: Future[Outcome], document: str) -> Outcome | None:
        """Called with what :meth:`submit` gave, once it is done."""


class Crew:
    """``workers`` processes here, or those of the cluster that the settings name; there when they are first needed.

    ``with Crew(2) as crew:`` ends it. Given to several runs of one store it is one crew for all: each process loads
    libraries and models once.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._open = ExitStack()
        self._readers: Readers | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Ends when those of this machine have done what they have begun; by :class:`ingest.task.StopError` at once."""
        self._readers = None
        self._open.__exit__(kind, error, at)

    def submit(self, store: Store, run: Run, document: str, order: str) -> Future[Outcome]:
        """Have the document read. Raises :class:`ClusterUnavailableError` where there is nobody to do it."""
        return self._at_work(store).submit(run, document, order)

    def submit_some(self, store: Store, run: Run, documents: Sequence[str], order: str) -> list[Future[Outcome]]:
        """Have one worker read them, one after the other. Raises as :meth:`submit`."""
        return self._at_work(store).submit_some(run, documents, order)

    def members(self, store: Store) -> int:
        """How many work at once. Counted anew now and then: raises :class:`ClusterUnavailableError` where the scheduler
        is out of reach, or has been without a worker for too long."""
        return self._at_work(store).members()

    def outcome(self, store: Store, future: Future[Outcome], document: str) -> Outcome | None:
        """How it ended; None where its worker did before it. Raises :class:`ClusterUnavailableError`."""
        return self._at_work(store).outcome(future, document)

    def shares(self, store: Store) -> bool:
        """Whether pages of one document may be read by several of them, and small documents be handed out together: on
        one machine the first goes on among its cores (:mod:`ingest.sharing`), and the second gives nothing."""
        return bool(store.settings.cluster)

    def _at_work(self, store: Store) -> Readers:
        if self._readers is None:
            self._readers = self._open.enter_context(_readers(store, self.workers))
        return self._readers


def _readers(store: Store, workers: int) -> AbstractContextManager[Readers]:
    if not store.settings.cluster:
        return processes(store, workers)
    from ingest.cluster.hired import hired  # Dask takes half a second to import

    return hired(store, workers)
