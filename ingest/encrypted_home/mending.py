"""What a power cut may leave of the register in an encrypted folder, put right before anybody opens it.

The folder is encrypted in blocks of 4,096 bytes, each with a seal. One that was being written when the power went has a
seal that does not fit, and cannot be read. Nothing that SQLite acknowledged lies only there
(:func:`models.store.database._in_whole_blocks`): at the end of its log stands what was never finished, and a page that
was being carried from the log into the register is still in the log. But it refuses a log that it cannot read to the
end, and a register whose first page it cannot read.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

REGISTER: Final = "register.sqlite3"
LOG: Final = "register.sqlite3-wal"
_BLOCK: Final = 4096  # bytes of a block, and of SQLite's pages
_HEAD, _FRAME = 32, 24 + _BLOCK  # of the log, and of each page in it (sqlite.org/fileformat2.html#walformat)
_FIRST: Final = (1).to_bytes(4, "big")


def mend(home: Path) -> bool:
    """Of a home that nobody uses yet; whether there was anything to mend."""
    register, log = home / REGISTER, home / LOG
    if not log.is_file():
        return False
    torn = (readable := _readable(log)) < log.stat().st_size
    if torn:
        os.truncate(log, readable)
    if _readable(register, _BLOCK) < _BLOCK and (page := _first_page(log.read_bytes())):
        with register.open("r+b") as file:
            file.write(page)
        return True
    return torn


def _readable(path: Path, most: int | None = None) -> int:
    """How many bytes from the beginning can be read."""
    with path.open("rb", buffering=0) as file:
        while most is None or file.tell() < most:
            at = file.tell()
            try:
                if not file.read(_BLOCK):
                    break
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                return at
        return file.tell()


def _first_page(log: bytes) -> bytes:
    """One that the log has of this round; SQLite puts the right one over it. Empty where it has none."""
    for at in range(_HEAD, len(log) - _FRAME + 1, _FRAME):
        if log[at : at + 4] == _FIRST and log[at + 8 : at + 16] == log[16:24]:
            return log[at + 24 : at + _FRAME]
    return b""
