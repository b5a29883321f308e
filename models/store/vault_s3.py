"""The vault in S3-compatible storage. An object is there whole or not at all: that is what the protocol promises.

Nothing of it is remembered between two questions but copies of the bytes themselves, which are checked by their hash
(:mod:`models.store.vault_copies`): what another process put is seen at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, Final

from models.errors import MissingPathError, VaultUnavailableError
from models.identity import bytes_id, is_bytes_id, stream_id
from models.store.vault import Readable
from models.store.vault_arrivals import copied
from models.store.vault_copies import LocalCopies

if TYPE_CHECKING:
    from models.store.vault_bucket import Bucket

_TRIES: Final = 3  # to have a copy here: one may be damaged on the way, one thrown away before we held it
_IN_MEMORY: Final = 8 * 1024 * 1024  # a page's picture, most attachments: sent without a file in between
_WHOLE: Final = 1024 * 1024 * 1024  # sent in one request, which the server checks by the hash; more goes in parts
_SUFFIX: Final = 64  # the hash at the end of a key


@dataclass(frozen=True, slots=True)
class Place:
    """Where the objects lie: their keys begin with ``prefix`` (empty, or ending in ``/``).

    ``endpoint`` empty means AWS. Without ``key_id`` whatever AWS's own chain finds is used, its metadata service too.
    """

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    ca_file: str = ""
    key_id: str = field(default="", repr=False)
    key_secret: str = field(default="", repr=False)
    whole: int = _WHOLE


class S3Vault:
    """``copies``: where this machine keeps what readers must have as a file, and what is on its way in."""

    def __init__(self, place: Place, copies: LocalCopies) -> None:
        self._place, self._copies, self._lock = place, copies, Lock()
        self._open: tuple[int, Bucket] | None = None

    def put(self, content: bytes) -> str:
        sha256, size = bytes_id(content), len(content)
        if size > self._place.whole:
            return self.put_stream(BytesIO(content))[0]
        if not self._has(sha256, size):
            self._check_kept(sha256, self._bucket.put(self._key(sha256), BytesIO(content), sha256, size))
        return sha256

    def put_file(self, source: Path) -> tuple[str, int]:
        with source.open("rb") as untrusted:
            content = untrusted.read(_IN_MEMORY)
            if len(content) < _IN_MEMORY:
                return self.put(content), len(content)
            untrusted.seek(0)
            return self._put_by_file(untrusted, over=False, keep=False)

    def put_stream(self, untrusted: Readable, *, over: bool = False) -> tuple[str, int]:
        """What is new is read next, as a rule, and by this machine: its copy stays here for that."""
        return self._put_by_file(untrusted, over=over, keep=True)

    def get(self, sha256: str) -> bytes:
        return self._bucket.get(self._key(sha256))

    def open(self, sha256: str) -> BinaryIO:
        return self._bucket.open(self._key(sha256))

    @contextmanager
    def local(self, sha256: str) -> Iterator[Path]:
        for _ in range(_TRIES):
            with self._copies.held(sha256) as path:
                if path is not None:
                    yield path
                    return
            self._fetch(sha256)
        raise VaultUnavailableError(
            "Det som ligger i valvet är inte det som lades dit",
            next="Lägg tillbaka filen ur en säkerhetskopia; samsyn verify visar vilka det gäller.",
        )

    def size(self, sha256: str) -> int:
        size = self._bucket.size(self._key(sha256))
        if size is None:
            self._bucket.check()
            raise FileNotFoundError(sha256)
        return size

    def exists(self, sha256: str) -> bool:
        try:
            return self.size(sha256) >= 0
        except FileNotFoundError:
            return False

    def intact(self, sha256: str) -> bool:
        try:
            with closing(self._bucket.open(self._key(sha256))) as file:
                return stream_id(file) == sha256
        except FileNotFoundError:
            return False

    def ids(self) -> Iterator[str]:
        for key in self._bucket.keys(self._place.prefix):
            if is_bytes_id(sha256 := key[-_SUFFIX:]) and key == self._key(sha256):
                yield sha256

    def remove(self, sha256: str) -> None:
        self._bucket.remove(self._key(sha256))
        self._copies.drop(sha256)

    def clean(self) -> None:
        self._copies.evict()
        self._bucket.abort_stale(self._place.prefix)

    def close(self) -> None:
        with self._lock:
            opened, self._open = self._open, None
        if opened is not None and opened[0] == os.getpid():
            opened[1].close()

    def _key(self, sha256: str) -> str:
        """The same tree as in a folder, so that either can be copied into the other by whatever copies files."""
        return f"{self._place.prefix}{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def _put_by_file(self, untrusted: Readable, *, over: bool, keep: bool) -> tuple[str, int]:
        """Put what the stream gives by way of a file here: its name is not known before its end."""
        with self._copies.arriving() as (file, path):
            sha256, size = copied(untrusted, file)
            file.flush()
            if over or not self._has(sha256, size):
                self._check_kept(sha256, self._is_sent(path, sha256, size))
                if keep:
                    self._copies.keep(path, sha256)
        return sha256, size

    def _is_sent(self, path: Path, sha256: str, size: int) -> bool:
        """Send the file; whether the server says that it has kept just that."""
        key = self._key(sha256)
        if size > self._place.whole:
            self._bucket.put_in_parts(key, path, size)
            return False
        with path.open("rb") as content:
            return self._bucket.put(key, content, sha256, size)

    def _has(self, sha256: str, size: int) -> bool:
        return self._bucket.size(self._key(sha256)) == size

    def _check_kept(self, sha256: str, is_said: bool) -> None:
        """Read it back where the server has not said that it has kept what has this hash."""
        if not is_said and not self.intact(sha256):
            self._bucket.remove(self._key(sha256))
            raise VaultUnavailableError("Valvet har inte fått det som skickades")

    def _fetch(self, sha256: str) -> None:
        """Have a copy here, if what comes has its hash. Raises :class:`MissingPathError`."""
        try:
            with closing(self.open(sha256)) as content, self._copies.arriving() as (file, path):
                got, _size = copied(content, file)
                file.flush()
                if got == sha256:
                    self._copies.keep(path, sha256)
        except FileNotFoundError as error:
            raise MissingPathError("Originalet finns inte i valvet") from error

    @property
    def _bucket(self) -> Bucket:
        """Opened when it is first used, by each process for itself: connections do not go along with a fork."""
        from models.store.vault_bucket import Bucket

        with self._lock:
            if self._open is None or self._open[0] != os.getpid():
                self._open = (os.getpid(), Bucket(self._place))
            return self._open[1]
