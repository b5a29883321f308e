"""Copies on this machine of what lies in a vault elsewhere, for readers that must have a file: few, checked, for a day.

A copy is named by its hash, as in the vault, in a folder for its user alone. One that is in use is held by a shared
lock, so that no process throws away what another has just been given.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from models.identity import stream_id
from models.limits import Limits
from models.store.vault_arrivals import arriving, sweep

_ONLY_OURS: Final = 0o700
_SLACK: Final = 16  # copies are counted each time that a process has added so small a part of what they may be


class _Copy(NamedTuple):
    used: float
    size: int
    path: Path


class LocalCopies:
    """``vault_cache_bytes`` and ``vault_cache_hours`` of the limits say how much is kept and how long."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self._limits = folder, limits
        self._added = limits.vault_cache_bytes  # uncounted: what earlier processes left is looked at first

    @contextmanager
    def arriving(self) -> Iterator[tuple[BinaryIO, Path]]:
        """As :func:`models.store.vault_arrivals.arriving`, beside the copies."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=_ONLY_OURS)
        with arriving(self.folder / "arriving") as arrival:
            yield arrival

    def keep(self, path: Path, sha256: str) -> None:
        """Let the file, whose bytes have this hash, be the copy; older ones make room for it."""
        target, size = self._path(sha256), path.stat().st_size
        self._added += size
        if self._added > self._limits.vault_cache_bytes / _SLACK:
            self._added = 0
            self.evict(size)
        target.parent.mkdir(exist_ok=True)
        with self._alone():
            if not target.exists():  # else somebody may hold it, and holds it by its name
                os.replace(path, target)

    @contextmanager
    def held(self, sha256: str) -> Iterator[Path | None]:
        """The copy, checked and kept while the block lasts; None where there is none."""
        descriptor = self._hold(sha256)
        try:
            yield self._path(sha256) if descriptor is not None else None
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def drop(self, sha256: str) -> None:
        """Throw the copy away, unless somebody uses it."""
        if self.folder.is_dir():
            self._is_thrown_away(self._path(sha256))

    def evict(self, coming: int = 0) -> None:
        """Throw away what nobody has used for so long, and then, those unused longest first, what is too much together
        with so many bytes that come."""
        kept = sorted(self._copies())
        before, size = time.time() - self._limits.vault_cache_hours * 3600, coming + sum(copy.size for copy in kept)
        for copy in kept:
            if (copy.used < before or size > self._limits.vault_cache_bytes) and self._is_thrown_away(copy.path):
                size -= copy.size
        sweep(self.folder / "arriving")

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def _hold(self, sha256: str) -> int | None:
        path = self._path(sha256)
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        with os.fdopen(os.dup(descriptor), "rb") as file:
            right = stream_id(file) == sha256
        if right and _is_named(path, descriptor):
            os.utime(descriptor)
            return descriptor
        os.close(descriptor)
        if not right:
            path.unlink(missing_ok=True)
        return None

    def _is_thrown_away(self, path: Path) -> bool:
        """Throw the copy away unless somebody uses it; whether it is gone."""
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return True
        try:
            with self._alone():
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _is_named(path, descriptor):
                    path.unlink()
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process puts a copy in a copy's place, or throws one away."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _copies(self) -> Iterator[_Copy]:
        for path in self.folder.glob("??/*"):
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue
            yield _Copy(facts.st_mtime, facts.st_size, path)


def _is_named(path: Path, descriptor: int) -> bool:
    """Whether the open file is still the one of that name: another process may have thrown it away meanwhile."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
