"""Which files an owner's index lies in, and which version is in use.

``{slug}-v{n}.sqlite3`` is a version, ``{slug}.current`` holds the number of the one in use and is replaced whole. A
version with a higher number is being built.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.errors import IndexUnavailableError
from models.store.disk import sync
from search.embedded.schema import create
from search.owner_slug import owner_slug

_DIGITS: Final = 32  # of a version's number, at the most


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of all owners' files."""

    path: Path

    def current(self, owner: str) -> int:
        """The number of the version in use; 0 where there is none. Asked before each question of each owner, and so by
        the system's own calls: a sixth of what a text file takes."""
        try:
            pointer = os.open(self._pointer(owner), os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return 0
        try:
            return int(os.read(pointer, _DIGITS))
        finally:
            os.close(pointer)

    def use(self, owner: str, version: int) -> None:
        """Make this version the one in use: at once, and on the disk before this returns."""
        pointer = self._pointer(owner)
        scratch = pointer.with_suffix(".new")
        with scratch.open("w") as handle:
            handle.write(str(version))
            handle.flush()
            os.fsync(handle.fileno())
        scratch.replace(pointer)
        sync(self.path)  # a power cut then brings no earlier pointer back

    def file(self, owner: str, version: int) -> Path:
        return self.path / f"{owner_slug(owner)}-v{version}.sqlite3"

    def versions(self, owner: str) -> list[int]:
        """The numbers of the versions that have a file, rising."""
        name = re.compile(re.escape(owner_slug(owner)) + r"-v(\d+)\.sqlite3")
        found = (name.fullmatch(path.name) for path in self.path.glob("*.sqlite3"))
        return sorted(int(match.group(1)) for match in found if match)

    def ensured(self, owner: str) -> int:
        """The number of the version in use. Where there is none an empty one is made, with a number of its own: a file
        that is there already may be half built."""
        current = self.current(owner)
        if current == 0:
            current = max(self.versions(owner), default=0) + 1
            create(self.file(owner, current))
            self.use(owner, current)
        return current

    def writable(self, owner: str) -> list[int]:
        """The version in use, made if there is none, and any that is being built: a change goes into all of them.

        Never empty. Where the file of the one in use is gone, only what is being built is written to (searches fail
        until it is swapped in); raises :class:`IndexUnavailableError` where nothing is.
        """
        current = self.ensured(owner)
        known = self.versions(owner)
        for version in known:
            if version < current:  # of one who was killed as another took its place: nobody keeps it in step any more
                self.drop(owner, version)
        found = [version for version in known if version >= current]
        if not found:
            raise IndexUnavailableError("Det inbyggda indexet saknar sin fil", next="Bygg om det: samsyn reindex.")
        return found

    def drop(self, owner: str, version: int) -> None:
        """Remove a version's file. A process that reads it goes on until it lets go."""
        file = self.file(owner, version)
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)

    @contextmanager
    def alone(self, owner: str) -> Iterator[None]:
        """Nobody else writes to, begins or swaps a version of this owner meanwhile. Readers are not held up."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.path / f"{owner_slug(owner)}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _pointer(self, owner: str) -> Path:
        return self.path / f"{owner_slug(owner)}.current"
