"""The RTF of Outlook's items: packed as [MS-OXRTFCP] says, and its words."""

from __future__ import annotations

import struct
from typing import Final

from ingest.readers.rtf_text import RtfParser

_PACKED: Final = 0x75465A4C  # "LZFu"
_STORED: Final = 0x414C454D  # "MELA"
_HEADER: Final = 16
_RING: Final = 4096
_BEGINNING: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)  # [MS-OXRTFCP] 3.1.1.1: what the dictionary is filled with at first
_MOST: Final = 32 * 1024 * 1024  # bytes of RTF: a mail's words take a thousandth of it


def unpacked(raw: bytes) -> bytes:
    """The RTF that ``raw`` is, packed or not; as far as it goes where it breaks off, at most 32 MB."""
    if len(raw) < _HEADER:
        return b""
    _, _, kind, _ = struct.unpack_from("<4I", raw)
    if kind == _PACKED:
        return _decompressed(raw[_HEADER:])
    if kind == _STORED:
        return raw[_HEADER:][:_MOST]
    return raw[:_MOST] if raw.startswith(b"{\\rtf") else b""


def _decompressed(packed: bytes) -> bytes:
    """[MS-OXRTFCP] 3.1.3.1.2: eight tokens follow a byte of flags, each a byte or a piece of the last 4,096 bytes."""
    ring = bytearray(_BEGINNING.ljust(_RING, b"\0"))
    write, at, out = len(_BEGINNING), 0, bytearray()
    while at < len(packed) and len(out) < _MOST:
        flags = packed[at]
        at += 1
        for bit in range(8):
            if flags >> bit & 1:
                if at + 2 > len(packed):
                    return bytes(out)
                token = packed[at] << 8 | packed[at + 1]
                at += 2
                start, count = token >> 4, (token & 15) + 2
                if start == write:  # the end
                    return bytes(out)
            else:
                if at >= len(packed):
                    return bytes(out)
                ring[write] = packed[at]
                start, count = write, 1
                at += 1
            for offset in range(count):
                byte = ring[(start + offset) % _RING]
                ring[write] = byte
                write = (write + 1) % _RING
                out.append(byte)
    return bytes(out)


def rtf_text(raw: bytes) -> str:
    """The words of (compressed) RTF; empty where it is none."""
    rtf = unpacked(raw).rstrip(b"\0")
    return RtfParser().parse(rtf).flow.text() if rtf else ""
