"""Takes the hints out of a TrueType file: they make it twice as large, and only old screens heed them."""

from __future__ import annotations

import struct
from itertools import accumulate, pairwise

_HINTING = (b"fpgm", b"prep", b"cvt ")
_MORE, _WORDS, _SCALE, _TWO_SCALES, _MATRIX, _TOLD = 0x20, 0x01, 0x08, 0x40, 0x80, 0x100
"""Flags of a part of a composite glyph (OpenType, table ``glyf``)."""


def unhinted(font: bytes) -> bytes:
    """The same font without instructions."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = dict[bytes, bytes]()
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        if tag not in _HINTING:
            tables[tag] = font[offset : offset + length]
    long = struct.unpack_from(">H", tables[b"head"], 50)[0] == 1
    loca = struct.unpack(f">{len(tables[b'loca']) // (4 if long else 2)}{'L' if long else 'H'}", tables[b"loca"])
    edges = loca if long else tuple(2 * edge for edge in loca)
    glyphs = [_glyph(tables[b"glyf"][start:end]) for start, end in pairwise(edges)]
    tables[b"glyf"] = b"".join(glyphs)
    tables[b"loca"] = struct.pack(f">{len(edges)}L", *accumulate(map(len, glyphs), initial=0))
    head = bytearray(tables[b"head"])
    head[50:52], head[8:12] = b"\0\1", bytes(4)
    tables[b"head"] = bytes(head)
    return _file(tables)


def _glyph(glyph: bytes) -> bytes:
    """A glyph without instructions, padded to four bytes."""
    if not glyph:
        return glyph
    contours = struct.unpack_from(">h", glyph)[0]
    if contours >= 0:
        at = 10 + 2 * contours
        length = struct.unpack_from(">H", glyph, at)[0]
        glyph = glyph[:at] + b"\0\0" + glyph[at + 2 + length :]
    else:
        glyph = _composite(bytearray(glyph))
    return glyph + bytes(-len(glyph) % 4)


def _composite(glyph: bytearray) -> bytes:
    at, flags = 10, _MORE
    while flags & _MORE:
        flags = struct.unpack_from(">H", glyph, at)[0]
        struct.pack_into(">H", glyph, at, flags & ~_TOLD)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return bytes(glyph[:at])


def _file(tables: dict[bytes, bytes]) -> bytes:
    """The tables, sorted by tag, with their directory and checksums."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = struct.pack(">LHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    at, bodies = 12 + 16 * count, list[bytes]()
    for tag in sorted(tables):
        padded = tables[tag] + bytes(-len(tables[tag]) % 4)
        directory += struct.pack(">4sLLL", tag, _sum(padded), at, len(tables[tag]))
        bodies.append(padded)
        at += len(padded)
    whole = bytearray(directory + b"".join(bodies))
    head = directory.index(b"head")
    offset = struct.unpack_from(">L", directory, head + 8)[0]
    struct.pack_into(">L", whole, offset + 8, (0xB1B0AFBA - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(padded: bytes) -> int:
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded))) & 0xFFFFFFFF
