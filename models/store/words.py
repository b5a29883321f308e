"""The words of a page, packed small: a page of 400 words takes about 4 kB.

A zlib-compressed JSON list of rows ``[start, length, x0, y0, x1, y1, confidence]`` (boxes in hundredths of a point or
null, confidence in per mille); the word's text is the page's, so it is not kept twice.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from models.document import Word

_HUNDREDTHS = 100
_PER_MILLE = 1000


def pack(words: Sequence[Word]) -> bytes:
    """Words as bytes."""
    return zlib.compress(json.dumps([_row(word) for word in words], separators=(",", ":")).encode(), 6)


def unpack(packed: bytes, text: str) -> tuple[Word, ...]:
    """The words of the page with this ``text``."""
    return tuple(_word(row, text) for row in json.loads(zlib.decompress(packed)))


def _row(word: Word) -> list[int | None]:
    box = [None if side is None else round(side * _HUNDREDTHS) for side in (word.x0, word.y0, word.x1, word.y1)]
    return [
        word.start,
        word.end - word.start,
        *box,
        round(word.confidence * _PER_MILLE),
    ]


def _word(row: tuple[int, int, int | None, int | None, int | None, int | None, int], text: str) -> Word:
    start, length, x0, y0, x1, y1, confidence = row
    end = start + length
    box = (_points(x0), _points(y0), _points(x1), _points(y1))
    return Word(text[start:end], start, end, *box, confidence / _PER_MILLE)


def _points(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / _HUNDREDTHS
