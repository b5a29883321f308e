"""How long work shows itself while it goes on: a line with rate and time left on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from models.logs.record import Log

_DRAW_SECONDS: Final = 0.1
_LOG_SECONDS: Final = 10.0
_SETTLED_SECONDS: Final = 1.0  # before it a rate says nothing


class Progress:
    """Call it with how many more are done. ``done`` and ``unit`` word it: ”indexerat 3 av 60 handlingar”."""

    def __init__(self, log: logging.Logger, total: int, done: str, unit: str) -> None:
        self._log, self._total, self._words = Log(log.name), total, (done, unit)
        self._done, self._started, self._drawn = 0, time.monotonic(), sys.stderr.isatty()
        self._show()

    def __call__(self, more: int = 1) -> None:
        self._done += more
        if self._is_due():
            self._show()

    def wait(self, changes: int) -> None:
        """All is done, and so many changes are on their way into the index."""
        if not self._is_due():
            return
        self._shown = time.monotonic()
        if self._drawn:
            sys.stderr.write(f"\r\x1b[K{changes} ändringar väntar på sökindexet")
            sys.stderr.flush()
        else:
            self._log.info("work.waits", "{left} ändringar väntar på sökindexet", left=changes)

    def close(self) -> None:
        """Leave the last figures on the terminal."""
        if self._drawn:
            self._show()
            sys.stderr.write("\n")

    def _is_due(self) -> bool:
        return time.monotonic() - self._shown > (_DRAW_SECONDS if self._drawn else _LOG_SECONDS)

    def _show(self) -> None:
        self._shown = time.monotonic()
        done, unit = self._words
        if self._drawn:
            sys.stderr.write(f"\r\x1b[K{done} {self._done} av {self._total} {unit}{self._pace()}")
            sys.stderr.flush()
        else:
            told = {"what": done, "done": self._done, "total": self._total, "unit": unit}
            pace = self._rate_and_left()
            if pace is None:
                self._log.info("work.progress", "{what} {done} av {total} {unit}", **told)
            else:
                told |= {"rate": round(pace[0], 1), "left": round(pace[1])}
                self._log.info("work.progress", "{what} {done} av {total} {unit} ({rate}/s, {left} s kvar)", **told)

    def _pace(self) -> str:
        pace = self._rate_and_left()
        return f" ({pace[0]:.1f}/s, {pace[1]:.0f} s kvar)" if pace else ""

    def _rate_and_left(self) -> tuple[float, float] | None:
        """A second, and seconds, once they say something."""
        seconds = self._shown - self._started
        if seconds < _SETTLED_SECONDS or not self._done:
            return None
        return self._done / seconds, max(0, self._total - self._done) * seconds / self._done


@contextmanager
def progress(log: logging.Logger, total: int, done: str, unit: str = "handlingar") -> Iterator[Progress]:
    """Shows how far work on ``total`` units has come, on standard error only."""
    shown = Progress(log, total, done, unit)
    try:
        yield shown
    finally:
        shown.close()
