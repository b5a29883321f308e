"""All of one vault copied into another: what lacks there, hashed before it is sent. Done again it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Final

from models.errors import MissingPathError, VaultUnavailableError
from models.identity import stream_id
from models.store.vault import Vault

_AT_ONCE: Final = 256  # files handed to the threads together: what is held in memory is their names
Watch = Callable[[int], object]


def missing(source: Vault, target: Vault) -> Iterator[str]:
    """The SHA-256 of what the target lacks, in order. Both are listed side by side, none is held in memory."""
    there = target.ids()
    seen = next(there, "")
    for sha256 in source.ids():
        while seen and seen < sha256:
            seen = next(there, "")
        if seen != sha256:
            yield sha256


def copy_missing(source: Vault, target: Vault, threads: int, watch: Watch) -> tuple[int, list[str]]:
    """How many were copied, and what was not since its bytes have another hash, or went away meanwhile.

    Raises :class:`models.errors.UnavailableError` where one of the two does not answer: what was copied stays.
    """
    return _each(missing(source, target), lambda sha256: _is_copied(source, target, sha256), threads, watch)


def check_copies(source: Vault, target: Vault, threads: int, watch: Watch) -> tuple[int, list[str]]:
    """Reads all that both have at the target: how many are whole, some of them copied anew, and which are not."""
    return _each(source.ids(), lambda sha256: _is_whole(source, target, sha256), threads, watch)


def _each(ids: Iterator[str], do: Callable[[str], bool], threads: int, watch: Watch) -> tuple[int, list[str]]:
    done, failed = 0, list[str]()
    with ThreadPoolExecutor(threads) as pool:
        while some := list(islice(ids, _AT_ONCE)):
            for sha256, is_right in zip(some, pool.map(do, some), strict=True):
                done += is_right
                failed += [] if is_right else [sha256]
                watch(1)
    return done, failed


def _is_copied(source: Vault, target: Vault, sha256: str, *, over: bool = False) -> bool:
    """``over``: in the place of what lies there damaged, which stays where what we have is no better."""
    try:
        with source.local(sha256) as path:
            if not _has_hash(path, sha256):
                return False
            if not over:
                return target.put_file(path)[0] == sha256
            with path.open("rb") as file:
                return target.put_stream(file, over=True)[0] == sha256
    except MissingPathError:
        return False
    except VaultUnavailableError:
        if source.intact(sha256):  # it was not this file
            raise
        return False


def _has_hash(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return stream_id(file) == sha256
    except OSError:  # one bad place on a disk: the others are copied
        return False


def _is_whole(source: Vault, target: Vault, sha256: str) -> bool:
    return target.intact(sha256) or _is_copied(source, target, sha256, over=True)
