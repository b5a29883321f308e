"""Files come in: bytes to the vault, a row to the register, and every path seen accounted for."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from models.document import DocumentState
from models.errors import (
    ConverterMissingError,
    EncryptedFileError,
    MissingPathError,
    PermissionDeniedError,
    ReadFaultError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedTypeError,
)
from models.file_errors import FileChangingError
from models.source import Source
from models.store.arrivals import Arrival
from models.store.runs import FileState
from models.store.store import Store

INBOX = "inkommande"  # the folder in the home from which the front end may have a run begun
_SOME_ENCRYPTED = "encrypted_members"  # of an archive that is read but for some of its files
_NO_FILE: Final = "Länkar, rör och enheter läses inte"
_NO_FILE_ERRORS: Final = (errno.ELOOP, errno.ENXIO)  # what opening a link says (open(2), O_NOFOLLOW), and a socket
_TRIES: Final = 3  # to copy a file that somebody writes to; one that is written once is whole the next time
_WORTH_ANOTHER_TRY = {TooLargeError.code, UnsupportedTypeError.code, ConverterMissingError.code}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one path. ``document`` is None where its bytes could not be had; ``reason`` then says why.

    ``read`` says that the document still waits to be read: it is new, or an earlier run did not finish it.
    """

    path: str
    state: FileState
    document: str | None
    reason: str = ""
    read: bool = False


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Every file under the paths, in order of name. Links are yielded, to be named as unread, and not followed.

    Raises :class:`MissingPathError` for a path that is not there, before anything is taken in.
    """
    check_paths(paths)
    for path in paths:
        yield from _walk(path) if path.is_dir() else [path]


def check_paths(paths: Sequence[Path]) -> None:
    """Raises :class:`MissingPathError` for one that is not there."""
    for path in paths:
        if not os.path.lexists(path):
            raise MissingPathError(f"Sökvägen finns inte: {shown(path)}")


@dataclass(frozen=True, slots=True)
class Again:
    """What a known file is read again for: OCR asked for, or passwords at hand."""

    force_ocr: bool = False
    passwords: bool = False

    def reads(self, arrival: Arrival) -> bool:
        """Whether a document that was here before is to be read (once more).

        One that was set aside for want of a password is tried with passwords; one that was too large, of an unknown
        type or in want of LibreOffice is always tried, since limits, formats and machines change and refusing it again
        takes a moment.
        """
        if arrival.state is DocumentState.FAILED:
            return True
        if arrival.state is not DocumentState.QUARANTINED:
            return self.force_ocr or (self.passwords and arrival.reason == _SOME_ENCRYPTED)
        if arrival.reason == EncryptedFileError.code:
            return self.passwords
        return self.force_ocr or arrival.reason in _WORTH_ANOTHER_TRY


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose bytes are in the vault, or could not be had for this ``reason``."""

    path: Path
    sha256: str = ""
    size: int = 0
    reason: str = ""


def keep(store: Store, path: Path) -> Kept:
    """Put the file into the vault: what can be done before its turn has come, and beside others.

    Raises :class:`DiskFullError` and :class:`VaultUnavailableError` where the fault is not the file's.
    """
    try:
        check_file(path, store.settings.limits.file_bytes)
        return Kept(path, *_into_vault(store, path))
    except UnreadableFileError as error:
        return Kept(path, reason=error.code)


def take(store: Store, source: Source, kept: Kept, again: Again = Again()) -> Taken:
    """Put the file into the register. One that cannot be had is quarantined by path, not skipped."""
    where = shown(kept.path)
    if kept.reason:
        return Taken(where, FileState.QUARANTINED, None, kept.reason)
    arrival = store.arrivals.arrive(source, kept.sha256, kept.size, path=where, name=shown(Path(kept.path.name)))
    new = arrival.new or arrival.state is DocumentState.FAILED
    return Taken(where, FileState.NEW if new else FileState.DUPLICATE, arrival.document, read=again.reads(arrival))


