"""Names as a person may safely see them: what has no shape of its own, or turns others', is written out."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSEEN: Final = frozenset(("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: with one, "gpj.exe" is shown as "exe.jpg"."""
_BYTES: Final = range(0xDC80, 0xDD00)  # a byte that Python could not decode (PEP 383)


def visible(untrusted: str) -> str:
    """``untrusted`` with such characters as ``\\x0a`` or ``\\u202e``, and each byte that is no text as ``\\xe5``."""
    return "".join(map(_shown, untrusted))


def _shown(character: str) -> str:
    code = ord(character)
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    if character in _TURNING or unicodedata.category(character) in _UNSEEN:
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return character
