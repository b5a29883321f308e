"""Copies on this machine of a vault elsewhere: few, checked, held while they are used."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from models.identity import bytes_id
from models.limits import Limits
from models.store.vault_copies import LocalCopies


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def _copies(folder: Path, **limits: float) -> LocalCopies:
    return LocalCopies(folder, replace(Limits(), **limits))  # type: ignore[arg-type]


def _keep(copies: LocalCopies, content: bytes, age: float = 0.0) -> str:
    with copies.arriving() as (file, path):
        file.write(content)
        file.flush()
        copies.keep(path, sha256 := bytes_id(content))
    if age:
        os.utime(next(copies.folder.rglob(sha256)), (time.time() - age,) * 2)
    return sha256


def _there(copies: LocalCopies, sha256: str) -> bool:
    with copies.held(sha256) as path:
        return path is not None


def test_what_was_kept_is_there_for_its_user_alone(folder: Path) -> None:
    copies = _copies(folder)
    sha256 = _keep(copies, b"hej")
    with copies.held(sha256) as path:
        assert path is not None
        assert path.read_bytes() == b"hej"
        assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    copies.drop(sha256)
    assert not _there(copies, sha256)
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_no_more_is_kept_than_the_limit(folder: Path) -> None:
    copies = _copies(folder, vault_cache_bytes=1000)
    kept = [_keep(copies, bytes([number]) * 400, age=100 - number) for number in range(3)]
    assert [_there(copies, sha256) for sha256 in kept] == [False, True, True]
    assert _there(copies, _keep(copies, b"x" * 5000)), "one that is larger than all of it is there to be used"
    assert not _there(copies, kept[1])
    _keep(copies, b"y" * 100)
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= 1000


def test_nothing_lies_longer_than_the_limit(folder: Path) -> None:
    copies = _copies(folder, vault_cache_hours=1.0)
    old, used, new = _keep(copies, b"a", age=3700), _keep(copies, b"b", age=3700), _keep(copies, b"c")
    assert _there(copies, used), "it has been used now"
    copies.evict()
    assert [_there(copies, sha256) for sha256 in (old, used, new)] == [False, True, True]


def test_a_copy_that_was_changed_is_none(folder: Path) -> None:
    copies = _copies(folder)
    sha256 = _keep(copies, b"hej")
    next(folder.rglob(sha256)).write_bytes(b"hoj")
    assert not _there(copies, sha256)
    assert not list(folder.rglob(sha256))


def _holds(folder: Path, sha256: str, told: Connection) -> None:
    with _copies(folder).held(sha256) as path:
        told.send("held")
        told.recv()
        told.send(path is not None and path.read_bytes() == b"hej")


@pytest.mark.parametrize("throw_away", [lambda copies, _: copies.evict(), lambda copies, sha256: copies.drop(sha256)])
def test_what_another_process_uses_is_not_thrown_away(
    folder: Path, throw_away: Callable[[LocalCopies, str], None]
) -> None:
    copies = _copies(folder, vault_cache_bytes=1, vault_cache_hours=1e-9)
    sha256 = _keep(copies, b"hej")
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_holds, args=(folder, sha256, there))
    child.start()
    assert here.recv() == "held"
    throw_away(copies, sha256)
    here.send("go on")
    assert here.recv() is True
    child.join()
    throw_away(copies, sha256)
    assert not list(folder.rglob(sha256))


def _comes_and_goes(folder: Path) -> int:
    """How often a copy that is kept and thrown away again was there whole, while others do the same."""
    copies, sha256, seen = _copies(folder, vault_cache_bytes=1), bytes_id(b"hej"), 0
    for _ in range(100):
        _keep(copies, b"hej")
        with copies.held(sha256) as path:
            if path is not None:
                time.sleep(0.001)
                assert path.read_bytes() == b"hej"
                seen += 1
        copies.evict()
    return seen


def test_processes_that_keep_and_throw_away_at_once_never_lose_what_one_holds(folder: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as processes:
        seen = processes.map(_comes_and_goes, [folder] * 3)
    assert sum(seen) > 0
