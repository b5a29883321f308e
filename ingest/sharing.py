"""A long file of pictures, shared among children: the first goes on from the front, others read stretches of the rest.

OCR is the slow part, and a 400-page scan may be the only file there is. Others are started only where a core is free
(``ingest/cores.py``), so that a run over many files, which keeps all cores busy by itself, is not slowed down, and
never more than the machine's memory holds (``ingest/capacity.py``). Cores become free one after the other, when a run
comes to its end: whenever one is, the longest stretch is shared once more.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from threading import Lock
from types import TracebackType
from typing import Final, Self

from ingest.capacity import workers_here
from ingest.cores import free_cores
from ingest.reins import Reins
from ingest.request import ReadRequest
from ingest.taking import Progress
from models.settings import Settings

_FEWEST: Final = 2  # pages for each child: to start one and open the file takes about as long as a fifth of a page
_LOOK_SECONDS: Final = 0.02

Read = Callable[[ReadRequest, Settings, Progress, "Sharing"], object]


class Sharing:
    """The sharing of one file, of which ``first`` is what the first child reads. Leave it as a context only when it is
    gathered in: left by an error, it ends those who help, whatever they have in hand."""

    def __init__(self, first: Progress, request: ReadRequest, settings: Settings, read: Read) -> None:
        self._first, self._settings, self._read = first, settings, read
        self._alone = replace(request, attachments=False)
        self._stretches: list[tuple[Progress, Future[object]]] = []
        self._room = settings.limits.answer_bytes
        self._open, self._reins, self._lock = ExitStack(), Reins(), Lock()

    def __enter__(self) -> Self:
        most = workers_here(self._settings.limits)
        self._cores = self._open.enter_context(free_cores(most))
        self._threads = self._open.enter_context(ThreadPoolExecutor(most))
        self._has_core = self._cores.take()  # the first child's own; where none is free it goes on without
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is not None:
                self._reins.pull()
                # By looking: whoever is told to stop again would break off a join (ingest/cluster/processes.py).
                while not all(done.done() for _, done in self._stretches):
                    time.sleep(_LOOK_SECONDS)
        finally:
            self._open.close()

    def begin(self, progress: Progress) -> bool:
        """Whether others have now been started on the latter pages of a stretch, since a page of it needs OCR and no
        stretch has more left; ``progress.last`` then says where its child, which is at work on page ``progress.next``,
        is to stop. Asked by each who watches over a child after each of its messages, since a core may become free at
        any time.
        """
        if not progress.by_ocr or progress.head is None:
            return False
        with self._lock:
            left = progress.remaining
            if any(other.remaining > left for other in (self._first, *(stretch for stretch, _ in self._stretches))):
                return False
            helpers = self._cores.take_up_to(left // _FEWEST - 1)
            if helpers:
                self._start(progress, left, helpers)
            return helpers > 0

    def _start(self, progress: Progress, left: int, helpers: int) -> None:
        share = left / (helpers + 1)
        cuts = [progress.next - 1 + round(share * number) for number in range(1, helpers + 1)]
        ends = [*cuts[1:], progress.end]
        answered = self._settings.limits.answer_bytes - self._room_each(progress, helpers)
        for cut, end in zip(cuts, ends, strict=True):
            stretch = Progress(progress.folder, cut + 1, end, progress.media_type, progress.head, reins=self._reins)
            stretch.answered = answered  # as if it had handed back what is for others
            self._stretches.append((stretch, self._threads.submit(self._help, stretch)))
        progress.last = cuts[0]

    def _room_each(self, progress: Progress, helpers: int) -> int:
        """How many bytes each of those who now help may hand back, and whoever they help gives: of what is for all who
        help the first child, since that one may have attachments to hand back, and otherwise of the stretch's own."""
        if progress is self._first:
            each = self._room // (helpers + 1)
            self._room -= each * helpers
        else:
            each = (self._settings.limits.answer_bytes - progress.answered) // (helpers + 1)
            progress.answered += each * helpers
        return each

    def _help(self, stretch: Progress) -> None:
        try:
            self._read(self._alone, self._settings, stretch, self)
        finally:
            with self._lock:
                self._cores.give_one_back()

    def gather(self) -> None:
        """Put what the others read behind what the first has read. Raises what befell them from outside the file."""
        if self._has_core:
            with self._lock:
                self._cores.give_one_back()
        for _, done in self._stretches:  # which grows meanwhile, as these are shared in their turn
            done.result()
        for stretch, _ in sorted(self._stretches, key=lambda each: each[0].first):
            self._first.pages.extend(stretch.pages)
            self._first.images.update(stretch.images)
            self._first.lost = self._first.lost or stretch.lost
