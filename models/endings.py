"""Whether a file is what its name says: endings (filändelser) that are known, and the types that each stands for.

A file is read as what its bytes are, whatever it is called, and is kept either way: an archive keeps what came. Whoever
opens it is told: a name that says otherwise is how somebody is led to open what they would not.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN: Final = "application/vnd.oasis.opendocument."
_TEXTS: Final = frozenset(
    ("text/plain", "text/csv", "text/html", "text/xml", "application/json", "application/x-ndjson",
     "application/alto+xml", "text/vnd.hocr+html", "message/rfc822", "application/mbox")
)  # fmt: skip
"""What may be called ``.txt``: all that is text."""
_STANDS_FOR: Final[dict[str, frozenset[str]]] = {
    ".pdf": frozenset(("application/pdf",)),
    ".txt": _TEXTS,
    ".csv": _TEXTS,
    ".tsv": _TEXTS,
    ".xml": _TEXTS,
    ".json": _TEXTS,
    ".jsonl": _TEXTS,
    ".htm": _TEXTS,
    ".html": _TEXTS,
    ".hocr": _TEXTS,
    ".eml": frozenset(("message/rfc822", "text/plain")),
    ".mbox": frozenset(("application/mbox", "message/rfc822")),
    ".msg": frozenset(("application/vnd.ms-outlook",)),
    ".pst": frozenset(("application/vnd.ms-outlook-pst",)),
    ".ost": frozenset(("application/vnd.ms-outlook-pst",)),
    ".docx": frozenset((f"{_OFFICE}wordprocessingml.document",)),
    ".xlsx": frozenset((f"{_OFFICE}spreadsheetml.sheet",)),
    ".pptx": frozenset((f"{_OFFICE}presentationml.presentation",)),
    ".odt": frozenset((f"{_OPEN}text",)),
    ".ods": frozenset((f"{_OPEN}spreadsheet",)),
    ".odp": frozenset((f"{_OPEN}presentation",)),
    ".doc": frozenset(("application/msword", "application/rtf")),
    ".xls": frozenset(("application/vnd.ms-excel",)),
    ".ppt": frozenset(("application/vnd.ms-powerpoint",)),
    ".rtf": frozenset(("application/rtf",)),
    ".zip": frozenset(("application/zip",)),
    ".tar": frozenset(("application/x-tar",)),
    ".7z": frozenset(("application/x-7z-compressed",)),
    ".png": frozenset(("image/png",)),
    ".jpg": frozenset(("image/jpeg",)),
    ".jpeg": frozenset(("image/jpeg",)),
    ".tif": frozenset(("image/tiff",)),
    ".tiff": frozenset(("image/tiff",)),
    ".gif": frozenset(("image/gif",)),
    ".bmp": frozenset(("image/bmp",)),
    ".webp": frozenset(("image/webp",)),
    ".jp2": frozenset(("image/jp2",)),
}


def misnamed(name: str, media_type: str) -> str:
    """The ending of the name where it is known and the file is of no type that it stands for; empty where they agree or
    where there is nothing to compare."""
    ending = PurePosixPath(name.strip().lower()).suffix
    fits = _STANDS_FOR.get(ending)
    return ending if media_type and fits is not None and media_type not in fits else ""
