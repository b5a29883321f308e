"""Lines that a PDF writes in pieces, far apart in its stream: put together again by where they stand on the page.

Some producers draw the right parts of all lines first, cut in the middle of words ("rådet t" … "ill"). pdfium keeps the
order of the stream, so the pieces end up on lines of their own. We mend only pages where pieces abut within words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.raw_page import Line, PlacedWord, is_sideways

_WITHIN_WORD: Final = 0.15  # of the line's height: a gap no wider than between two letters
_BETWEEN_WORDS: Final = 0.9  # no wider than between two words; columns stand further apart
_OVERLAP: Final = 0.6  # of the lower piece's height: on the same line
_FEWEST_TEARS: Final = 2  # on a page, before it is taken for torn
_BAND: Final = 8.0  # points: pieces are only compared with those in the same or the next band


@dataclass(frozen=True, slots=True)
class _Piece:
    index: int
    words: Line
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def overlaps(self, other: _Piece) -> bool:
        shared = min(self.y1, other.y1) - max(self.y0, other.y0)
        return shared >= _OVERLAP * min(self.height, other.height) > 0


def mend(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with torn ones joined, each where its first piece stood; the same lines where nothing is torn."""
    if is_sideways(lines):
        return list(lines)
    pieces = [_piece(index, line) for index, line in enumerate(lines) if line]
    follower = dict(_followers(pieces))
    by_index = {piece.index: piece for piece in pieces}
    tears = sum(_gap(by_index[first], second) <= _WITHIN_WORD * second.height for first, second in follower.items())
    if tears < _FEWEST_TEARS:
        return list(lines)
    return list(_joined(pieces, follower))


def _piece(index: int, words: Line) -> _Piece:
    return _Piece(
        index,
        words,
        words[0].x0,
        min(word.y0 for word in words),
        words[-1].x1,
        max(word.y1 for word in words),
    )


def _gap(first: _Piece, second: _Piece) -> float:
    return second.x0 - first.x1


def _followers(pieces: Sequence[_Piece]) -> Iterator[tuple[int, _Piece]]:
    """For each piece that another continues: its index and the nearest such piece. Each continues one at most."""
    bands: dict[int, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        bands[_band(piece)].append(piece)
    taken: set[int] = set()
    for piece in pieces:
        near = [other for step in (-1, 0, 1) for other in bands.get(_band(piece) + step, ())]
        after = [
            other for other in near if other is not piece and other.index not in taken and _continues(piece, other)
        ]
        if after:
            best = min(after, key=lambda other: abs(_gap(piece, other)))
            taken.add(best.index)
            yield piece.index, best


def _band(piece: _Piece) -> int:
    return int((piece.y0 + piece.y1) / 2 / _BAND)


def _continues(first: _Piece, second: _Piece) -> bool:
    height = min(first.height, second.height)
    return -0.25 * height <= _gap(first, second) <= _BETWEEN_WORDS * height and first.overlaps(second)


def _joined(pieces: Sequence[_Piece], follower: dict[int, _Piece]) -> Iterator[Line]:
    continued = {piece.index for piece in follower.values()}
    for piece in pieces:
        if piece.index in continued:
            continue
        words = list(piece.words)
        last, seen = piece, {piece.index}
        while (after := follower.get(last.index)) is not None and after.index not in seen:
            seen.add(after.index)
            if _gap(last, after) <= _WITHIN_WORD * min(last.height, after.height):
                words[-1:] = [_glued(words[-1], after.words[0])]
                words.extend(after.words[1:])
            else:
                words.extend(after.words)
            last = after
        yield tuple(words)


def _glued(first: PlacedWord, second: PlacedWord) -> PlacedWord:
    return PlacedWord(
        first.text + second.text,
        min(first.x0, second.x0),
        min(first.y0, second.y0),
        max(first.x1, second.x1),
        max(first.y1, second.y1),
        min(first.confidence, second.confidence),
    )
