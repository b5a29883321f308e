"""A sheet as a PDF content stream: strokes, fills and text, written out directly.

A text's bytes are CP1252 in every face used here, so the whole stream is put together as one string and encoded once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from sample.carriers.metrics import line_width, widths
from sample.carriers.placed import Box, Placed
from sample.carriers.sheet import HEIGHT, Piece, Sheet, Stroke


@lru_cache(maxsize=512)
def colour(hexadecimal: str) -> str:
    """``#1d4e5f`` as three numbers from 0 to 1."""
    return " ".join(f"{int(hexadecimal[at : at + 2], 16) / 255:.3g}" for at in (1, 3, 5))


def literal(text: str) -> str:
    """Text as it stands between the brackets of a PDF string."""
    if "\\" in text or "(" in text or ")" in text:
        text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return text


@dataclass(slots=True)
class Stream:
    """The stream of one page. ``resource`` gives a face's name among the page's resources.

    With ``tagged`` each piece is marked content: ``tags`` are the pieces' tags, by MCID, with their glue.
    """

    resource: Callable[[str], str]
    tagged: bool = False
    parts: list[str] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)
    _font: tuple[str, float] = ("", 0.0)
    _ink: str = ""

    def draw(self, sheet: Sheet) -> str:
        """Draws a sheet; values of form fields are left to the fields."""
        add = self.parts.append
        if self.tagged and (sheet.fills or sheet.strokes):
            add("/Artifact BMC")
        for fill in sheet.fills:
            left, top, wide, tall = fill.box
            add(f"{colour(fill.colour)} rg {left:.2f} {HEIGHT - top - tall:.2f} {wide:.2f} {tall:.2f} re f")
        for stroke in sheet.strokes:
            self._stroke(stroke)
        if self.tagged and (sheet.fills or sheet.strokes):
            add("EMC")
        for piece in sheet.pieces:
            if isinstance(piece, Box):
                self._box(piece)
            elif not (isinstance(piece, Placed) and piece.field):
                self._piece(piece)
        return "\n".join(self.parts)

    def _stroke(self, stroke: Stroke) -> None:
        parts = [f"{colour(stroke.colour)} RG {stroke.width} w"]
        (x, y), *rest = stroke.points
        parts.append(f"{x:.2f} {HEIGHT - y:.2f} m")
        if stroke.curved:
            for (a, b), (c, d), (e, f) in zip(rest[::3], rest[1::3], rest[2::3], strict=False):
                parts.append(f"{a:.2f} {HEIGHT - b:.2f} {c:.2f} {HEIGHT - d:.2f} {e:.2f} {HEIGHT - f:.2f} c")
        else:
            parts.extend([f"{a:.2f} {HEIGHT - b:.2f} l" for a, b in rest])
        parts.append("S")
        self.parts.append(" ".join(parts))

    def _box(self, box: Box) -> None:
        """A square, with a cross in it if it is checked; a form's box is drawn by its field."""
        if box.field:
            return
        x, y, size = box.x, HEIGHT - box.y, box.ink.size
        self.parts.append("/Artifact BMC" if self.tagged else "")
        self.parts.append(f"0 0 0 RG 0.8 w {x:.2f} {y:.2f} {size:.2f} {size:.2f} re S")
        if box.checked:
            cross = f"{x + 1.5:.2f} {y + 1.5:.2f} m {x + size - 1.5:.2f} {y + size - 1.5:.2f} l "
            cross += f"{x + 1.5:.2f} {y + size - 1.5:.2f} m {x + size - 1.5:.2f} {y + 1.5:.2f} l S"
            self.parts.append(cross)
        self.parts.append("EMC" if self.tagged else "")

    def _piece(self, piece: Piece) -> None:
        if self.tagged:
            tag = piece.tag if isinstance(piece, Placed) else "P"
            if tag == "Artifact":
                self.parts.append("/Artifact <</Type /Pagination>> BDC")
            else:
                self.parts.append(f"/{tag} <</MCID {len(self.tags)}>> BDC")
                self.tags.append((tag, piece.glue))
        self.parts.append(self._text(piece))
        if self.tagged:
            self.parts.append("EMC")

    def _text(self, piece: Piece) -> str:
        ink, parts = piece.ink, ["BT"]
        if (ink.font, ink.size) != self._font:
            self._font = (ink.font, ink.size)
            parts.append(f"{self.resource(ink.font)} {ink.size:.4g} Tf")
        inked = colour(ink.colour) + " rg"
        if inked != self._ink or self.tagged:
            self._ink = inked
            parts.append(inked)
        text = literal(piece.marked.text)
        y = HEIGHT - piece.y
        if piece.align == "left":
            first, *rest = text.split("\n")
            parts.append(f"{piece.x:.2f} {y:.2f} Td ({first}) Tj")
            if rest:
                parts.append(f"{ink.step:.2f} TL")
                parts.extend([f"({line}) '" for line in rest])
        else:
            self._aligned(piece, text, y, parts)
        parts.append("ET")
        return " ".join(parts)

    def _aligned(self, piece: Piece, text: str, y: float, parts: list[str]) -> None:
        share = 1.0 if piece.align == "right" else 0.5
        known, ink = widths(piece.ink.font), piece.ink
        for index, (line, plain) in enumerate(zip(text.split("\n"), piece.marked.text.split("\n"), strict=True)):
            x = piece.x - share * line_width(known, plain) * ink.size
            parts.append(f"1 0 0 1 {x:.2f} {y - index * ink.step:.2f} Tm ({line}) Tj")
