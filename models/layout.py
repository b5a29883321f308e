"""How a page's text is laid out (*sidans uppställning*): what its spans are, what was corrected, what stayed unread.

Offsets are Unicode code points of the page's text, end exclusive; boxes are in points from the top left of the upright
page, as everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class BlockKind(StrEnum):
    """What a span of a page's text is in the file that it came from."""

    PARAGRAPH = "paragraph"
    LINE = "line"  # of a plain text
    ROW = "row"  # of a table; its cells are blocks within it
    CELL = "cell"
    HEADER = "header"  # stands at the head of several pages: not shown again in each fragment
    FOOTER = "footer"
    KEY = "key"  # of a form: "Diarienummer:"; the value follows
    VALUE = "value"
    NOTE = "note"  # a footnote, a comment, an annotation
    FORM_FIELD = "form_field"  # what somebody filled in


@dataclass(frozen=True, slots=True)
class Block:
    """A span and where in the file it stands, as its reader would say it to a person ("Blad1!B7", "stycke 4").

    Blocks may lie within each other (a cell in a row) and never overlap otherwise.
    """

    start: int
    end: int
    kind: BlockKind
    place: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A span that was put right; ``original`` is what the OCR engine read there, ``rule`` which rule changed it."""

    start: int
    end: int
    original: str
    rule: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that was seen and not read, such as handwriting; ``reason`` is a short code."""

    x0: float
    y0: float
    x1: float
    y1: float
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything known of a page's text beside its words.

    ``joins`` are spans ("-\\n") that a hyphen at the end of a line put into a word; see :func:`joined`.
    """

    blocks: tuple[Block, ...] = ()
    corrections: tuple[Correction, ...] = ()
    regions: tuple[Region, ...] = ()
    joins: tuple[tuple[int, int], ...] = ()


PLAIN = Layout()

Rows = dict[str, list[list[int | float | str]]]
"""A layout as values that JSON has, each list of rows by its name; what there is none of is left out."""


def as_rows(layout: Layout) -> Rows:
    """How a layout crosses from a child and lies in the register. The sides of regions are in hundredths of a point."""
    rows: Rows = {
        "blocks": [[each.start, each.end, each.kind.value, each.place] for each in layout.blocks],
        "corrections": [[each.start, each.end, each.original, each.rule] for each in layout.corrections],
        "regions": [
            [*(round(side, 2) for side in (each.x0, each.y0, each.x1, each.y1)), each.reason] for each in layout.regions
        ],
        "joins": [list(span) for span in layout.joins],
    }
    return {name: some for name, some in rows.items() if some}


@dataclass(frozen=True, slots=True)
class Joined:
    """A text without the hyphens that line ends put into its words. Offsets into ``text`` lead back to the page's."""

    text: str
    places: tuple[int, ...]  # offsets in ``text`` where something was left out
    lengths: tuple[int, ...]  # how much was left out up to and at each of them

    def start(self, offset: int) -> int:
        """Where on the page the character at ``offset`` of ``text`` stands."""
        cut = bisect_right(self.places, offset)
        return offset + (self.lengths[cut - 1] if cut else 0)

    def end(self, offset: int) -> int:
        """Where on the page a span ends whose end in ``text`` is ``offset``: a hyphen after it is not part of it."""
        return self.start(offset - 1) + 1 if offset > 0 else 0


def joined(text: str, joins: tuple[tuple[int, int], ...]) -> Joined:
    """``text`` with the spans in ``joins`` (ordered, apart) left out: "hante-\\nring" becomes "hantering"."""
    kept, places, lengths, left_out, before = [], [], [], 0, 0
    for start, end in joins:
        kept.append(text[before:start])
        places.append(start - left_out)
        left_out += end - start
        lengths.append(left_out)
        before = end
    return Joined("".join([*kept, text[before:]]), tuple(places), tuple(lengths))


def are_apart(spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether the spans are in order, none empty and none touching another."""
    return all(start < end for start, end in spans) and all(first[1] < then[0] for first, then in pairwise(spans))


def column_number(letters: str) -> int:
    """A column of a sheet by its letters, in capitals: 1 of "A", 27 of "AA", 0 of none."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
