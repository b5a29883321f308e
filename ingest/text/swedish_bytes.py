"""Which single-byte encoding a Swedish text is in: å, ä and ö stand elsewhere in those of DOS and old Macintoshes."""

from __future__ import annotations

import re
from typing import Final

_DEFAULT: Final = "cp1252"
_OTHERS: Final = ("cp850", "mac_roman")
_LETTERS: Final = "åäöÅÄÖéüÉÜ"
_CLEARLY: Final = 2  # times as many letters as in Windows-1252, whose quotes and dashes are others' letters
_SAMPLE: Final = 1_000_000  # bytes


def single_byte_encoding(content: bytes) -> str:
    """cp1252, unless more of the bytes within words are Swedish letters in another encoding."""
    sample = content[:_SAMPLE]
    counts = {encoding: _letters_within_words(sample, encoding) for encoding in (_DEFAULT, *_OTHERS)}
    best = max(_OTHERS, key=counts.__getitem__)
    return best if counts[best] > 1 + _CLEARLY * counts[_DEFAULT] else _DEFAULT


def _letters_within_words(content: bytes, encoding: str) -> int:
    found = re.escape(_LETTERS.encode(encoding))
    return len(re.findall(rb"(?<=[A-Za-z])[" + found + rb"](?=[a-z])", content))
