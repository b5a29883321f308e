"""What a package is, from what lies in it: ZIP (OOXML, OpenDocument, archives), OLE (old Office, Outlook), TAR."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from models.errors import CorruptFileError

_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_ZIPPED: Final = (
    ("word/document.xml", _OOXML + "wordprocessingml.document"),
    ("xl/", _OOXML + "spreadsheetml.sheet"),
    ("ppt/", _OOXML + "presentationml.presentation"),
)
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument."
_MIMETYPE: Final = b"mimetype"
_LONGEST_TYPE: Final = 100
# Names of streams, UTF-16LE in an OLE directory ([MS-CFB] 2.6.1), in the order in which they tell.
_OLE_STREAMS: Final = (
    ("EncryptedPackage", "application/x-ooxml-encrypted"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_SECTOR: Final = 512
_TAR_CHECKSUM: Final = slice(148, 156)


def zip_type(path: Path, head: bytes) -> str:
    """The media type of a ZIP file, which begins with ``head``. Raises CorruptFileError where it cannot be listed."""
    import zipfile  # a PDF or a picture does without it

    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CorruptFileError("Zip-filen är skadad") from error
    declared = _declared(head)
    if declared.startswith(_OPEN_DOCUMENT):
        return declared.removesuffix("-template").removesuffix("-flat-xml")
    for beginning, found in _ZIPPED:
        if any(name.startswith(beginning) for name in names):
            return found
    return "application/zip"


def _declared(head: bytes) -> str:
    """What the first member, called mimetype and stored as it is, says (OpenDocument 1.3 part 2, 3.3); or empty."""
    if head[30:38] != _MIMETYPE:
        return ""
    (extra,) = struct.unpack_from("<H", head, 28)
    start = 38 + extra
    text = head[start : start + _LONGEST_TYPE]
    return text.split(b"PK", 1)[0].decode("ascii", "replace").strip()


def ole_type(path: Path) -> str:
    """The media type of an OLE compound file, by the names of its streams."""
    import olefile

    try:
        with olefile.OleFileIO(path) as file:
            names = {entry[0] for entry in file.listdir()}
    except Exception as error:  # olefile raises what the struct, seek or index beneath it raises
        raise CorruptFileError("OLE-filen är skadad") from error
    for name, found in _OLE_STREAMS:
        if name in names:
            return found
    return "application/x-ole-storage"


def is_tar(head: bytes) -> bool:
    """Whether the first header's checksum is right (POSIX pax, ustar interchange format); old tars have no magic."""
    if len(head) < _SECTOR:
        return False
    header = head[:_SECTOR]
    told = header[_TAR_CHECKSUM].rstrip(b"\0 ").strip()
    if not told or not header[0] or any(digit not in b"01234567" for digit in told):
        return False
    blanked = header[:148] + b" " * 8 + header[156:]
    return int(told, 8) == sum(blanked)
