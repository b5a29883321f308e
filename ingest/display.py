"""How a run shows itself while it goes on: a bar with rate and time left on a terminal, log lines otherwise."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from models.logs.record import Log

if TYPE_CHECKING:
    from ingest.tally import Tally

_SETTLED_SECONDS = 1.0  # before it a rate says nothing
_LINE_SECONDS = 30.0
_log = Log(__name__)


class Display:
    """Give :meth:`update` to a run, or to several, one after the other. Writes to standard error only."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._tally: Tally | None = None
        self._started = self._line_at = time.monotonic()

    def __enter__(self) -> Display:
        if sys.stderr.isatty():
            self._bar = tqdm(total=0, unit="fil", desc="Läser in", dynamic_ncols=True, file=sys.stderr)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def update(self, tally: Tally) -> None:
        """Show the figures so far: files finished of those there are, and failures."""
        if tally is not self._tally:
            self._begin(tally)
        if self._bar is not None:
            self._bar.n = tally.finished
            told = {"fel": len(tally.problems), "dubbletter": tally.duplicates, "väntar på indexet": tally.waiting}
            self._bar.set_postfix(told, refresh=False)
            self._bar.update(0)
        elif time.monotonic() - self._line_at > _LINE_SECONDS:
            self._say(tally)

    def _begin(self, tally: Tally) -> None:
        self._tally, self._started = tally, time.monotonic()
        if self._bar is not None:
            self._bar.reset(total=tally.total)
        else:
            self._say(tally)

    def _say(self, tally: Tally) -> None:
        self._line_at = time.monotonic()
        done, seconds = tally.finished, self._line_at - self._started
        rate = done / seconds if seconds > _SETTLED_SECONDS else 0.0
        told = {"done": done, "total": tally.total, "rate": round(rate, 1), "failed": len(tally.problems)}
        told["left"] = tally.waiting
        _log.info(
            "run.progress", "{done} av {total} filer inlästa ({rate}/s), {failed} fel, {left} väntar på indexet", **told
        )
