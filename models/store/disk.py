"""What is asked of a disk beside reading and writing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import DiskFullError, UnavailableError, VaultUnavailableError
from models.room import is_want_of_room


def sync(path: Path) -> None:
    """A file, or a folder's names, survives a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def faults_named(
    full: str, failed: str, next: str | None = None, kind: type[UnavailableError] = VaultUnavailableError
) -> Iterator[None]:
    """Faults of the disk as errors of ours: what is said where it is full, and where it fails otherwise."""
    try:
        yield
    except OSError as error:
        if is_want_of_room(error):
            raise DiskFullError(full) from error
        raise kind(f"{failed} ({error.strerror})", next=next) from error
