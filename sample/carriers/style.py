"""The looks of a laid-out paper: type, margins, letterhead."""

from __future__ import annotations

from dataclasses import dataclass

from sample.carriers.sheet import Ink


@dataclass(frozen=True, slots=True)
class Style:
    """``letterhead`` names a function of :mod:`sample.carriers.letterhead`; ``accent`` colours headings and rules."""

    name: str
    regular: str
    bold: str
    size: float
    letterhead: str
    left: float = 72.0
    right: float = 64.0
    accent: str = "#000000"
    grid: bool = True
    numbered: bool = False

    @property
    def body(self) -> Ink:
        """Running text."""
        return Ink(self.regular, self.size)

    @property
    def strong(self) -> Ink:
        """Words that stand out."""
        return Ink(self.bold, self.size)

    @property
    def fine(self) -> Ink:
        """Labels, footers, fine print."""
        return Ink(self.regular, max(7.5, self.size - 2.5), "#333333")

    @property
    def heading(self) -> Ink:
        """A heading within the paper."""
        return Ink(self.bold, self.size + 1, self.accent)

    @property
    def title(self) -> Ink:
        """The paper's heading."""
        return Ink(self.bold, self.size + 4.5, self.accent)


COLUMN = Style("column", "Times-Roman", "Helvetica-Bold", 11.5, "column", 92, 78)
CENTRED = Style("centred", "Times-Roman", "Times-Bold", 12, "centred", 85, 85, grid=False)
BOXED = Style("boxed", "Helvetica", "Helvetica-Bold", 10, "boxed", 62, 56)
BAND = Style("band", "Helvetica", "Helvetica-Bold", 10.5, "band", 72, 72, accent="#1d4e5f", numbered=True)
TYPED = Style("typed", "Courier", "Courier-Bold", 10.5, "typed", 80, 60, grid=False)
SIDE = Style("side", "Times-Roman", "Times-Bold", 11, "side", 150, 62, accent="#3b2f2f")
STYLES = {style.name: style for style in (COLUMN, CENTRED, BOXED, BAND, TYPED, SIDE)}

OF_OWNER = {
    "MBN": ("column", "boxed", "band", "side"),
    "SN": ("band", "centred", "column", "boxed"),
    "KS": ("centred", "column", "side", "band"),
    "5900": ("boxed", "typed", "column", "typed"),
}
"""Each owner's papers come in several looks: they are of different years and hands."""
