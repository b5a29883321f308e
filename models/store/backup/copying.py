"""Files of the vault copied into a folder of backups: what is not what it is called by is not kept."""

from __future__ import annotations

import errno
import hashlib
from typing import BinaryIO

from models.store.vault import Vault
from models.store.vault_folder import FolderVault


class _ChangedBytesError(Exception):
    """What the vault gave is not what it is called by."""


class Copied:
    """Files copied so far. ``missing`` are those that the source does not have whole."""

    def __init__(self, source: Vault, target: FolderVault) -> None:
        self._source, self._target = source, target
        self.files = self.bytes = 0
        self.missing: list[str] = []

    def take(self, sha256: str) -> None:
        if self._target.exists(sha256):
            return
        try:
            with self._source.open(sha256) as file:
                _, size = self._target.put_stream(_Checked(file, sha256))
        except (FileNotFoundError, _ChangedBytesError):
            self.missing.append(sha256)
            return
        self.files += 1
        self.bytes += size


class _Checked:
    """A stream that ends with an error where its bytes are others than they are called, or its disk does not give them:
    they are not kept."""

    def __init__(self, file: BinaryIO, sha256: str) -> None:
        self._file, self._wanted, self._digest = file, sha256, hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        try:
            piece = self._file.read(size)
        except OSError as error:
            if error.errno != errno.EIO:  # one bad place on a disk is one file's; all else is everybody's
                raise
            raise _ChangedBytesError from error
        self._digest.update(piece)
        if not piece and self._digest.hexdigest() != self._wanted:
            raise _ChangedBytesError
        return piece
