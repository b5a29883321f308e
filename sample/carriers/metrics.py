"""How wide words are. A word is measured once for each face of type: measuring takes most of the time of laying out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sample.carriers.plain import said
from sample.carriers.sheet import Ink
from sample.draft import Draft
from sample.spans import Marked

_KEPT = 60_000
"""Words remembered for each face; what comes after that begins a new memory."""

_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2009": " ", "\u202f": " ", "ł": "l", "Ł": "L",
                        "đ": "d", "Đ": "D", "ı": "i"})  # fmt: skip


class Widths(dict[str, float]):
    """The width of a word in ems, by word."""

    def __init__(self, table: list[float]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, word: str) -> float:
        if len(self) > _KEPT:
            self.clear()
        wide = sum(map(self._table.__getitem__, word.encode("cp1252", "replace"))) / 1000
        self[word] = wide
        return wide


@lru_cache(maxsize=64)
def widths(font: str) -> Widths:
    """The widths in a standard face or in an embedded one of :mod:`sample.carriers.typefaces`."""
    from sample.carriers.typefaces import EMBEDDED, face

    if font in EMBEDDED:
        return Widths(face(font).widths)
    from reportlab.pdfbase.pdfmetrics import getFont

    return Widths([float(wide) for wide in getFont(font).widths])


def gutter(draft: Draft, ink: Ink, least: float) -> float:
    """How far to the right of their labels the particulars of a letterhead stand, so that none runs into its label."""
    return max(least, 10 + max((measured(key, ink) for key, _ in draft.references), default=0.0))


def measured(phrase: str, ink: Ink) -> float:
    """How wide a phrase of one line is, in points."""
    return line_width(widths(ink.font), typeset(phrase).text) * ink.size


def line_width(known: Widths, line: str) -> float:
    """How wide a line is, in ems, by its words."""
    return sum(known[word] for word in line.split(" ")) + known[" "] * line.count(" ")


def typeset(phrase: str | Marked) -> Marked:
    """What a phrase says (or a text read already), in signs that the type has."""
    return settable(said(phrase) if isinstance(phrase, str) else phrase)


def settable(marked: Marked) -> Marked:
    """The text with signs that the type has not (outside CP1252) replaced by their base letters: no offset moves."""
    try:
        marked.text.encode("cp1252")
    except UnicodeEncodeError:
        return Marked("".join(map(_alike, marked.text)), marked.spans, marked.notes)
    return marked


@lru_cache(maxsize=4096)
def _alike(sign: str) -> str:
    for one in (sign, sign.translate(_ALIKE), unicodedata.normalize("NFKD", sign)[0]):
        try:
            one.encode("cp1252")
        except UnicodeEncodeError:
            continue
        return one
    return "?"
