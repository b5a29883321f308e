"""OCR once more: pages that it read badly are read again from the originals, and take the better of two readings."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.beside import EVERY_SECONDS
from ingest.follower import SOME, Follower
from ingest.ocr.identity import reading_identity
from ingest.redo import Problem, Watcher, check_owners, outcomes
from ingest.task import Task
from models.document import DocumentState
from models.store.rereading import Poor
from models.store.service import service
from models.store.store import Store
from search.index import Index


@dataclass(frozen=True, slots=True)
class Reread:
    """``pages`` = better + kept, read again in this call; ``documents`` are those that they are of. ``reading`` is what
    read them; ``waiting``: so many changes are not in the index yet."""

    documents: int
    pages: int
    better: int
    kept: int
    waiting: int
    seconds: float
    reading: str
    problems: tuple[Problem, ...]


def behind(
    store: Store, below: float, *, anyway: bool = False, sources: Sequence[str] = (), owners: Sequence[str] = ()
) -> list[tuple[str, int]]:
    """The documents (ids) with pages that OCR read with less quality than ``below``, and with something else than would
    read them now; each with how many. Of these sources and owners, or of all.

    Raises :class:`UnknownSourceError`, :class:`AccessDeniedError` for an owner that is none here, and
    :class:`OcrUnavailableError`.
    """
    for source in sources:
        store.sources.get(source)
    check_owners(store, owners)
    poor = Poor(below, reading_identity(store.settings), anyway)
    return store.rereading.behind(service(store, "inläsning"), poor, sources, owners)


def redo_ocr(
    store: Store,
    index: Index,
    documents: Sequence[tuple[str, int]],
    below: float,
    *,
    anyway: bool = False,
    workers: int,
    watch: Watcher = lambda _: None,
    waits: Watcher = lambda _: None,
) -> Reread:
    """Read those pages of these documents again (:mod:`ingest.reading_again`), name the documents anew, and let the
    index follow. ``watch`` is told of pages, ``waits`` how many changes the index has before it in the end.

    Each document takes its better pages in one transaction; a call that is killed is gone on with by the next. What
    people said stays, and is sought in the new text (docs/judgements.md). Raises what lies outside the documents, such
    as :class:`DiskFullError`, at once: what was done stands.
    """
    started, left, read, problems = time.monotonic(), dict(documents), Counter[str](), list[Problem]()
    tasks = (Task(document, below=below, anyway=anyway) for document, _ in documents)
    with Follower(store, index, EVERY_SECONDS, SOME) as follower:
        for outcome in outcomes(store, follower, tasks, workers):
            if outcome.state is DocumentState.FAILED or outcome.kept:
                problems.append(Problem(outcome.document, outcome.reason))
            else:
                read.update(documents=1, pages=outcome.tried, better=outcome.better)
            watch(left.pop(outcome.document, 0))
        waiting = follower.finish(waits)
    return Reread(
        documents=read["documents"],
        pages=read["pages"],
        better=read["better"],
        kept=read["pages"] - read["better"],
        waiting=waiting,
        seconds=round(time.monotonic() - started, 3),
        reading=reading_identity(store.settings),
        problems=tuple(problems),
    )
