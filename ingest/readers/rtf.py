"""RTF: paragraphs, tables, notes, headers; pictures by OCR, embedded objects as attachments."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers.inner_pictures import IllustratedFlow, inner_pictures
from ingest.readers.ole_object import native, unwrapped
from ingest.readers.rtf_text import RtfParser
from ingest.request import ReadRequest

_NOT_HEX: Final = re.compile(rb"[^0-9a-fA-F]")
_EMBEDDED: Final = 2  # [MS-OLEDS] 2.2.4: the format of an object whose data follows


def open_rtf(path: Path, request: ReadRequest, engine: PageOcr) -> IllustratedFlow:
    """The text in order. A file that ends within a group is read to its end."""
    found = RtfParser().parse(path.read_bytes())
    loads = [partial(_unhexed, content) for content in found.pictures]
    pictures = inner_pictures(loads, request.limits.picture_pixels)
    attachments = list(_objects(found.objects))
    return IllustratedFlow(found.flow, request, engine, pictures, title=found.title, attachments=attachments)


def _unhexed(content: bytes) -> bytes:
    """The bytes of a picture or object: hexadecimal digits, or as they are where ``\\bin`` announced them."""
    digits = _NOT_HEX.sub(b"", content[:200])
    if len(digits) < 0.9 * len(content[:200].translate(None, b" \r\n\t")):
        return content
    digits = _NOT_HEX.sub(b"", content)
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _objects(contents: list[bytes]) -> Iterator[RawAttachment]:
    for number, content in enumerate(contents, start=1):
        inner = _object(_unhexed(content), f"objekt{number}.bin")
        if inner is not None:
            yield inner


def _object(content: bytes, name: str) -> RawAttachment | None:
    """The data of an embedded OLE 1 object ([MS-OLEDS] 2.2.5): version, format, three names, size, data."""
    try:
        _, form = struct.unpack_from("<II", content, 0)
        at = 8
        kinds = []
        for _ in range(3):
            (length,) = struct.unpack_from("<I", content, at)
            kinds.append(content[at + 4 : at + 4 + length].rstrip(b"\0"))
            at += 4 + length
        (size,) = struct.unpack_from("<I", content, at)
    except struct.error:
        return None
    data = content[at + 4 : at + 4 + size]
    if form != _EMBEDDED or not data:
        return None
    if kinds[0] == b"Package":
        return native(bytes(4) + data)
    return unwrapped(name, data)
