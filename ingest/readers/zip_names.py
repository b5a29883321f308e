"""The names of ZIP members. APPNOTE 4.4.4 knows CP437 and, with a flag, UTF-8; archives in the wild hold any bytes."""

from __future__ import annotations

import struct
import zipfile
from typing import Final

_UTF8_FLAG: Final = 0x800  # APPNOTE 4.4.4, bit 11
_UNICODE_PATH: Final = 0x7075  # APPNOTE 4.6.9
_LETTERS: Final = frozenset("åäöÅÄÖéÉüÜøØæÆ")
_GUESSES: Final = ("cp437", "cp850", "cp1252")


def member_name(info: zipfile.ZipInfo) -> str:
    """The name as its maker meant it, as far as can be told; bytes that are no text as lone surrogates."""
    told = _unicode_path(info.extra)
    if told:
        return told
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    return guessed(info.orig_filename.encode("cp437", "replace"))


def guessed(raw: bytes) -> str:
    """``raw`` in the encoding in which most of what is not ASCII is a letter that Swedish names have."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return max((raw.decode(encoding, "surrogateescape") for encoding in _GUESSES), key=_likelihood)


def _likelihood(name: str) -> int:
    return sum(1 if character in _LETTERS else -1 for character in name if not character.isascii())


def _unicode_path(extra: bytes) -> str:
    """The name that the Unicode path field of ``extra`` gives, or empty."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "surrogateescape")
        at += 4 + size
    return ""
