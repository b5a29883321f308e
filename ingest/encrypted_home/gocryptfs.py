"""The program that keeps the encrypted folder: made, opened, closed, and its recovery key told.

A passphrase goes to it on its standard input: it stands on no command line and in no environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from models.home_errors import EncryptionFailedError, EncryptionMissingError, WrongPassphraseError
from models.store.disk import sync
from models.store.mounts import is_mounted

SETTINGS: Final = "gocryptfs.conf"
_WRONG_PASSPHRASE: Final = 12  # its exit status (gocryptfs 2.3, internal/exitcodes)
_NEEDED: Final = ("gocryptfs", "gocryptfs-xray", "fusermount3")


def check_installed() -> None:
    """Raises :class:`EncryptionMissingError`."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        raise EncryptionMissingError(f"Det här behöver {' och '.join(missing)}, som inte finns på datorn")
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        next = "Ladda modulen fuse (modprobe fuse). I en container: kryptera i stället disken på värden."
        raise EncryptionMissingError("/dev/fuse finns inte, eller får inte användas", next=next)


def make(files: Path, passphrase: str) -> None:
    """A new encrypted folder; there whole, or not at all."""
    arriving = files.with_name("arriving")
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir(mode=0o700)
    _run("gocryptfs", "-q", "-init", arriving, passphrase=passphrase)
    for each in (*arriving.iterdir(), arriving):
        sync(each)
    arriving.rename(files)
    sync(files.parent)


def open_at(files: Path, place: Path, passphrase: str) -> None:
    """Have the encrypted folder be seen in the clear at ``place``, whatever lies beneath. Root opens it for whom it
    belongs to. Raises :class:`WrongPassphraseError`."""
    for_another = ["-allow_other"] if files.stat().st_uid != os.geteuid() else []
    _run("gocryptfs", "-q", "-nonempty", *for_another, files, place, passphrase=passphrase)


def close(place: Path) -> None:
    """Also what a killed call left, and what nothing answers for any more. Raises :class:`EncryptionFailedError` where
    somebody still has something open there."""
    next = "Stoppa samsyn och det som har något öppet där. Tjänsten stängs med systemctl stop samsyn-home."
    while is_mounted(place):
        _run("fusermount3", "-u", place, next=next)


@contextmanager
def opened(files: Path, place: Path, passphrase: str) -> Iterator[Path]:
    """The encrypted folder, open at ``place`` for as long as it is needed."""
    open_at(files, place, passphrase)
    try:
        yield place
    finally:
        close(place)


def recovery_key(files: Path, passphrase: str) -> str:
    """What opens the folder without its passphrase: 64 hexadecimal signs."""
    return _run("gocryptfs-xray", "-dumpmasterkey", files / SETTINGS, passphrase=passphrase).strip()


def _run(*words: str | Path, passphrase: str = "", next: str | None = None) -> str:
    """What the program prints."""
    given = f"{passphrase}\n" if passphrase else ""
    done = subprocess.run(  # noqa: S603 (programs that are named here, and paths of our own; no shell)
        list(map(str, words)), input=given, capture_output=True, text=True, check=False
    )
    if done.returncode == _WRONG_PASSPHRASE or "Password incorrect" in done.stderr:
        raise WrongPassphraseError("Lösenfrasen öppnar inte den krypterade mappen")
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:]
        raise EncryptionFailedError(f"{words[0]} kunde inte: {' '.join(said) or done.returncode}", next=next)
    return done.stdout
