"""TAR, also packed: a listing, and each file in it as an attachment, streamed in the order in which they lie."""

from __future__ import annotations

import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.container import Losses, OpenContainer
from ingest.readers.listing import inner_name
from ingest.readers.unpacking import BROKEN, CODES, NO_FILE, Contents, member_stream
from ingest.request import ReadRequest
from models.errors import CorruptFileError

_MOST_HEADER: Final = 1 << 20  # bytes of a long name or of a record of attributes, which is read whole
_EXTENDED: Final = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
                    tarfile.GNUTYPE_LONGLINK)  # fmt: skip
Opener = Callable[[], IO[bytes]]
BROKEN_STREAM: Final = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, MemoryError,
                        OverflowError, RecursionError)  # fmt: skip


class _Header(tarfile.TarInfo):
    """A header that the library is not to follow into memory, or backwards (CVE-2025-8194)."""

    def _proc_member(self, tarfile_: tarfile.TarFile) -> tarfile.TarInfo:
        if self.size < 0 or (self.type in _EXTENDED and self.size > _MOST_HEADER):
            raise tarfile.ReadError("Orimlig storlek")
        return super()._proc_member(tarfile_)  # type: ignore[misc, no-any-return, unused-ignore]


def open_tar(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    return open_tar_stream(lambda: path.open("rb"), path.stat().st_size, "TAR", request)


def open_tar_stream(opener: Opener, packed: int, kind: str, request: ReadRequest) -> OpenContainer:
    """The archive that ``opener`` gives each time it is called; ``packed`` is the size of the file on disk."""
    losses = Losses()
    contents = Contents(packed, request.limits, losses)
    kept: set[int] = set()
    read_to = 0
    for number, info in enumerate(_members(opener, losses)):
        read_to = number + 1
        if not info.isdir() and contents.admit(info.name, info.size, "" if info.isreg() else NO_FILE):
            kept.add(number)
        if contents.full:  # what follows is not even counted: it would have to be unpacked to be found
            losses.note("too_many_members")
            break
    if not read_to:
        raise CorruptFileError("Arkivet är skadat")
    text = contents.text(kind, cut=contents.full)
    return OpenContainer(text, request.limits, _attachments(opener, kept, read_to, losses), losses)


def _members(opener: Opener, losses: Losses) -> Iterator[tarfile.TarInfo]:
    """The headers, as far as they can be read. A header that breaks off ends the archive."""
    try:
        with opener() as stream, tarfile.open(fileobj=stream, mode="r:", tarinfo=_Header) as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it keeps them all otherwise
                yield info
            stream.seek(archive.offset)
            if stream.read(tarfile.BLOCKSIZE).strip(b"\0"):  # no end, but a header that the library gave up on
                losses.note(CODES[BROKEN])
    except BROKEN_STREAM:
        losses.note(CODES[BROKEN])


def _attachments(opener: Opener, kept: set[int], read_to: int, losses: Losses) -> Iterator[RawAttachment]:
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(
                tarfile.open(fileobj=stack.enter_context(opener()), mode="r:", tarinfo=_Header)
            )
            for number in range(read_to):
                info = archive.next()
                archive.members = []  # type: ignore[attr-defined]
                if info is None:
                    break
                content = archive.extractfile(info) if number in kept else None
                if content is not None:
                    yield RawAttachment(inner_name(info.name), member_stream(content, info.size, losses, BROKEN_STREAM))
        except BROKEN_STREAM:
            losses.note(CODES[BROKEN])
