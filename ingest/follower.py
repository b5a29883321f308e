"""The index kept in step with long work: here between two documents, and beside it from when that would hold it up."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from ingest.beside import Beside
from ingest.capacity import fitting
from ingest.cores import count_cores
from ingest.headway import Headway
from ingest.pace import Pace
from models.logs.record import Log
from models.store.store import Store
from search.following import newest_first
from search.index import Index
from search.indexing import BATCH, drain

log = Log(__name__)

MANY: Final = BATCH
"""Rows of an owner that wait: what is more than a moment's work is a process's, which takes a second to begin."""
SOME: Final = 100
"""Documents that long work puts in by itself, a few at a time: after them it is a process's however few they are. Word
lists and the words that are remembered take more than a megabyte for each of the first hundred, and go on growing."""
AT_ONCE: Final = max(1, min(max(count_cores(), 4), fitting(1024**3)))
"""Processes: each takes a quarter of a gigabyte and more. An owner with much to do waits for a place."""
_LOST_MOST: Final = 3  # processes of an owner that may die: what fells them is then found out here
_LOOK_SECONDS: Final = 0.5
_TURN_SECONDS: Final = 30.0  # for another's batch to be done, at the end

Watcher = Callable[[int], object]
"""Called with how many rows of the outbox still wait for the index."""


class Follower:
    """``every`` so many seconds the index is to be brought up to date, if there is anything; ``most`` documents of it
    here, for work whose process is to stay small.

    ``with`` it the processes that it begins end; :meth:`finish` waits for what they have to do, an error does not.
    """

    def __init__(self, store: Store, index: Index, every: float = 0.0, most: float = math.inf) -> None:
        self._store, self._index, self._pace = store, index, Pace(every)
        self._left = most
        self._beside: dict[str, Beside] = {}
        self._lost = Counter[str]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for each in self._beside.values():  # at the same time: one after the other they would take a batch each
            each.break_off()
        for each in self._beside.values():
            each.leave()
        self._beside.clear()

    @property
    def is_due(self) -> bool:
        return self._pace.is_due

    def follow(self) -> int:
        """Bring it up to date now, or have it brought; how many rows wait. An owner whose index somebody else brings
        up to date is left to them."""
        self._let_go()
        waiting = self._store.outbox.owners()
        here = [owner for owner, rows in waiting.items() if not self._is_beside(owner, rows)]
        self._left -= self._pace.tried(lambda: drain(self._store, self._index, owners=here, patience=0.0)) or 0
        return sum(waiting.values())

    def follow_newest(self) -> None:
        """What somebody has just changed and looks for first, as far as a moment goes."""
        self._pace.tried(lambda: newest_first(self._store, self._index))

    def finish(self, watch: Watcher = lambda _: None) -> int:
        """No more is coming: wait until all that waits is in the index, or it is said why not. How many of the rows
        that waited are left for whoever drains next.

        What makes no headway is not waited for without end: a process that was stopped, or that waits for a turn which
        nobody gives.
        """
        last = self._store.outbox.last()
        for each in self._beside.values():
            each.finish()
        done = {owner for owner, each in self._beside.items() if self._did_finish(owner, each, watch)}
        self._beside.clear()
        for owner in [owner for owner in self._store.outbox.owners() if owner not in done]:
            self._drain_out(owner, last, watch)
        left = self._store.outbox.count(last)
        if left:
            log.warning("drain.left", "{left} changes wait for the index: whoever drains next goes on", left=left)
        return left

    def _did_finish(self, owner: str, each: Beside, watch: Watcher) -> bool:
        """Whether there is nothing more to be done for the owner here."""
        headway = Headway(self._store, owner)
        while not each.ended(_LOOK_SECONDS):
            watch(self._store.outbox.count())
            if headway.is_lost():
                each.leave()
                return True
        self._say(each)
        return each.did_finish

    def _drain_out(self, owner: str, last: int, watch: Watcher) -> None:
        """What waits of the owner up to this row, by turns with whoever drains it too."""
        headway = Headway(self._store, owner)
        while (self._store.outbox.oldest(owner) or math.inf) <= last and not headway.is_lost():
            watch(self._store.outbox.count())
            done = self._pace.tried(lambda: drain(self._store, self._index, owners=[owner], patience=_TURN_SECONDS))
            if done is None:  # it is away, and that is said
                return

    def _let_go(self) -> None:
        """Of processes that have ended."""
        for owner in [owner for owner, each in self._beside.items() if not each.is_there]:
            ended = self._beside.pop(owner)
            self._lost[owner] += bool(ended.fault)
            self._say(ended)

    def _is_beside(self, owner: str, rows: int) -> bool:
        """Whether a process has the owner, begun now where there is much to do, or will when there is a place."""
        if owner not in self._beside:
            if rows <= (MANY if self._left > 0 else 0) or self._lost[owner] >= _LOST_MOST:
                return False
            if len(self._beside) >= AT_ONCE:
                return True
            with suppress(OSError):  # no room for another process: it is done here
                self._beside[owner] = Beside(self._store.settings, owner)
        return owner in self._beside

    def _say(self, each: Beside) -> None:
        if each.fault:
            log.warning("drain.lost", "the process that follows the index ended: {status}", status=each.fault)
