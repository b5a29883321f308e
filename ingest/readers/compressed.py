"""GZ, BZ2 and XZ: the one file that was packed, or, where that is a TAR, what lies in it."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Final, cast

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.archive_tar import BROKEN_STREAM, open_tar_stream
from ingest.readers.container import Losses, OpenContainer
from ingest.readers.listing import Member, listing, safe_name
from ingest.readers.unpacking import BROKEN, CODES, drained
from ingest.readers.zip_names import guessed
from ingest.request import ReadRequest
from ingest.types.package_type import is_tar
from models.errors import CorruptFileError, TooLargeError

_ENDINGS: Final = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".gz": "", ".bz2": "", ".xz": ""}
_FNAME, _FEXTRA = 0x08, 0x04  # RFC 1952, 2.3.1
_HEAD: Final = 1024


def open_compressed(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """Raises TooLargeError for what unpacks to more than a file may have, or to more than the limit on the ratio."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    kind, opener = _kind(path, head)
    packed, limits = path.stat().st_size, request.limits
    with opener() as stream:
        begin, _ = drained(_piecewise(stream), _HEAD, BROKEN_STREAM)
    if is_tar(begin):
        return open_tar_stream(opener, packed, f"TAR, {kind}", request)
    most = min(limits.file_bytes, max(limits.archive_floor_bytes, packed * limits.archive_ratio))
    with opener() as stream:
        content, whole = drained(_piecewise(stream), most, BROKEN_STREAM)
    if len(content) > most:
        raise TooLargeError("Filen är för stor uppackad")
    if not content and not whole:
        raise CorruptFileError("Den packade filen är skadad")
    losses = Losses()
    if not whole:
        losses.note(CODES[BROKEN])
    name = safe_name(_inner_name(head, request.name))
    text = listing(f"Packad fil ({kind}):", [Member(name, len(content), "" if whole else "slutet saknas")])
    return OpenContainer(text, limits, [RawAttachment(name, content)], losses)


def _piecewise(stream: IO[bytes]) -> Callable[[int], bytes]:
    """Reads what is at hand, so that what comes before a break is not lost with it."""
    return cast(BufferedIOBase, stream).read1


def _kind(path: Path, head: bytes) -> tuple[str, partial[IO[bytes]]]:
    if head.startswith(b"\x1f\x8b"):
        return "GZ", cast("partial[IO[bytes]]", partial(gzip.open, path, "rb"))
    if head.startswith(b"BZh"):
        return "BZ2", cast("partial[IO[bytes]]", partial(bz2.open, path, "rb"))
    return "XZ", cast("partial[IO[bytes]]", partial(lzma.open, path, "rb"))


def _inner_name(head: bytes, name: str) -> str:
    """The name that a GZ keeps of its file, else its own without the ending that says it is packed."""
    told = guessed(_gzip_name(head)) if head.startswith(b"\x1f\x8b") else ""
    if told:
        return told.replace("\\", "/").rpartition("/")[2]
    for ending, real in _ENDINGS.items():
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)] + real
    return name or "innehåll"


def _gzip_name(head: bytes) -> bytes:
    if len(head) < 12 or not head[3] & _FNAME:
        return b""
    start = 12 + int.from_bytes(head[10:12], "little") if head[3] & _FEXTRA else 10
    end = head.find(b"\0", start)
    return head[start:end] if end > 0 else b""
