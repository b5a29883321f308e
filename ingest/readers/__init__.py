"""One module for each format; each is imported only where a file of its format is read, in the child process."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

READERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/pdf": "ingest.readers.pdf:open_pdf",
        "image/png": "ingest.readers.picture:open_picture",
        "image/jpeg": "ingest.readers.picture:open_picture",
        "image/tiff": "ingest.readers.picture:open_picture",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "ingest.readers.docx:open_docx",
        "text/plain": "ingest.readers.plain:open_plain",
        "message/rfc822": "ingest.readers.mail:open_mail",
    }
)
"""Media type → "module:function", the function being a :data:`ingest.readers.reader.Reader`."""
