"""A long file of pictures, shared among children: the first goes on from the front, others read stretches of the rest.

OCR is the slow part, and a 400-page scan may be the only file there is. Others are started only where a core is free
(``ingest/cores.py``), so that a run over many files, which keeps all cores busy by itself, is not slowed down, and
never more than the machine's memory holds (``ingest/capacity.py``).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
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

Read = Callable[[ReadRequest, Settings, Progress], object]


class Sharing:
    """The sharing of one file. Leave it as a context only when it is gathered in: left by an error, it ends those who
    help, whatever they have in hand."""

    def __init__(self, request: ReadRequest, settings: Settings, read: Read) -> None:
        self._request, self._settings, self._read = request, settings, read
        self._stretches: list[tuple[Progress, Future[object]]] = []
        self._open, self._reins = ExitStack(), Reins()

    def __enter__(self) -> Self:
        self._cores = self._open.enter_context(free_cores(workers_here(self._settings.limits)))
        self._cores.take()  # the first child's own; where none is free it goes on without
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
        """Whether others have now been started, since a page needs OCR; ``progress.last`` then says where the first
        child, which is at work on page ``progress.next``, is to stop. Asked after each message, since a core may become
        free later; it happens once.
        """
        if self._stretches or not progress.by_ocr or progress.head is None:
            return False
        left = progress.end - progress.next + 1
        helpers = self._cores.take_up_to(left // _FEWEST - 1)
        if not helpers:
            return False
        self._start(progress, left, helpers)
        return True

    def _start(self, progress: Progress, left: int, helpers: int) -> None:
        share = left / (helpers + 1)
        cuts = [progress.next - 1 + round(share * number) for number in range(1, helpers + 1)]
        ends = [*cuts[1:], progress.end]
        threads = self._open.enter_context(ThreadPoolExecutor(helpers))
        room = (self._settings.limits.answer_bytes - progress.answered) // (helpers + 1)
        settings = replace(self._settings, limits=replace(self._settings.limits, answer_bytes=room))
        for cut, end in zip(cuts, ends, strict=True):
            stretch = Progress(progress.folder, cut + 1, end, progress.media_type, progress.head, reins=self._reins)
            request = replace(self._request, attachments=False)
            self._stretches.append((stretch, threads.submit(self._read, request, settings, stretch)))
        progress.last = cuts[0]

    def gather(self, progress: Progress) -> None:
        """Put what the others read behind what the first has read. Raises what befell them from outside the file."""
        for stretch, done in self._stretches:
            done.result()
            progress.pages.extend(stretch.pages)
            progress.images.update(stretch.images)
            progress.lost = progress.lost or stretch.lost
