"""A page as the name model sees it: atoms (runs of word characters, or single marks), in windows of whole sentences.

Marks that are set over and under a letter belong to its word: ``å`` written as ``a`` and U+030A, the points of Hebrew
and the vowels of Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_MARKS: Final = (
    "".join(mark for mark in map(chr, range(0x300, 0x3100)) if unicodedata.category(mark) in ("Mn", "Mc"))
    + "\ufe00-\ufe0f\ufe20-\ufe2f\u200c\u200d"
)  # and the marks that join letters or keep them apart (Farsi, Hindi)
_ATOM: Final = re.compile(rf"\w[\w{_MARKS}]*|[^\w\s][{_MARKS}]*")
_SENTENCE_END: Final = frozenset(".!?")

COLUMN: Final = " " * 3
"""What stands between the columns of a line at least; two spaces come of a justified line too."""


class Atom(NamedTuple):
    """A run of word characters, or a mark, in NFC. ``start`` and ``end`` are code points of the text as it is written.

    ``gap`` is 0 where the atom goes on from the one before it, 1 after a space, 2 after a line break. ``walled`` is an
    atom that opens a cell, a column or a paragraph: no name reaches into it from before.
    """

    text: str
    start: int
    end: int
    gap: int
    walled: bool = False


def atoms(text: str) -> list[Atom]:
    """The atoms of ``text`` in order; the first stands after a space."""
    found: list[Atom] = []
    end = 0
    composed = unicodedata.is_normalized("NFC", text)
    for match in _ATOM.finditer(text):
        start = match.start()
        between = text[end:start] if found else " "
        gap = 0 if not between else 2 if "\n" in between else 1
        walled = gap > 0 and between != " " and _walls(between)
        end = match.end()
        written = match.group() if composed else unicodedata.normalize("NFC", match.group())
        found.append(Atom(written, start, end, gap, walled))
    return found


def _walls(between: str) -> bool:
    """Whether a tab, an empty line or, on one line, a gap as between columns lies before an atom."""
    return "\t" in between or between.count("\n") > 1 or (COLUMN in between and "\n" not in between)


def windows(found: Sequence[Atom], sizes: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """``(first, after the last)`` atom of each window: at most ``room`` pieces, ended where a sentence or line ends.

    ``sizes`` tells how many pieces each atom takes; an atom larger than ``room`` stands alone.
    """
    first, used, best = 0, 0, 0
    for place, atom in enumerate(found):
        if place and _may_end(found[place - 1], atom):
            best = place
        while used + sizes[place] > room and place > first:
            cut = best if best > first else place
            yield first, cut
            first, used = cut, sum(sizes[cut:place])
        used += sizes[place]
    if first < len(found):
        yield first, len(found)


def _may_end(before: Atom, after: Atom) -> bool:
    """Whether a window may end between two atoms: at a line's end, or after a mark that ends a sentence."""
    return after.gap == 2 or (after.gap == 1 and before.text in _SENTENCE_END)
