"""An encrypted home for tests, where one can be mounted; what is left open is closed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from models.store.locked_home import encrypted_beside
from models.store.mounts import mounts
from tests.cli.backups import call
from tests.cli.command import Answer

PASSPHRASE: Final = "sex ord som inte hör ihop alls"
_ALL_IDS: Final = ["0", "0", "4294967295"]


def need_mounts() -> None:
    """Skips, with the reason, where this machine lets nobody mount anything. A tool that is missing is no such reason:
    the test fails then."""
    try:
        os.close(os.open("/dev/fuse", os.O_RDWR))
    except OSError as error:
        pytest.skip(f"/dev/fuse cannot be used here ({error.strerror}): no encrypted home can be mounted")
    if os.geteuid() and Path("/proc/self/uid_map").read_text().split() != _ALL_IDS:
        pytest.skip("in a user namespace of the test run (deploy/alone.py) nothing can be mounted by fusermount3")


@contextmanager
def closed_after(home: Path) -> Iterator[Path]:
    """Whatever was opened of this home is closed in the end, also where nothing answers for it any more."""
    try:
        yield home
    finally:
        for each in mounts():
            if each.place in (home, encrypted_beside(home) / "opening"):
                subprocess.run(["fusermount3", "-u", "-z", each.place], check=True)


def passphrase_in(folder: Path, words: str = PASSPHRASE) -> Path:
    path = folder / "lösenfras"
    path.write_text(f"{words}\n", "utf-8")
    return path


def home_command(home: Path, *words: str, given: str = PASSPHRASE) -> Answer:
    """``samsyn home WORDS`` with the passphrase in a file."""
    asks = () if words[0] == "close" else ("--passphrase-file", passphrase_in(home.parent, given))
    return call(home, "home", *words, *asks)


def must(home: Path, *words: str) -> Any:
    answer = home_command(home, *words)
    assert answer.status == 0, answer.err
    return answer.value


def gocryptfs_of(home: Path) -> int:
    """The process that holds the home open."""
    told = str(home).encode()
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            words = _words_of(each)
            if words[0].endswith(b"gocryptfs") and told in words:
                return int(each.name)
    raise AssertionError("nothing holds it open")


def _words_of(process: Path) -> list[bytes]:
    """Its command line: an empty word where it ended meanwhile."""
    try:
        return (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return [b""]
