"""The vault (*valv*): originals and page images, named by the SHA-256 of their bytes, kept whole or not at all.

A folder (:mod:`models.store.vault_folder`) or S3-compatible storage (:mod:`models.store.vault_s3`), as the settings
say (:mod:`models.store.vault_place`). ``tests/contracts/vault_contract.py`` is what both promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol


class Readable(Protocol):
    """What the vault copies from: a file, an upload."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; none at the end. Called until then."""


class Vault(Protocol):
    """Immutable files. Putting the same bytes twice is putting them once, also from several processes at a time.

    What is put is there, whole and for every process, when the call returns; what failed or was killed on the way is
    not there at all. Everything raises :class:`models.errors.VaultUnavailableError` where the storage does not answer
    or lets nobody in, and putting :class:`models.errors.DiskFullError` where there is no room. ``sha256`` is a name
    that putting gave (:func:`models.identity.bytes_id`).
    """

    def put(self, content: bytes) -> str:
        """Keep these bytes; returns their SHA-256. For what is made here, and pages' pictures."""

    def put_file(self, source: Path) -> tuple[str, int]:
        """Keep a copy of the file; returns its SHA-256 and size in bytes. For what a reader found.

        Raises :class:`OSError` where the source cannot be read.
        """

    def put_stream(self, untrusted: Readable, *, over: bool = False) -> tuple[str, int]:
        """Keep what the stream gives; returns its SHA-256 and size in bytes. Reads it once, in pieces. For what comes
        in from outside. ``over``: also in the place of what seems to be there, since it is damaged.

        The hash is of what was copied: a file that changes underneath us is kept as it was read. What the stream
        raises goes through, and then nothing was kept.
        """

    def get(self, sha256: str) -> bytes:
        """The bytes. Raises :class:`FileNotFoundError`."""

    def open(self, sha256: str) -> BinaryIO:
        """The bytes as a stream; the caller closes it. Raises :class:`FileNotFoundError`. For what is too large to
        hold: copies, checks."""

    def local(self, sha256: str) -> AbstractContextManager[Path]:
        """A file on this machine with the bytes, to be read and not changed, while the block lasts. For readers, whose
        child processes open it.

        Raises :class:`models.errors.MissingPathError`. Elsewhere than in a folder its bytes are checked first.
        """

    def size(self, sha256: str) -> int:
        """How many bytes it has. Raises :class:`FileNotFoundError`."""

    def exists(self, sha256: str) -> bool:
        """Whether it is there now, whoever put it there."""

    def intact(self, sha256: str) -> bool:
        """Whether it is there and its bytes still have this hash: all of them are read."""

    def ids(self) -> Iterator[str]:
        """The SHA-256 of everything that is kept, in order, as many as there may be; what has not arrived whole is not
        among them."""

    def remove(self, sha256: str) -> None:
        """Throw it away, and the copy of it on this machine; of one that is not there nothing is said. For what nothing
        names any more, and for what is to be erased."""

    def clean(self) -> None:
        """Throw away what killed processes left on the way in, a day old, and copies on this machine that nobody has
        asked for lately. The worker calls it now and then."""

    def close(self) -> None:
        """Let go of connections. It can be used again."""
