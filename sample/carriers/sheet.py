"""What stands on one page: texts and strokes at their places, in points from the top left."""

from __future__ import annotations

from dataclasses import dataclass, field

from sample.spans import Marked, join

WIDTH, HEIGHT = 595.28, 841.89
"""A4 in points."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How text is set."""

    font: str
    size: float
    colour: str = "#000000"
    leading: float = 0.0

    @property
    def step(self) -> float:
        """From one baseline to the next."""
        return self.leading or self.size * 1.28


@dataclass(frozen=True, slots=True)
class Piece:
    """Text already broken into lines (by newlines). ``y`` is the first baseline; ``glue`` joins it to what came before.

    ``align`` says what ``x`` is: the left end of the lines, their middle, or their right end.
    """

    marked: Marked
    x: float
    y: float
    ink: Ink
    align: str = "left"
    glue: str = "\n"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through its points; a ``curved`` one is drawn with each three of them as a Bézier curve's."""

    points: tuple[tuple[float, float], ...]
    width: float = 0.6
    colour: str = "#000000"
    curved: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle: left, top, width, height."""

    box: tuple[float, float, float, float]
    colour: str


@dataclass(slots=True)
class Sheet:
    """A page in the making."""

    pieces: list[Piece] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)

    def written(self) -> Marked:
        """The page's text in the order it was set."""
        return join([(piece.glue, piece.marked) for piece in self.pieces])
