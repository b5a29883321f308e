"""Where the pieces of files on their way in lie: one file for each, in the home, opened by one request at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from models.store.disk import faults_named
from models.store.vault import Readable

_CHUNK: Final = 256 * 1024


class PieceFiles:
    """Named by the upload's id, which is random: nothing of a name that somebody gave is part of a path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def held(self, id: str) -> Iterator[BinaryIO]:
        """The file, made where it is not there, for this request alone. Raises :class:`DiskFullError`."""
        with _mapped():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(self._folder / id, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield file

    def drop(self, id: str) -> None:
        with _mapped():
            (self._folder / id).unlink(missing_ok=True)

    def ids(self) -> list[str]:
        """Of every file that lies there."""
        with _mapped():
            return [path.name for path in self._folder.iterdir() if path.is_file()] if self._folder.is_dir() else []


def _mapped() -> AbstractContextManager[None]:
    return faults_named("Disken är full: filen kunde inte tas emot", "Inlämningen kan inte skrivas")


def write_at(file: BinaryIO, offset: int, untrusted: Readable, most: int) -> int:
    """Write what the stream gives, ``most`` bytes of it, at the offset, and let it end there; returns where that is.

    What an earlier try left beyond the offset, killed before it was known of, is overwritten."""
    file.seek(offset)
    left = most
    while left > 0 and (chunk := untrusted.read(min(_CHUNK, left))):
        file.write(chunk)
        left -= len(chunk)
    file.truncate()
    file.flush()
    os.fsync(file.fileno())
    return file.tell()
