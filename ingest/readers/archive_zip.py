"""ZIP: a listing, and each file in it as an attachment, streamed as it is unpacked and written nowhere."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.container import Losses, OpenContainer
from ingest.readers.listing import inner_name
from ingest.readers.unpacking import BROKEN, CODES, ENCRYPTED, NO_FILE, Contents, member_stream
from ingest.readers.zip_aes import AES, open_aes
from ingest.readers.zip_names import member_name
from ingest.request import ReadRequest
from models.errors import CorruptFileError, EncryptedFileError

_BROKEN: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError,
                  ValueError, MemoryError, IndexError, struct.error)  # fmt: skip
_ENCRYPTED_FLAG: Final = 1  # APPNOTE 4.4.4, bit 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """A member that is to be read."""

    info: zipfile.ZipInfo
    name: str


def open_zip(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """Raises EncryptedFileError where every file in it needs a password that is not at hand."""
    losses = Losses()
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise CorruptFileError("Zip-filen är skadad") from error
    contents, kept = Contents(path.stat().st_size, request.limits, losses), []
    for info in archive.infolist():
        name = member_name(info)
        if name.endswith(("/", "\\")):
            continue
        note = "" if contents.full else _unwanted(archive, info, request)
        if contents.admit(name, info.file_size, note):
            kept.append(_Kept(info, inner_name(name)))
    if contents.all_locked:
        archive.close()
        raise EncryptedFileError("Arkivet är krypterat")
    inner = _attachments(archive, kept, request.passwords, losses)
    return OpenContainer(contents.text("ZIP"), request.limits, inner, losses)


def _unwanted(archive: zipfile.ZipFile, info: zipfile.ZipInfo, request: ReadRequest) -> str:
    """Why the member is not to be read, or empty."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return NO_FILE
    if info.file_size > request.limits.file_bytes or not info.flag_bits & _ENCRYPTED_FLAG:
        return ""
    try:
        return "" if _opened(archive, info, request.passwords) else ENCRYPTED
    except _BROKEN:
        return BROKEN


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, passwords: Sequence[str]) -> IO[bytes] | None:
    """The member, open; None where it is encrypted and no password fits. Raises what a broken member does."""
    if not info.flag_bits & _ENCRYPTED_FLAG:
        return archive.open(info)
    for password in passwords:
        if info.compress_type == AES:
            found = open_aes(archive, info, password.encode("utf-8"))
            if found is not None:
                return found
        elif (found := _classic(archive, info, password)) is not None:
            return found
    return None


def _classic(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: str) -> IO[bytes] | None:
    """With the old cipher a wrong password passes the first look once in 256 times: a little of it is read too."""
    for encoding in ("utf-8", "cp850"):
        try:
            secret = password.encode(encoding)
            with archive.open(info, pwd=secret) as trial:
                trial.read(4096)
            return archive.open(info, pwd=secret)
        except (*_BROKEN, UnicodeEncodeError):
            continue
    return None


def _attachments(
    archive: zipfile.ZipFile, kept: Sequence[_Kept], passwords: Sequence[str], losses: Losses
) -> Iterator[RawAttachment]:
    for member in kept:
        try:
            stream = _opened(archive, member.info, passwords)
        except _BROKEN:
            stream = None
        if stream is None:
            losses.note(CODES[BROKEN])
            continue
        with stream:
            yield RawAttachment(member.name, member_stream(stream, member.info.file_size, losses, _BROKEN))
    archive.close()
