"""The vault as a folder: in the home, or on a share that is mounted."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from models.errors import MissingPathError, VaultUnavailableError
from models.identity import bytes_id, is_bytes_id, stream_id
from models.store.disk import sync
from models.store.vault import Readable
from models.store.vault_arrivals import arriving, copied, sweep

_UNSYNCED: Final = (errno.EINVAL, errno.ENOTSUP)  # what some shares answer when a folder's names are to be kept


class FolderVault:
    """``elsewhere``: the folder is the site's to make. Where it is not there its share is not mounted: what was put
    then would lie on this machine's own disk, and be out of sight when the share is back."""

    def __init__(self, folder: Path, *, elsewhere: bool = False) -> None:
        self.folder, self._elsewhere = folder, elsewhere

    def put(self, content: bytes) -> str:
        sha256 = bytes_id(content)
        if not self.exists(sha256):
            with self._arriving() as (file, path):
                file.write(content)
                self._settle(file, path, sha256)
        return sha256

    def put_file(self, source: Path) -> tuple[str, int]:
        with source.open("rb") as untrusted:
            return self.put_stream(untrusted)

    def put_stream(self, untrusted: Readable, *, over: bool = False) -> tuple[str, int]:
        with self._arriving() as (file, path):
            sha256, size = copied(untrusted, file)
            self._settle(file, path, sha256)
        return sha256, size

    def get(self, sha256: str) -> bytes:
        with self._reached():
            return self.path(sha256).read_bytes()

    def open(self, sha256: str) -> BinaryIO:
        with self._reached():
            return self.path(sha256).open("rb")

    @contextmanager
    def local(self, sha256: str) -> Iterator[Path]:
        if not self.exists(sha256):
            raise MissingPathError("Originalet finns inte i valvet")
        yield self.path(sha256)

    def size(self, sha256: str) -> int:
        with self._reached():
            return self.path(sha256).stat().st_size

    def path(self, sha256: str) -> Path:
        """Where the file lies, or would lie."""
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def exists(self, sha256: str) -> bool:
        try:
            return self.size(sha256) >= 0
        except FileNotFoundError:
            return False

    def intact(self, sha256: str) -> bool:
        try:
            with self._reached(), self.path(sha256).open("rb") as file:
                return stream_id(file) == sha256
        except FileNotFoundError:
            return False

    def ids(self) -> Iterator[str]:
        for first in self._below(self.folder):
            for second in self._below(first):
                with self._reached():
                    names = sorted(name for name in os.listdir(second) if is_bytes_id(name))
                yield from names

    def remove(self, sha256: str) -> None:
        with self._reached():
            self.path(sha256).unlink(missing_ok=True)

    def clean(self) -> None:
        with self._reached():
            sweep(self.folder / "arriving")

    def close(self) -> None:
        """Nothing is held open."""

    def _below(self, folder: Path) -> list[Path]:
        """The folders of the vault's own tree in it: each is called by two characters of a hash."""
        try:
            with self._reached():
                return sorted(path for path in folder.iterdir() if len(path.name) == 2)
        except FileNotFoundError:  # nothing was put yet
            return []

    @contextmanager
    def _arriving(self) -> Iterator[tuple[BinaryIO, Path]]:
        self._check_mounted()
        with arriving(self.folder / "arriving") as arrival:
            yield arrival

    def _settle(self, file: BinaryIO, path: Path, sha256: str) -> None:
        file.flush()
        os.fsync(file.fileno())
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        _sync_folder(target.parent)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            self._check_mounted()
            raise
        except OSError as error:
            raise VaultUnavailableError(f"Valvet kan inte läsas ({error.strerror})") from error

    def _check_mounted(self) -> None:
        if self._elsewhere and not self.folder.is_dir():
            raise VaultUnavailableError(
                "Valvets mapp finns inte", next="Kontrollera SAMSYN_VAULT_URL och att utdelningen är monterad."
            )


def _sync_folder(folder: Path) -> None:
    # The file's name must survive a power cut as well as its bytes.
    try:
        sync(folder)
    except OSError as error:
        if error.errno not in _UNSYNCED:
            raise
