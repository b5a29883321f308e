"""Forms (*blanketter*) and letterheads: each label with what is filled in beside it or below it.

A file may draw all labels of a row before what stands below them; then the value follows its label in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from ingest.layout.labels import is_label
from ingest.layout.pieces import Piece, pieces_of, rows_of, usual_height
from ingest.page_text import Pair
from ingest.raw_page import Line

_MOST_WORDS: Final = 4  # of a label with a colon
_LONGEST_KEY: Final = 40  # characters
_BELOW: Final = 2.2  # usual heights between a label and the value below it
_ROWS_BELOW: Final = 3  # that may begin before the value below a label does
_ALIGNED: Final = 4.0  # points
_FEWEST_KNOWN: Final = 2  # labels of a column, and a third of it, from which the rest are taken for labels too


def pairs_of(lines: Sequence[Line]) -> list[Pair]:
    """The pairs on the page: by what stands beside or below a known label, or by a colon."""
    height = usual_height(lines)
    rows = rows_of(pieces_of(lines))
    known = (pair for at in range(len(rows)) for pair in _of_row(rows[at], rows[at + 1 : at + 1 + _ROWS_BELOW], height))
    return list(_apart(chain(known, _by_colon(rows, height), _by_column(rows, height))))


def _apart(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Those of which no word is in one before."""
    taken: set[int] = set()
    for pair in pairs:
        words = {id(word) for word in (*pair.key, *pair.value)}
        if taken.isdisjoint(words):
            taken |= words
            yield pair


def split_at_colon(words: Line) -> int:
    """How many of the words are a label that ends in a colon and has a value after it; 0 where there is none."""
    for count, word in enumerate(words[:_MOST_WORDS], 1):
        if word.text.endswith(":") and len(word.text) > 1:
            key = " ".join(each.text for each in words[:count])
            return count if count < len(words) and len(key) <= _LONGEST_KEY and key[0].isalpha() else 0
    return 0


def _of_row(row: Sequence[Piece], below: Sequence[Sequence[Piece]], height: float) -> Iterator[Pair]:
    """Each known label with what goes on in its own line, else what stands right below it, else at its right."""
    for at, label in enumerate(row):
        if not _is_label(label):
            continue
        right = next((each for each in row[at + 1 : at + 2] if _may_be_value(each, label)), None)
        if right and right.line == label.line:
            yield Pair(label.words, right.words)
        elif (under := _under(label, below, height)) and _heads_none(label, row):
            yield Pair(label.words, under.words, is_below=True)
        elif right:
            yield Pair(label.words, right.words)


def _heads_none(label: Piece, row: Sequence[Piece]) -> bool:
    """Whether its line holds nothing but labels, so that it is no row of headings above a short table."""
    return all(_is_label(each) for each in row if each.line == label.line)


def _under(label: Piece, below: Sequence[Sequence[Piece]], height: float) -> Piece | None:
    """The nearest piece that begins where the label does, close below it, where that may be its value."""
    for row in below:
        for each in row:
            if abs(each.x0 - label.x0) <= _ALIGNED:
                return each if each.y0 - label.y1 <= _BELOW * height and _may_be_value(each, label) else None
    return None


def _is_label(piece: Piece) -> bool:
    """A form's labels begin with a capital: in a line of running text with wide gaps the same words do not."""
    return piece.text[:1].isupper() and is_label(piece.text)


def _may_be_value(piece: Piece, label: Piece) -> bool:
    if label.text.isupper() and piece.text.isupper() and not any(map(str.isdigit, piece.text)):
        return False  # a form in capitals: another label, of a box that is empty
    begins_with_label = _is_label(piece) or (piece.words[0].text[0].isupper() and is_label(piece.words[0].text))
    return not begins_with_label and not split_at_colon(piece.words)


def _by_colon(rows: Sequence[Sequence[Piece]], height: float) -> Iterator[Pair]:
    """``Label: value`` where the label is known, or where such lines stand close below each other."""
    cuts = [[(each, split_at_colon(each.words)) for each in row] for row in rows]
    has = [any(count for _, count in row) for row in cuts]
    near = [lower[0].y0 - upper[0].y1 <= _BELOW * height for upper, lower in pairwise(rows)]
    for at, row in enumerate(cuts):
        in_form = (at > 0 and has[at - 1] and near[at - 1]) or (at < len(near) and has[at + 1] and near[at])
        for each, count in row:
            key = each.words[:count]
            if count and (in_form or is_label(" ".join(word.text for word in key))):
                yield Pair(key, each.words[count:])


def _by_column(rows: Sequence[Sequence[Piece]], height: float) -> Iterator[Pair]:
    """All rows of a form whose labels stand below each other, and so their values, where some labels are known."""
    run: list[Sequence[Piece]] = []
    for row in [*rows, ()]:
        if run and not (row and _stands_below(row, run[-1], height)):
            known = sum(_is_label(above[0]) for above in run)
            if known >= _FEWEST_KNOWN and 3 * known >= len(run):
                yield from (Pair(above[0].words, above[1].words) for above in run if _may_be_key(above))
            run = []
        if len(row) > 1:
            run.append(row)


def _stands_below(row: Sequence[Piece], above: Sequence[Piece], height: float) -> bool:
    if len(row) < 2 or row[0].y0 - above[0].y1 > _BELOW * height:
        return False
    return all(abs(one.x0 - other.x0) <= _ALIGNED for one, other in zip(row[:2], above[:2], strict=True))


def _may_be_key(row: Sequence[Piece]) -> bool:
    key = row[0]
    return key.text[0].isupper() and len(key.words) <= _MOST_WORDS and _may_be_value(row[1], key)
