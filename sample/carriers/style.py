"""The looks of a laid-out paper: type, margins, letterhead, and how each sort of block is set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from zlib import crc32

from sample.carriers.sheet import Ink


@dataclass(frozen=True)
class Style:
    """One look.

    ``letterhead`` names one of :data:`sample.carriers.letterhead.LETTERHEADS`, ``footer`` one of
    :data:`sample.carriers.footer.FOOTERS`; ``paging`` is the form of the page number and ``page_at`` its place (right,
    centre or top); ``running`` repeats owner and case at the top of later sheets. ``accent`` colours headings.

    ``section`` says how headings are set: plain, number, margin (§ in the margin), caps, shade or rule. ``pairs``:
    columns, boxes, ruled, shaded, stacked or inline. ``table``: grid, rules, zebra or bare. ``columns`` is 1 or 2.
    """

    name: str
    regular: str
    bold: str
    size: float
    letterhead: str
    left: float = 72.0
    right: float = 64.0
    accent: str = "#000000"
    italic: str = ""
    section: str = "plain"
    pairs: str = "columns"
    table: str = "grid"
    quote: str = "indent"
    hang: bool = True
    columns: int = 1
    leading: float = 1.28
    footer: str = "line"
    paging: str = "Sida {n} ({total})"
    page_at: str = "right"
    mark: str = "right"
    running: bool = False

    def _ink(self, font: str, size: float, colour: str = "#000000") -> Ink:
        return Ink(font, size, colour, size * self.leading)

    @cached_property
    def body(self) -> Ink:
        """Running text."""
        return self._ink(self.regular, self.size)

    @cached_property
    def strong(self) -> Ink:
        """Words that stand out."""
        return self._ink(self.bold, self.size)

    @cached_property
    def slanted(self) -> Ink:
        """What others said."""
        return self._ink(self.italic or self.regular, self.size)

    @cached_property
    def fine(self) -> Ink:
        """Labels, footers, fine print."""
        return self._ink(self.regular, max(7.5, self.size - 2.5), "#333333")

    @cached_property
    def heading(self) -> Ink:
        """A heading within the paper."""
        return Ink(self.bold, self.size + 1, self.accent)

    @cached_property
    def title(self) -> Ink:
        """The paper's heading."""
        return Ink(self.bold, self.size + 4.5, self.accent)

    def embedded(self) -> Style:
        """The same look in the faces of :mod:`sample.carriers.typefaces`, which run wide: so a size smaller."""
        return replace(self, regular="Vera", bold="Vera-Bold", italic="Vera-Italic", size=self.size - 1.3)


_TIMES = ("Times-Roman", "Times-Bold")
_HELVETICA = ("Helvetica", "Helvetica-Bold")
_COURIER = ("Courier", "Courier-Bold")
_OBLIQUE, _SLANT = "Helvetica-Oblique", "Times-Italic"

