"""What the child writes of a page and of a file inside the file; ``ingest/answer.py`` is where the parent reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from ingest.raw_page import RawAttachment, RawPage
from models.layout import as_rows

_PIECE: Final = 1 << 20  # bytes of an attachment in one message


def page_values(page: RawPage) -> dict[str, Any]:
    boxes = None if page.boxes is None else [[round(value, 2) for value in box] for box in page.boxes]
    return {
        "message": "page",
        "number": page.number,
        "method": page.method.value,
        "reason": page.reason,
        "text": page.text,
        "quality": page.quality,
        "width": page.width,
        "height": page.height,
        "boxes": boxes,
        "layout": as_rows(page.layout),
    }


def attachment_messages(attachment: RawAttachment, most: int) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The attachment in pieces: its name with the first, and whether there is more to come with each.

    One of more than ``most`` bytes is broken off: its last message says so.
    """
    values: dict[str, Any] = {"message": "attachment", "name": attachment.untrusted_name[:500]}
    left = most
    for piece in _pieces(attachment.content):
        left -= len(piece)
        if left < 0:
            yield {**values, "more": False, "broken": True}, b""
            return
        yield {**values, "more": True}, piece
        values = {"message": "piece"}
    yield {**values, "more": False}, b""


def _pieces(content: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield from (content[start : start + _PIECE] for start in range(0, len(content), _PIECE))
        return
    while piece := content.read(_PIECE):
        yield piece
