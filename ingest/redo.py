"""Naming anew: what the pipeline in force names in the pages that the register keeps. No file is read again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.beside import EVERY_SECONDS
from ingest.follower import SOME, Follower
from ingest.pool import run_tasks
from ingest.task import GONE, OUTSIDE, Outcome, Task
from models.document import DocumentState
from models.errors import AccessDeniedError
from models.store.service import service
from models.store.store import Store
from nlp.identity import pipeline_identity
from search.index import Index

_COUNTED = 500  # documents whose mentions are counted at a time

Watcher = Callable[[int], object]
"""Called with how many more documents are done."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that keeps the names it had; the next call tries it again."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Redone:
    """``documents`` = changed + unchanged, named in this call; ``mentions`` are those they have now. ``waiting``: so
    many changes are not in the index yet."""

    documents: int
    changed: int
    unchanged: int
    mentions: int
    waiting: int
    seconds: float
    pipeline: str
    problems: tuple[Problem, ...]


def behind(store: Store, sources: Sequence[str] = (), owners: Sequence[str] = ()) -> list[str]:
    """The ids of the documents that another pipeline named than the one in force, in these sources, of these owners.

    Raises :class:`UnknownSourceError`, :class:`AccessDeniedError` for an owner that is none here, and
    :class:`InvalidSettingError` where the pipeline's model is not installed.
    """
    for source in sources:
        store.sources.get(source)
    check_owners(store, owners)
    identity = pipeline_identity(store.settings.nlp_pipeline)
    return store.naming.behind(service(store, "namngivning"), identity, sources, owners)


def check_owners(store: Store, owners: Sequence[str]) -> None:
    """Raises :class:`AccessDeniedError` for an owner that is none here."""
    if unknown := set(owners) - set(store.sources.owners()):
        raise AccessDeniedError(
            f"Ägaren finns inte: {', '.join(sorted(unknown))}", next="Visa källor och ägare med samsyn source list."
        )


def redo_names(
    store: Store,
    index: Index,
    documents: Sequence[str],
    *,
    workers: int,
    watch: Watcher = lambda _: None,
    waits: Watcher = lambda _: None,
) -> Redone:
    """Name these documents anew, and let the index follow; ``waits`` is told how many changes it has before it in the
    end.

    Each takes its new names in one transaction, or keeps the old; a call that is killed is gone on with by the next.
    What people said of a document outweighs what is found, as when it was read (:mod:`nlp.declared`); entities keep
    their ids, which follow from label and normal form. Raises what lies outside the documents, such as
    :class:`DiskFullError`, at once: what was done stands.
    """
    started, total = time.monotonic(), _Total(store)
    with Follower(store, index, EVERY_SECONDS, SOME) as follower:
        for outcome in outcomes(store, follower, (Task(document, read=False) for document in documents), workers):
            total.add(outcome)
            watch(1)
        waiting = follower.finish(waits)
    return total.told(waiting, time.monotonic() - started)


def outcomes(store: Store, follower: Follower, tasks: Iterable[Task], workers: int) -> Iterator[Outcome]:
    """What comes of each task, while the index follows. Raises what lies outside the documents: what was done stands,
    and the next call goes on from there."""
    for outcome in run_tasks(store, tasks, workers):
        if outcome.reason == GONE:  # before its turn came
            continue
        yield outcome
        if outcome.reason in OUTSIDE:
            raise OUTSIDE[outcome.reason]("Arbetet avbröts; det som är gjort är sparat")
        if follower.is_due:
            follower.follow()


class _Total:
    """What came of the documents, added up as they end: of an archive there are millions."""

    def __init__(self, store: Store) -> None:
        self._store, self._uncounted = store, list[str]()
        self._documents = self._changed = self._mentions = 0
        self._problems: list[Problem] = []

    def add(self, outcome: Outcome) -> None:
        if not _is_named(outcome):
            self._problems.append(Problem(outcome.document, outcome.reason))
            return
        self._documents += 1
        self._changed += outcome.changed
        self._uncounted.append(outcome.document)
        if len(self._uncounted) >= _COUNTED:
            self._count()

    def told(self, waiting: int, seconds: float) -> Redone:
        self._count()
        return Redone(
            documents=self._documents,
            changed=self._changed,
            unchanged=self._documents - self._changed,
            mentions=self._mentions,
            waiting=waiting,
            seconds=round(seconds, 3),
            pipeline=pipeline_identity(self._store.settings.nlp_pipeline),
            problems=tuple(self._problems),
        )

    def _count(self) -> None:
        some, self._uncounted = self._uncounted, []
        self._mentions += self._store.naming.mentions(service(self._store, "namngivning"), some)


def _is_named(outcome: Outcome) -> bool:
    """Not where another process has it, where it could not be named now, or where its former names were kept."""
    return outcome.state is not DocumentState.FAILED and not outcome.kept
