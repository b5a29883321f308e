"""7Z: a listing, and each file in it as an attachment, streamed in the order in which they lie.

py7zr's own extraction writes files, or holds them whole; here its decompressors are asked for a piece at a time.
"""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import py7zr
from py7zr.exceptions import ArchiveError, PasswordRequired

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.container import Losses, OpenContainer
from ingest.readers.listing import inner_name
from ingest.readers.seven_zip_stream import STREAM_BROKEN, FolderStream, is_encrypted, memory_needed
from ingest.readers.unpacking import BROKEN, CODES, ENCRYPTED, NO_FILE, TOO_MUCH_MEMORY, Contents, member_stream
from ingest.request import ReadRequest
from models.errors import CorruptFileError, EncryptedFileError

_UNOPENED: Final = (ArchiveError, lzma.LZMAError, zlib.error, EOFError, OSError, ValueError, TypeError, KeyError,
                    IndexError, AttributeError, MemoryError, OverflowError, NotImplementedError)  # fmt: skip


def open_7z(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """Raises EncryptedFileError where the listing, or every file in it, needs a password that is not at hand."""
    password = _password(path, request)
    archive, losses = _open(path, password), Losses()
    contents, kept = Contents(path.stat().st_size, request.limits, losses), {}
    for member in archive.files if hasattr(archive, "files") else ():
        name = str(member.filename)
        if not member.is_directory and contents.admit(name, member.uncompressed, _unwanted(member, password, request)):
            kept[member.id] = inner_name(name)
    if contents.all_locked:
        archive.close()
        raise EncryptedFileError("Arkivet är krypterat")
    return OpenContainer(contents.text("7Z"), request.limits, _attachments(archive, kept, losses), losses)


def _unwanted(member: Any, password: str | None, request: ReadRequest) -> str:
    """Why the member is not to be read, or empty."""
    if member.is_symlink or member.is_junction or member.is_socket:
        return NO_FILE
    if member.folder is None:
        return ""
    if password is None and is_encrypted(member.folder):
        return ENCRYPTED
    return TOO_MUCH_MEMORY if memory_needed(member.folder) > request.limits.reader_memory_bytes // 2 else ""


def _open(path: Path, password: str | None) -> py7zr.SevenZipFile:
    try:
        return py7zr.SevenZipFile(path, password=password)
    except PasswordRequired as error:
        raise EncryptedFileError("Arkivet är krypterat") from error
    except _UNOPENED as error:
        raise CorruptFileError("7z-filen är skadad") from error


def _password(path: Path, request: ReadRequest) -> str | None:
    """The password that opens the archive, or None where none does or none is needed."""
    try:
        with _open(path, None) as archive:
            if not any(member.folder and is_encrypted(member.folder) for member in archive.files):
                return None
    except EncryptedFileError:  # its listing too
        if not request.passwords:
            raise
    for password in request.passwords:
        if _fits(path, password):
            return password
    return None


def _fits(path: Path, password: str) -> bool:
    """Whether the smallest encrypted file comes out whole. A wrong password ends in noise, which its CRC tells."""
    try:
        with _open(path, password) as archive:
            for members in _folders(archive).values():
                if is_encrypted(members[0].folder):
                    return FolderStream(archive, members[0]).is_whole(members[0])
            return True  # only the listing was encrypted
    except (CorruptFileError, EncryptedFileError, *STREAM_BROKEN):
        return False


def _folders(archive: py7zr.SevenZipFile) -> dict[int, list[Any]]:
    """The members that have content, by the block ("folder") that they are packed in, in order."""
    found: dict[int, list[Any]] = {}
    for member in archive.files if hasattr(archive, "files") else ():
        if member.folder is not None and not member.is_directory:
            found.setdefault(id(member.folder), []).append(member)
    return found


def _attachments(archive: py7zr.SevenZipFile, kept: dict[int, str], losses: Losses) -> Iterator[RawAttachment]:
    for member in archive.files if hasattr(archive, "files") else ():
        if member.id in kept and member.folder is None:
            yield RawAttachment(kept[member.id], b"")
    for members in _folders(archive).values():
        yield from _of_folder(archive, members, kept, losses)
    archive.close()


def _of_folder(
    archive: py7zr.SevenZipFile, members: list[Any], kept: dict[int, str], losses: Losses
) -> Iterator[RawAttachment]:
    left = sum(member.id in kept for member in members)
    try:
        stream = FolderStream(archive, members[0]) if left else None
        for member in members if stream is not None else ():
            assert stream is not None
            stream.begin(member)
            if member.id in kept:
                yield RawAttachment(kept[member.id], member_stream(stream, member.uncompressed, losses, STREAM_BROKEN))
                left -= 1
            if not left:
                return
            stream.skip_rest()
    except STREAM_BROKEN:
        losses.note(CODES[BROKEN])
