"""Whether a file is complete: it has stood still, nobody has it open for writing, and it ends as its type does.

A scanner writes for minutes, with pauses; a copy over a network grows or is made large at once and filled. None of the
signs is sure by itself, so all of them are asked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from ingest.intake import without_links
from ingest.watched.scanning import Seen, is_temporary
from ingest.watched.tiff_end import tiff_ends
from models.watched_folder import Facts, Waits

_TAIL: Final = 2048  # bytes; a PDF may have rubbish behind its end
_ZIP_END: Final = 22  # bytes of a ZIP's end without a comment
_ZIP_TAIL: Final = 66_000  # a ZIP's comment has at most 65,535
_WRITES: Final = os.O_WRONLY | os.O_RDWR


@dataclass(slots=True)
class Settling:
    """Since when each file has stood still, by the clock that does not jump. Kept in memory: after a restart files
    stand still anew."""

    settle: float
    unended: float
    _since: dict[str, tuple[Facts, float]] = field(default_factory=dict)

    def wait(self, seen: Seen, *, room: bool = True) -> Waits | None:
        """Why the file is to be waited for; None where it is complete, as far as can be told without opening others'
        file descriptors (:func:`open_for_writing`). Without ``room`` for it, it is not opened, and waits in the queue.
        """
        if is_temporary(seen.path):
            return Waits.TEMPORARY
        still = self._stood_still(seen)
        if not seen.facts.size:
            return Waits.EMPTY
        if still < self.settle:
            return Waits.GROWING
        if not room:
            return Waits.QUEUE
        if still < max(self.unended, self.settle) and not ends_well(seen.where, seen.facts.size):
            return Waits.UNENDED
        return None

    def forget(self, path: str) -> None:
        """It changed under our hands: it is to stand still anew."""
        self._since.pop(path, None)

    def only(self, paths: Iterable[str]) -> None:
        """Forget all but these."""
        kept = set(paths)
        self._since = {path: since for path, since in self._since.items() if path in kept}

    def _stood_still(self, seen: Seen) -> float:
        now = time.monotonic()
        facts, since = self._since.get(seen.path, (None, now))
        if facts != seen.facts:
            self._since[seen.path] = (seen.facts, now)
            return 0.0
        return now - since


def open_for_writing(files: Iterable[Seen]) -> set[str]:
    """The paths of those that a process of this machine has open for writing, as far as /proc lets us see."""
    wanted = {(facts.st_dev, facts.st_ino): seen.path for seen in files if (facts := _facts(seen.where))}
    if not wanted:
        return set()
    found = set()
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        facts = _facts(descriptor)
        path = wanted.get((facts.st_dev, facts.st_ino)) if facts else None
        if path is not None and _is_writing(descriptor):
            found.add(path)
    return found


def ends_well(path: Path, size: int) -> bool:
    """Whether a PDF, TIFF, JPEG or ZIP (office files too) has its end. True for other types, and for what cannot be
    read: that is told when it is taken."""
    try:
        with open(path, "rb", opener=without_links) as untrusted:
            head = untrusted.read(8)
            if head.startswith(b"%PDF-"):
                return b"%%EOF" in _tail(untrusted, size, _TAIL)
            if head.startswith(b"PK\x03\x04"):
                tail = _tail(untrusted, size, _ZIP_TAIL)
                return 0 <= tail.rfind(b"PK\x05\x06") <= len(tail) - _ZIP_END
            if head.startswith(b"\xff\xd8\xff"):
                return b"\xff\xd9" in _tail(untrusted, size, _TAIL)
            if head[:4] in (b"II*\x00", b"MM\x00*"):
                untrusted.seek(0)
                return tiff_ends(untrusted, size)
    except OSError:
        pass
    return True


def _tail(untrusted: BinaryIO, size: int, length: int) -> bytes:
    untrusted.seek(max(size - length, 0))
    return untrusted.read(length)


def _facts(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _is_writing(descriptor: Path) -> bool:
    told = descriptor.parent.parent / "fdinfo" / descriptor.name
    try:
        flags = next(line for line in told.read_text().splitlines() if line.startswith("flags:"))
    except (OSError, StopIteration):
        return False
    return bool(int(flags.split()[1], 8) & _WRITES)
