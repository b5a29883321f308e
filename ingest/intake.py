"""Files come in: bytes to the vault, a row to the register, and every path seen accounted for."""

from __future__ import annotations

import heapq
import io
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.existing.beside import may_be_reading
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
from models.source import Source
from models.store.arrivals import Arrival
from models.store.runs import FileState
from models.store.store import Store

_THICK_BYTES = 1024 * 1024  # about five scanned pages: what takes seconds to read
_THICKEST = 10_000
_SOME_ENCRYPTED = "encrypted_members"  # of an archive that is read but for some of its files
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
    for path in paths:
        if not os.path.lexists(path):
            raise MissingPathError(f"Sökvägen finns inte: {shown(path)}")
    for path in paths:
        yield from _walk(path) if path.is_dir() else [path]


def in_reading_order(paths: Sequence[Path]) -> Iterator[Path]:
    """The same files, those first that may be readings of scans: a scan's reading is there when the scan is read.

    Then the thickest: one that came last would keep a core at work when all others have nothing left to do. The rest as
    they lie, so that what a case holds is searchable together.
    """
    yield from (path for path in find_files(paths) if may_be_reading(path.name))
    thickest = _thickest(path for path in find_files(paths) if not may_be_reading(path.name))
    yield from thickest
    seen = set(thickest)
    yield from (path for path in find_files(paths) if path not in seen and not may_be_reading(path.name))


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


def take(store: Store, source: Source, path: Path, again: Again = Again()) -> Taken:
    """Put the file into the vault and the register. A file that cannot be had is quarantined by path, not skipped.

    Raises :class:`DiskFullError` and :class:`VaultUnavailableError` where the fault is not the file's.
    """
    where = shown(path)
    try:
        check_file(path, store.settings.limits.file_bytes)
        sha256, size = _into_vault(store, path)
    except UnreadableFileError as error:
        return Taken(where, FileState.QUARANTINED, None, error.code)
    arrival = store.arrivals.arrive(source, sha256, size, path=where, name=shown(Path(path.name)))
    new = arrival.new or arrival.state is DocumentState.FAILED
    return Taken(where, FileState.NEW if new else FileState.DUPLICATE, arrival.document, read=again.reads(arrival))


def shown(path: Path) -> str:
    """The path as text that can be stored and printed: bytes that are not UTF-8 stand as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _thickest(paths: Iterable[Path]) -> list[Path]:
    """Some, since each is kept in memory: those that are over before the rest is cannot be what is waited for."""
    thick = ((size, path) for path in paths if (size := _size(path)) >= _THICK_BYTES)
    return [path for _size, path in heapq.nlargest(_THICKEST, thick)]


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


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
        raise UnsupportedTypeError("Länkar, rör och enheter läses inte")
    if facts.st_size > most:
        raise TooLargeError(f"Filen är större än {most} byte")


def _into_vault(store: Store, path: Path) -> tuple[str, int]:
    with _open(path) as untrusted:
        return store.vault.put_stream(FileStream(untrusted))


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except PermissionError as error:
        raise PermissionDeniedError("Filen får inte läsas") from error
    except OSError as error:
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


def _vanished(error: OSError) -> UnreadableFileError:
    return ReadFaultError(f"Filen kunde inte läsas ({error.strerror})")
