"""Bytes on their way into a vault: a file without a name in it, gone again whatever happens."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from models.store.disk import faults_named
from models.store.vault import Readable

_CHUNK: Final = 1024 * 1024
_LEFT_SECONDS: Final = 24 * 3600.0  # nothing stands still for a day on its way in: whoever brought it was killed


@contextmanager
def arriving(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file in the folder, for its user alone. Renamed within the block it stays, else it is gone afterwards.

    Faults of the disk become :class:`models.errors.DiskFullError` or :class:`models.errors.VaultUnavailableError`.
    """
    path = None
    try:
        with faults_named("Disken är full: originalet kunde inte sparas", "Valvet kan inte skrivas"):
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=folder)
            path = Path(name)
            with os.fdopen(descriptor, "wb") as file:
                yield file, path
    finally:
        if path is not None:
            path.unlink(missing_ok=True)


def copied(untrusted: Readable, file: BinaryIO) -> tuple[str, int]:
    """Copy the stream to the file; the SHA-256 and size in bytes of what was copied."""
    digest, size = hashlib.sha256(), 0
    while piece := untrusted.read(_CHUNK):
        digest.update(piece)
        file.write(piece)
        size += len(piece)
    return digest.hexdigest(), size


def sweep(folder: Path) -> None:
    """Throw away what was left on its way in by processes that were killed."""
    if not folder.is_dir():
        return
    before = time.time() - _LEFT_SECONDS
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < before:
                path.unlink()
        except FileNotFoundError:  # it arrived, or another process was first
            continue