def shown(path: Path) -> str:
    """The path as text that can be stored and printed: bytes that are not UTF-8 stand as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _walk(folder: Path) -> Iterator[Path]:
    # A folder that may not be listed is yielded itself: it ends as permission_denied instead of in silence.
    unlisted: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: unlisted.append(Path(error.filename))):
        folders.sort()
        linked = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        yield from (Path(parent, name) for name in sorted([*names, *linked]))
    yield from unlisted


def check_file(path: Path, most: int) -> None:
    """Raises :class:`UnreadableFileError` for what is no file, may not be read or is too large; opens nothing."""
    try:
        facts = path.lstat()
    except PermissionError as error:
        raise PermissionDeniedError("Filen får inte läsas") from error
    except OSError as error:
        raise _vanished(error) from error
    if stat.S_ISDIR(facts.st_mode):
        raise PermissionDeniedError("Mappen får inte läsas")
    if not stat.S_ISREG(facts.st_mode):
        raise UnsupportedTypeError(_NO_FILE)
    _check_size(facts, most)


def _into_vault(store: Store, path: Path) -> tuple[str, int]:
    """Raises :class:`FileChangingError` where it was written to each time it was copied; nothing of it is kept then."""
    for _ in range(_TRIES - 1):
        with suppress(FileChangingError):
            return _copied(store, path)
    return _copied(store, path)


def _copied(store: Store, path: Path) -> tuple[str, int]:
    with opened(path) as untrusted:
        return store.vault.put_stream(_StillFile(untrusted, store.settings.limits.file_bytes))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file that was checked, to be read. Whoever may write in its folder can have put a link, a pipe or a device in
    its place since, which is not read either.

    Raises :class:`UnreadableFileError`.
    """
    with _open(path) as untrusted:
        if not stat.S_ISREG(os.fstat(untrusted.fileno()).st_mode):
            raise UnsupportedTypeError(_NO_FILE)
        yield untrusted


def without_links(path: Path | str, flags: int) -> int:
    """Open it where it is no link, without waiting for whoever might write into a pipe; an opener, as of ``open``."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _open(path: Path) -> BinaryIO:
    try:
        return open(path, "rb", opener=without_links)
    except PermissionError as error:
        raise PermissionDeniedError("Filen får inte läsas") from error
    except OSError as error:
        if error.errno in _NO_FILE_ERRORS:
            raise UnsupportedTypeError(_NO_FILE) from error
        raise _vanished(error) from error


class FileStream(io.RawIOBase):
    """A file whose faults in reading are told from those of the vault that it is copied into."""

    def __init__(self, untrusted: BinaryIO) -> None:
        self._untrusted = untrusted

    def read(self, size: int = -1) -> bytes:
        try:
            return self._untrusted.read(size)
        except OSError as error:
            raise _vanished(error) from error


class _StillFile(FileStream):
    """A file that stands still while it is read to its end. Reading raises :class:`FileChangingError` where its size or
    time is another than when it was opened, so that the vault keeps nothing of it.

    Raises :class:`TooLargeError` where it is, or has become, larger than ``most`` bytes.
    """

    def __init__(self, untrusted: BinaryIO, most: int) -> None:
        super().__init__(untrusted)
        self._most, self._read = most, 0
        self._size, self._changed = self._told()

    def read(self, size: int = -1) -> bytes:
        piece = super().read(size)
        self._read += len(piece)
        if not piece or self._read > self._size:  # not on to the end of what may be appended to for ever
            self._check_still()
        return piece

    def _check_still(self) -> None:
        if self._told() != (self._size, self._changed) or self._read != self._size:
            raise FileChangingError("Någon skriver i filen")

    def _told(self) -> tuple[int, int]:
        """Its size in bytes, and when it was last written to (ns)."""
        try:
            facts = os.fstat(self._untrusted.fileno())
        except OSError as error:
            raise _vanished(error) from error
        _check_size(facts, self._most)
        return facts.st_size, facts.st_mtime_ns


def _check_size(facts: os.stat_result, most: int) -> None:
    if facts.st_size > most:
        raise TooLargeError(f"Filen är större än {most} byte")


def _vanished(error: OSError) -> UnreadableFileError:
    return ReadFaultError(f"Filen kunde inte läsas ({error.strerror})")
