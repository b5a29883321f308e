"""Values of form fields put where a person reads them: after their label, on the label's line.

A PDF draws its fields after everything else, so that all values of a form would stand at the end of the page's text. A
page that is mostly form is read row by row: its labels, too, are written in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.raw_page import Line, PlacedWord
from ingest.readers.pdf_objects import Rect

_REACH: Final = 1.5  # points beyond a field's frame
_SAME_LINE: Final = 0.5  # of the lower one's height
_FORM_FIELDS: Final = 3  # from this many on a page may be a form
_WORDS_A_FIELD: Final = 30  # and it is one where no more words than this stand for each
_APART: Final = 1.5  # of a word's height: words further apart are not of one label
_BESIDE_NOTHING: Final = 100_000.0  # points: further than any page is wide


def in_place(lines: list[Line], fields: Sequence[Rect]) -> list[Line]:
    """``lines`` with each that lies wholly in form fields moved to where the fields are; a form row by row."""
    moving, staying = _to_move(lines, fields)
    if not moving:
        return lines
    placed = [list(line) for line in staying]
    pieces = [piece for line in moving for piece in _pieces(line, fields)]
    for piece in sorted(pieces, key=lambda piece: (round(_middle(piece)), piece[0].x0)):
        _insert(piece, placed)
    return [tuple(line) for line in placed]


def _to_move(lines: list[Line], fields: Sequence[Rect]) -> tuple[list[Line], list[Line]]:
    words = sum(map(len, lines))
    if len(fields) >= _FORM_FIELDS and words <= _WORDS_A_FIELD * len(fields):
        return [line for line in lines if line], []
    moving: list[Line] = []
    staying: list[Line] = []
    for line in lines:
        inside = bool(line and fields) and all(_field_of(word, fields) is not None for word in line)
        (moving if inside else staying).append(line)
    return moving, staying


def _field_of(word: PlacedWord, fields: Sequence[Rect]) -> int | None:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    for index, box in enumerate(fields):
        if box[0] - _REACH <= x <= box[2] + _REACH and box[1] - _REACH <= y <= box[3] + _REACH:
            return index
    return None


def _pieces(line: Line, fields: Sequence[Rect]) -> Iterator[list[PlacedWord]]:
    """The words of each field, and those between that stand close together."""
    piece: list[PlacedWord] = []
    before = None
    for word in line:
        field = _field_of(word, fields)
        if piece and (field != before or (field is None and _are_apart(piece[-1], word))):
            yield piece
            piece = []
        piece.append(word)
        before = field
    if piece:
        yield piece


def _are_apart(first: PlacedWord, second: PlacedWord) -> bool:
    height = max(first.y1 - first.y0, 1.0)
    return not -height <= second.x0 - first.x1 <= _APART * height


def _insert(piece: list[PlacedWord], lines: list[list[PlacedWord]]) -> None:
    """On the line at its height, by its place from the left; else as a line of its own below what stands above it."""
    beside = [line for line in lines if line and _overlap(piece, line)]
    if beside:
        line = min(beside, key=lambda line: _distance(piece, line))
        at = next((index for index, word in enumerate(line) if word.x0 > piece[0].x0), len(line))
        line[at:at] = piece
        return
    above = [index for index, line in enumerate(lines) if line and _middle(line) <= _middle(piece)]
    lines.insert(above[-1] + 1 if above else 0, piece)


def _overlap(first: Sequence[PlacedWord], second: Sequence[PlacedWord]) -> bool:
    shared = min(_bottom(first), _bottom(second)) - max(_top(first), _top(second))
    return shared >= _SAME_LINE * min(_bottom(first) - _top(first), _bottom(second) - _top(second)) > 0


def _distance(piece: Sequence[PlacedWord], line: Sequence[PlacedWord]) -> float:
    """From the nearest word to the left of ``piece``; where there is none, more than any such."""
    left = [piece[0].x0 - word.x1 for word in line if word.x0 <= piece[0].x0]
    return min(left) if left else _BESIDE_NOTHING + line[0].x0 - piece[-1].x1


def _top(line: Sequence[PlacedWord]) -> float:
    return min(word.y0 for word in line)


def _bottom(line: Sequence[PlacedWord]) -> float:
    return max(word.y1 for word in line)


def _middle(line: Sequence[PlacedWord]) -> float:
    return (_top(line) + _bottom(line)) / 2
