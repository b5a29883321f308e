"""A complete file's bytes into the vault, as they are at one moment and from where they are said to lie."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.intake import FileStream, check_file, without_links
from ingest.watched.scanning import Seen
from models.errors import PermissionDeniedError, ReadFaultError, UnsupportedTypeError
from models.store.store import Store
from models.watched_folder import Facts


def into_vault(store: Store, folder: Path, seen: Seen) -> str | None:
    """The SHA-256 of the file, kept in the vault; None where it changed or went away meanwhile, or since it was seen.

    Raises :class:`models.errors.UnreadableFileError` where the fault is the file's or its share's, and
    :class:`models.errors.UnavailableError` where it is the vault's.
    """
    try:
        return _copied(store, folder, seen)
    except ReadFaultError:
        if os.path.lexists(seen.where):
            raise
        return None  # somebody took it away, or its share: the next look says which


def _copied(store: Store, folder: Path, seen: Seen) -> str | None:
    check_file(seen.where, store.settings.limits.file_bytes)
    descriptor = _opened(seen.where)
    with os.fdopen(descriptor, "rb") as untrusted:
        _check_place(descriptor, folder)
        if _facts(descriptor) != seen.facts:
            return None
        sha256, size = store.vault.put_stream(FileStream(untrusted))
        return sha256 if (_facts(descriptor), size) == (seen.facts, seen.facts.size) else None


def _opened(path: Path) -> int:
    try:
        return without_links(path, os.O_RDONLY)
    except PermissionError as error:
        raise PermissionDeniedError("Filen får inte läsas") from error
    except OSError as error:
        raise ReadFaultError(f"Filen kunde inte läsas ({error.strerror})") from error


def _check_place(descriptor: int, folder: Path) -> None:
    """What was opened lies in the folder, though somebody made a link of one on the way meanwhile."""
    where = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
    if not where.is_relative_to(folder):
        raise UnsupportedTypeError("Länkar, rör och enheter läses inte")


def _facts(descriptor: int) -> Facts:
    try:
        facts = os.fstat(descriptor)
    except OSError as error:
        raise ReadFaultError(f"Filen kunde inte läsas ({error.strerror})") from error
    return Facts(facts.st_size, facts.st_mtime_ns)
