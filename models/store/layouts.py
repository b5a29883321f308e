"""The layout of a page, packed small: a zlib-compressed JSON object of rows, or None where there is nothing to say."""

from __future__ import annotations

import json
import zlib

from models.layout import PLAIN, Block, BlockKind, Correction, Layout, Region, as_rows


def pack(layout: Layout) -> bytes | None:
    """A layout as bytes."""
    if layout == PLAIN:
        return None
    return zlib.compress(json.dumps(as_rows(layout), ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(packed: bytes | None) -> Layout:
    """The inverse of :func:`pack`."""
    if packed is None:
        return PLAIN
    values = json.loads(zlib.decompress(packed))
    return Layout(
        tuple(Block(start, end, BlockKind(kind), place) for start, end, kind, place in values.get("blocks", ())),
        tuple(Correction(*row) for row in values.get("corrections", ())),
        tuple(Region(*row) for row in values.get("regions", ())),
        tuple((start, end) for start, end in values.get("joins", ())),
    )
