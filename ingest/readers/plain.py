"""Plain text: UTF-8, UTF-16 with a byte order mark, CP1252, Latin-1."""

from __future__ import annotations

from pathlib import Path

from ingest.ocr import PageOcr
from ingest.readers.flow import OpenFlow
from ingest.request import ReadRequest
from ingest.text_decoding import decode
from models.errors import CorruptFileError


def open_plain(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    content = path.read_bytes()
    text = decode(content)
    if text is None:
        raise CorruptFileError("Texten har ingen känd teckenkodning")
    return OpenFlow(text, request.limits)
