"""Text at its place on a sheet, with what it is: what tagged PDFs and forms are made of."""

from __future__ import annotations

from dataclasses import dataclass

from sample.carriers.sheet import Piece


@dataclass(frozen=True, slots=True)
class Placed(Piece):
    """``tag`` is the piece's role in a tagged PDF: H1, H2, P, Lbl, LI, TH, TD, BlockQuote, or Artifact for page
    furniture. ``field`` names the form field that it is the value of; ``width`` is that field's."""

    tag: str = "P"
    field: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Box(Piece):
    """A check box drawn at ``x`` and ``y`` (its lower left corner, ``ink.size`` high); it has no text."""

    checked: bool = False
    field: str = ""
