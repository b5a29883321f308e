"""The raised figure of a footnote, glued to the word before it: "föreskriver!" was "föreskriver" and a small 1."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy

from ingest.ocr.glyphs import Glyph, glyphs
from ingest.raw_page import Line, PlacedWord

if TYPE_CHECKING:
    from PIL import Image

_WITH_MARK: Final = re.compile(r"([^\W\d_][\w\-]*[^\W\d_][.,]?)([!1-9]\d?)")
_RAISED: Final = 0.3  # of the height of the letters: how far above the line a raised figure ends
_HEIGHT: Final = (0.55, 1.25)  # of the median letter's: quotation marks are lower, figures on the line higher


def with_note_marks(line: Line, picture: Image.Image) -> Line:
    """``line`` (pixels of the grey ``picture``) with each raised figure as a word of its own."""
    parted: list[PlacedWord] = []
    for word in line:
        parted += _parted(word, picture)
    return tuple(parted)


def _parted(word: PlacedWord, picture: Image.Image) -> tuple[PlacedWord, ...]:
    found = _WITH_MARK.fullmatch(word.text)
    if not found or len(found[1]) < 3:
        return (word,)
    seen = glyphs(picture, (word.x0, word.y0, word.x1, word.y1))
    count = len(found[2])
    if len(seen) < count + 2 or not _is_raised(seen[:-count], seen[-count:]):
        return (word,)
    edge = seen[-count].x0
    mark = replace(word, text=found[2].replace("!", "1"), x0=edge, original=found[2], rule="note_mark")
    return replace(word, text=found[1], x1=edge), mark


def _is_raised(letters: list[Glyph], marks: list[Glyph]) -> bool:
    bottom = float(numpy.median([letter.y1 for letter in letters]))
    height = float(numpy.median([letter.height for letter in letters]))
    return all(
        mark.y1 < bottom - _RAISED * height and _HEIGHT[0] * height <= mark.height <= _HEIGHT[1] * height
        for mark in marks
    )
