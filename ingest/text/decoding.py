"""Bytes to text, where nothing says which encoding it is."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ingest.text.swedish_bytes import single_byte_encoding

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS: Final = frozenset(b"\t\n\r\f\x0b\x1a\x1b")  # tab, line and page breaks, DOS end of file, escape
_MOST_CONTROLS: Final = 0.01  # of the bytes: an old printer file has a few
_MULTIBYTE: Final = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")  # what UTF-8 makes of å and its like
_STRAY: Final = 0.1  # of the characters beyond ASCII that may be broken in a text that is UTF-8 all the same


def decode(content: bytes, *, partial: bool = False) -> str | None:
    """``content`` as text with line breaks as ``\\n``, or None where it is no text in an encoding that we know.

    ``partial``: the beginning of a longer text, which may end within a character.
    """
    text = _decoded(content, not partial)
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


def decode_as_given(content: bytes) -> str | None:
    """The same with the line breaks that it has, so that offsets are those of the text itself."""
    return _decoded(content, True)


def _decoded(content: bytes, final: bool) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _try(content, encoding, final)
    if not _looks_like_text(content):
        return _without_mark(content, final)
    for encoding in ("utf-8", single_byte_encoding(content)):
        text = _try(content, encoding, final) if encoding != "utf-8" else _utf_8(content, final)
        if text is not None:
            return text
    return content.decode("latin-1")


def _utf_8(content: bytes, final: bool) -> str | None:
    """UTF-8; a few bytes in it that are none are read as Windows-1252, and None where they are many."""
    text = _try(content, "utf-8", final)
    if text is not None:
        return text
    text = content.decode("utf-8", "surrogateescape")
    stray = re.findall(r"[\udc80-\udcff]", text)
    if len(stray) > _STRAY * len(_MULTIBYTE.findall(content)):
        return None
    return re.sub(
        r"[\udc80-\udcff]", lambda found: bytes([ord(found.group()) - 0xDC00]).decode("cp1252", "replace"), text
    )


def _try(content: bytes, encoding: str, final: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content, final)
    except UnicodeDecodeError:
        return None


def _looks_like_text(content: bytes) -> bool:
    head = content[:65_536]
    controls = sum(head.count(bytes([byte])) for byte in range(32) if byte not in _TEXT_CONTROLS)
    return b"\0" not in head and controls <= _MOST_CONTROLS * len(head)


def _without_mark(content: bytes, final: bool) -> str | None:
    """UTF-16 that lost its mark: in Western text every other byte is zero."""
    head = content[:4096]
    if len(head) < 4 or (final and len(content) % 2):
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.05 * half:
        return _try(content, "utf-16-le", final)
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.05 * half:
        return _try(content, "utf-16-be", final)
    return None
