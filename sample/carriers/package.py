"""ZIP packages (DOCX, ODT, XLSX), with the earliest time that ZIP knows on each part: the bytes stay the same."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(parts: Iterable[tuple[str, str]]) -> bytes:
    """A package of these parts (name and text); one called ``mimetype`` is stored as it is, as ODF wants."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for name, text in parts:
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # else it says which system made it
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            target.writestr(info, text.encode())
    return buffer.getvalue()


def escaped(text: str) -> str:
    """Text for XML, in an element or a quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
