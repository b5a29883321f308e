"""Plain text: UTF-8, UTF-16 with a byte order mark or without, Windows-1252, Latin-1, DOS and Macintosh."""

from __future__ import annotations

from pathlib import Path

from ingest.ocr.engine import PageOcr
from ingest.readers.flow import OpenFlow
from ingest.request import ReadRequest
from ingest.text.decoding import decode
from models.errors import CorruptFileError


def open_plain(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    """Pages of lines, each of which is a block ("rad 12")."""
    text = decode(path.read_bytes())
    if text is None:
        raise CorruptFileError("Texten har ingen känd teckenkodning")
    return OpenFlow(text, request.limits)
