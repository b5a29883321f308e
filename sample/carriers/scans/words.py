"""Where each word of a sheet lies."""

from __future__ import annotations

import re

from sample.carriers.metrics import line_width, widths
from sample.carriers.placed import Box, Placed
from sample.carriers.sheet import Piece, Sheet
from sample.gold import Word

_WORD = re.compile(r"\S+")
ASCENT, DESCENT = 0.76, 0.24
"""How far a word's box reaches above and below its baseline, in parts of the type's size."""


def words(sheet: Sheet) -> tuple[Word, ...]:
    """The words of a sheet in the order of its text (:meth:`Sheet.written`), boxes in points from the top left."""
    found, offset = list[Word](), 0
    for index, piece in enumerate(sheet.pieces):
        offset += len(piece.glue) if index else 0
        if not isinstance(piece, Box) and not (isinstance(piece, Placed) and piece.field):
            found += _of_piece(piece, offset)
        offset += len(piece.marked.text)
    return tuple(found)


def _of_piece(piece: Piece, offset: int) -> list[Word]:
    known, size, made, at = widths(piece.ink.font), piece.ink.size, list[Word](), 0
    for number, line in enumerate(piece.marked.text.split("\n")):
        baseline = piece.y + number * piece.ink.step
        left = piece.x
        if piece.align != "left":
            left -= line_width(known, line) * size * (1.0 if piece.align == "right" else 0.5)
        x, before = left, 0
        for match in _WORD.finditer(line):
            x += known[" "] * (match.start() - before) * size
            end = x + known[match.group()] * size
            start = offset + at + match.start()
            made.append(
                Word(start, start + len(match.group()), x, baseline - ASCENT * size, end, baseline + DESCENT * size)
            )
            x, before = end, match.end()
        at += len(line) + 1
    return made
