"""The vault (*valv*): originals and page images, files named by the SHA-256 of their bytes, written whole or not."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from models.errors import DiskFullError, VaultUnavailableError
from models.identity import bytes_id

_CHUNK = 1024 * 1024


class Readable(Protocol):
    """What the vault copies from: a file, an upload."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; none at the end. Called until then."""


class Vault:
    """A folder of immutable files. Putting the same bytes twice is putting them once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Keep these bytes; returns their SHA-256. Raises :class:`DiskFullError`; then nothing half is left."""
        sha256 = bytes_id(content)
        if not self.exists(sha256):
            with self._arriving() as (file, path):
                file.write(content)
                self._settle(file, path, sha256)
        return sha256

    def put_file(self, source: Path) -> tuple[str, int]:
        """Keep a copy of the file; returns its SHA-256 and size in bytes.

        Raises :class:`OSError` where the source cannot be read.
        """
        with source.open("rb") as untrusted:
            return self.put_stream(untrusted)

    def put_stream(self, untrusted: Readable) -> tuple[str, int]:
        """Keep what the stream gives; returns its SHA-256 and size in bytes. Reads it once, in pieces.

        The hash is of what was copied: a file that changes underneath us is kept as it was read.
        """
        with self._arriving() as (file, path):
            digest, size = hashlib.sha256(), 0
            while piece := untrusted.read(_CHUNK):
                digest.update(piece)
                file.write(piece)
                size += len(piece)
            self._settle(file, path, digest.hexdigest())
        return digest.hexdigest(), size

    def get(self, sha256: str) -> bytes:
        """The bytes. Raises :class:`FileNotFoundError`."""
        return self.path(sha256).read_bytes()

    def path(self, sha256: str) -> Path:
        """Where the file lies, or would lie."""
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def exists(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def intact(self, sha256: str) -> bool:
        """Whether the file is there and its bytes still have this hash."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    @contextmanager
    def _arriving(self) -> Iterator[tuple[BinaryIO, Path]]:
        arrivals = self.folder / "arriving"
        path = None
        try:
            arrivals.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=arrivals)
            path = Path(name)
            with os.fdopen(descriptor, "wb") as file:
                yield file, path
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFullError("Disken är full: originalet kunde inte sparas") from error
            raise VaultUnavailableError(f"Valvet kan inte skrivas ({error.strerror})") from error
        finally:
            if path is not None:
                path.unlink(missing_ok=True)

    def _settle(self, file: BinaryIO, path: Path, sha256: str) -> None:
        file.flush()
        os.fsync(file.fileno())
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # The file's name must survive a power cut as well as its bytes.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
