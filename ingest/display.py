"""How a run shows itself while it goes on: a bar with rate and time left on a terminal, log lines otherwise."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

if TYPE_CHECKING:
    from ingest.run import Tally

_LINE_SECONDS = 30.0


class Display:
    """Give :meth:`update` to a run. Writes to standard error only."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._started = self._line_at = time.monotonic()

    def __enter__(self) -> Display:
        if sys.stderr.isatty():
            self._bar = tqdm(total=0, unit="handling", desc="Läser in", dynamic_ncols=True, file=sys.stderr)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def update(self, tally: Tally) -> None:
        """Show the figures so far: documents read of those known of, and failures."""
        known = max(tally.files - tally.duplicates, tally.read)
        if self._bar is not None:
            self._bar.total, self._bar.n = known, tally.read
            self._bar.set_postfix(fel=len(tally.problems), dubbletter=tally.duplicates, refresh=False)
            self._bar.update(0)
        elif time.monotonic() - self._line_at > _LINE_SECONDS:
            self._line_at = time.monotonic()
            rate = tally.read / (self._line_at - self._started)
            seen = f"{tally.files} filer sedda, {tally.read} lästa ({rate:.1f}/s), {len(tally.problems)} fel"
            click.echo(seen, err=True)
