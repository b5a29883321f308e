"""A home that lies encrypted from now on, new or with an archive in it: read it from top to bottom."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.encrypted_home import gocryptfs, moving
from models.errors import HomeInUseError, MissingPathError
from models.store import keys
from models.store.backup.layout import write_whole
from models.store.locked_home import MARK, Lock, encrypted_beside, files_of, lock_of, plain_of, told
from models.store.mounts import is_mounted


def encrypt(home: Path, passphrase: str, copied: moving.Progress, compared: moving.Progress) -> None:
    """Leaves the home closed, with all that was in it in the encrypted folder, and the plain files put aside.

    Killed at any moment nothing is lost, and the same call goes on. Raises :class:`HomeInUseError` where samsyn is at
    work in the home, :class:`DiskFullError` before anything is copied, :class:`WrongPassphraseError` where an earlier
    call made the folder with another one.
    """
    gocryptfs.check_installed()
    _check(home)
    with _prepared(home) as opening:
        if not files_of(home).is_dir():
            gocryptfs.make(files_of(home), passphrase)
        gocryptfs.recovery_key(files_of(home), passphrase)  # whoever goes on knows it
        if lock_of(home) is not Lock.LOCKED:
            if moving.within(home):
                _move_in(home, opening, passphrase, copied, compared)
            _mark(home, Lock.LOCKED)
        home.chmod(0o500)  # nothing comes to lie beneath what is mounted here


def _check(home: Path) -> None:
    """That there is something to encrypt, or nothing at all."""
    if is_mounted(home):
        next = "Är hemmet redan krypterat behövs inget; är det en egen disk, kryptera den med LUKS (docs/storage.md)."
        raise HomeInUseError(f"{home} är öppet redan, eller en egen disk", next=next)
    if not home.is_dir() or not (names := moving.within(home)):
        return
    if home.stat().st_uid != os.geteuid():
        raise HomeInUseError(f"{home} är en annan användares", next="Kör kommandot som den som äger hemmet.")
    state = lock_of(home)
    if state is Lock.LOCKED or (state is None and not keys.path(home).is_file()):
        next = "Flytta bort det, eller ange rätt mapp i SAMSYN_HOME."
        raise HomeInUseError(f"{home / names[0]} hör inte till någon installation", next=next)


@contextmanager
def _prepared(home: Path) -> Iterator[Path]:
    """The folders that are needed are there, and no other call is at work on them. Where the encrypted folder may be
    opened meanwhile; what a killed call left open there is closed."""
    beside = encrypted_beside(home)
    for folder in (home, beside, opening := beside / "opening"):
        try:
            folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        except FileExistsError:  # nothing answers there
            gocryptfs.close(folder)
        except OSError as error:
            next = f"Gör den som root, åt den som kör samsyn: install -d -m 700 -o samsyn -g samsyn {folder}"
            raise MissingPathError(f"Mappen {folder} kan inte göras ({error.strerror})", next=next) from error
    with alone(home):
        gocryptfs.close(opening)
        yield opening


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """No other call is at work on the encrypted folder. Raises :class:`HomeInUseError`."""
    with (encrypted_beside(home) / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HomeInUseError("Hemmet krypteras eller öppnas redan av ett annat kommando", next="Vänta.") from error
        yield


def _move_in(home: Path, opening: Path, passphrase: str, copied: moving.Progress, compared: moving.Progress) -> None:
    moving.check_alone(home)
    if lock_of(home) is not Lock.CHECKED:
        moving.check_room(home, opening)
        with gocryptfs.opened(files_of(home), opening, passphrase):
            _check_empty(home, opening)
            _mark(home, Lock.MOVING)
            moving.copy(home, opening, copied)
        with gocryptfs.opened(files_of(home), opening, passphrase):  # anew: what is compared was read back from there
            moving.compare(home, opening, compared)
            moving.check_unchanged(home, opening)
        _mark(home, Lock.CHECKED)
    moving.put_aside(home, plain_of(home))


def _check_empty(home: Path, opening: Path) -> None:
    """That what the encrypted folder holds is of this home."""
    plain = plain_of(home)
    if (lock_of(home) is None and moving.within(opening)) or (plain.is_dir() and any(plain.iterdir())):
        next = f"Flytta bort {encrypted_beside(home)} först: där ligger ett arkiv som krypterades förut."
        raise HomeInUseError("Mappen bredvid hemmet är inte tom", next=next)


def _mark(home: Path, state: Lock) -> None:
    write_whole(home / MARK, told(state))
