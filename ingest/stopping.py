"""The parent's word to a child at work: the number of the last page it need read, as a line on its standard input."""

from __future__ import annotations

import os
import select
from typing import Final

_LONGEST: Final = 4096  # bytes of all that the parent says, a line each time that more is shared


class Stop:
    """``last`` 0: to the end of the file. ``descriptor`` is where the parent may say otherwise at any time."""

    def __init__(self, descriptor: int, last: int) -> None:
        self._descriptor, self._last = descriptor, last
        self._open = True

    def after(self, number: int) -> bool:
        """Whether page ``number`` was the last that is wanted."""
        while self._open and select.select([self._descriptor], [], [], 0)[0]:
            self._hear(os.read(self._descriptor, _LONGEST))
        return 0 < self._last <= number

    def _hear(self, said: bytes) -> None:
        self._open = bool(said)
        for line in said.split():
            self._last = int(line)