_ALL = (
    Style("column", "Times-Roman", "Helvetica-Bold", 11.5, "column", 92, 78, italic=_SLANT),
    Style("centred", *_TIMES, 12, "centred", 85, 85, italic=_SLANT, table="rules", paging="- {n} -", page_at="centre",
          footer="centre", hang=False),
    Style("boxed", *_HELVETICA, 10, "boxed", 62, 56, italic=_OBLIQUE, pairs="boxes", paging="{n} ({total})"),
    Style("band", *_HELVETICA, 10.5, "band", accent="#1d4e5f", section="number", table="zebra", quote="bar",
          footer="columns"),
    Style("typed", *_COURIER, 10.5, "typed", 80, 60, table="bare", pairs="inline", hang=False, footer="none",
          paging="- {n} -", page_at="centre", mark="left"),
    Style("side", *_TIMES, 11, "side", 150, 62, accent="#3b2f2f", italic=_SLANT, pairs="ruled"),
    Style("memo", *_HELVETICA, 10.5, "memo", 78, 70, italic=_OBLIQUE, section="rule", table="rules", pairs="columns",
          footer="none", paging="{n}({total})", page_at="top", mark="foot", running=True),
    Style("modern", *_HELVETICA, 10, "modern", 70, 96, accent="#7a1f5c", leading=1.45, pairs="stacked", table="zebra",
          quote="bar", footer="columns", paging="Sida {n} av {total}", mark="left"),
    Style("ledger", "Helvetica", "Helvetica-Bold", 9, "ledger", 48, 48, accent="#0b4f30", section="shade",
          pairs="ruled", leading=1.22, footer="rules", paging="Sid {n}/{total}", mark="centre", running=True),
    Style("plain", *_TIMES, 12, "plain", 96, 90, italic=_SLANT, table="rules", pairs="inline", hang=False,
          footer="none", paging="{n}", page_at="centre", mark="foot"),
    Style("spread", "Times-Roman", "Helvetica-Bold", 10, "spread", 56, 56, accent="#234a86", columns=2, italic=_SLANT,
          quote="bar", footer="centre", paging="{n} | {total}", pairs="ruled"),
    Style("form", *_HELVETICA, 9.5, "form", 54, 54, section="shade", pairs="boxes", footer="rules",
          paging="Blad {n} av {total}", page_at="top", mark="left"),
    Style("minutes", *_TIMES, 11.5, "minutes", 128, 70, section="margin", italic=_SLANT, table="rules",
          footer="initials", paging="Sida {n}({total})", page_at="top", running=True),
    Style("crest", *_TIMES, 11.5, "crest", 88, 82, accent="#5a1a1a", italic=_SLANT, section="caps", footer="columns",
          paging="Sida {n} av {total}", page_at="centre", mark="left"),
    Style("tabell", *_HELVETICA, 9.5, "tabell", 60, 60, accent="#30475e", pairs="shaded", section="shade",
          paging="{n}/{total}", footer="line", mark="centre"),
    Style("envelope", *_HELVETICA, 11, "envelope", 104, 74, italic=_OBLIQUE, pairs="columns", table="rules",
          footer="columns", paging="{n} ({total})", page_at="top"),
    Style("slab", *_HELVETICA, 10, "slab", 96, 60, accent="#202830", section="number", quote="bar", pairs="stacked",
          footer="centre", paging="Sida {n} av {total}", mark="foot"),
    Style("bulletin", "Times-Roman", "Times-Bold", 11, "bulletin", 80, 80, italic=_SLANT, section="rule",
          accent="#14365c", pairs="ruled", footer="line", paging="sid. {n}", running=True),
    Style("printout", *_COURIER, 9, "printout", 46, 46, section="caps", table="bare", pairs="columns", leading=1.2,
          hang=False, footer="none", paging="SIDA {n:>3}", page_at="top", mark="left", running=True),
    Style("court", *_TIMES, 12, "court", 110, 96, italic=_SLANT, section="caps", table="rules", pairs="columns",
          leading=1.36, footer="columns", paging="Sid {n} ({total})", page_at="top", running=True),
    Style("sober", "Helvetica", "Helvetica", 10.5, "sober", 128, 92, accent="#444444", leading=1.4, italic=_OBLIQUE,
          table="bare", pairs="stacked", footer="centre", paging="{n}", mark="centre"),
)  # fmt: skip
STYLES = {style.name: style for style in _ALL}

OF_OWNER = {
    "MBN": ("column", "boxed", "band", "side", "form", "slab"),
    "SN": ("band", "centred", "crest", "boxed", "envelope", "sober"),
    "KS": ("centred", "modern", "side", "tabell", "ledger", "minutes"),
    "5900": ("boxed", "typed", "memo", "printout", "plain", "bulletin"),
}
"""The looks of an owner's papers, which are of different years and hands; other owners have theirs by chance."""


@lru_cache(maxsize=1024)
def looks(code: str) -> tuple[str, ...]:
    """The six looks of the owner with this code; the same in every run."""
    if code in OF_OWNER:
        return OF_OWNER[code]
    return tuple(sorted(STYLES, key=lambda name: crc32(f"{code}/{name}".encode()))[:6])
