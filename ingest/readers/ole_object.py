"""Files embedded in office documents: out of the OLE wrapping that Office puts around them ([MS-OLEDS] 2.3.6)."""

from __future__ import annotations

import io
import struct
from typing import Final

import olefile

from ingest.raw_page import RawAttachment

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE: Final = "\x01Ole10Native"
_WHOLE: Final = ("CONTENTS", "Package", "EmbeddedOdf")  # streams that are the file: of Acrobat, of Office, of ODF
_DOCUMENTS: Final = ("WordDocument", "Workbook", "Book", "PowerPoint Document", "__properties_version1.0")
_BROKEN: Final = (OSError, ValueError, IndexError, KeyError, struct.error, RecursionError, TypeError, AttributeError)


def unwrapped(name: str, content: bytes) -> RawAttachment:
    """The file within an OLE object; the object itself where there is none, or where it is an Office file."""
    if not content.startswith(_OLE):
        return RawAttachment(name, content)
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            return _inner(ole, name) or RawAttachment(name, content)
    except _BROKEN:
        return RawAttachment(name, content)


def _inner(ole: olefile.OleFileIO, name: str) -> RawAttachment | None:
    if any(ole.exists(stream) for stream in _DOCUMENTS):
        return None
    if ole.exists(_NATIVE):
        return native(ole.openstream(_NATIVE).read())
    for stream in _WHOLE:
        if ole.exists(stream):
            content = ole.openstream(stream).read()
            return RawAttachment(_renamed(name, content), content)
    return None


def native(content: bytes) -> RawAttachment | None:
    """Size, two bytes, label, file name, four bytes, the path it lay in while it was put in, size, the file."""
    label, _, rest = content[6:].partition(b"\0")
    untrusted_name, _, rest = rest.partition(b"\0")
    try:
        (length,) = struct.unpack_from("<I", rest, 4)
        start = 8 + length
        (size,) = struct.unpack_from("<I", rest, start)
    except struct.error:
        return None
    inner = rest[start + 4 : start + 4 + size]
    if not inner:
        return None
    shown = (untrusted_name or label).decode("cp1252", "replace").replace("\\", "/").rpartition("/")[2]
    return RawAttachment(shown or "objekt.bin", inner)


def _renamed(name: str, content: bytes) -> str:
    """``name`` with the ending that its content has, where Office called it .bin."""
    stem, dot, ending = name.rpartition(".")
    if ending.lower() != "bin" or not dot:
        return name
    return f"{stem}.pdf" if content.startswith(b"%PDF-") else name
