"""Sets text on sheets from the top down, and goes on in the next column or on a new sheet where one is full."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from sample.carriers.fold import count, cut, fold, height, quiet_seam, torn
from sample.carriers.metrics import typeset
from sample.carriers.placed import Placed
from sample.carriers.sheet import HEIGHT, WIDTH, Fill, Ink, Sheet, Stroke
from sample.carriers.style import Style
from sample.spans import Marked

TOP, BOTTOM = 58.0, HEIGHT - 78.0
GUTTER = 20.0
"""Between two columns."""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the first line of a paragraph, ``x`` points to the right of the margin."""

    phrase: str
    ink: Ink
    x: float = 0.0
    tag: str = "Lbl"


@dataclass(slots=True)
class Pen:
    """``y`` is the top of the free room and ``floor`` its end, in points from the top of the page.

    Text beside a stamp is narrower by ``beside[1]`` until ``y`` is below ``beside[0]``. ``form`` makes form fields of
    particulars and check boxes.
    """

    style: Style
    rng: Random
    form: bool = False
    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    y: float = TOP
    floor: float = BOTTOM
    ceiling: float = TOP
    columns: int = 1
    column: int = 0
    beside: tuple[float, float] = (0.0, 0.0)
    headings: int = 0
    fields: int = 0

    @property
    def sheet(self) -> Sheet:
        """The sheet being written on."""
        return self.sheets[-1]

    @property
    def measure(self) -> float:
        """The width of a line of text."""
        whole = WIDTH - self.style.left - self.style.right
        return whole if self.columns == 1 else (whole - GUTTER) / 2

    @property
    def left(self) -> float:
        """Where a line of text begins."""
        return self.style.left + self.column * (self.measure + GUTTER)

    @property
    def top(self) -> float:
        """Where later sheets begin, below a running head if there is one."""
        return TOP + (18 if self.style.running else 0)

    @property
    def page(self) -> float:
        """The height of an empty sheet."""
        return BOTTOM - self.top

    def fresh(self) -> None:
        """Starts a new sheet."""
        self.sheets.append(Sheet())
        self.y = self.ceiling = self.top
        self.floor, self.column, self.beside = BOTTOM, 0, (0.0, 0.0)

    def onward(self) -> None:
        """Goes on at the top of the next column, or of a new sheet."""
        if self.column + 1 < self.columns:
            self.column, self.y, self.floor = self.column + 1, self.ceiling, BOTTOM
        else:
            self.fresh()

    def room(self, needed: float) -> None:
        """Goes on elsewhere unless ``needed`` points are free (or more than a sheet is asked for at its top)."""
        self.clear()
        while self.y + needed > self.floor and (self.y > self.top or len(self.sheets) == 1):
            self.onward()

    def clear(self) -> None:
        """Goes below the stamp that text stands beside."""
        self.y = max(self.y, self.beside[0])
        self.beside = (0.0, 0.0)

    def set(self, text: Marked, ink: Ink, x: float, y: float, align: str = "left", glue: str = "\n",
            tag: str = "P") -> None:  # fmt: skip
        """Sets folded text at a place of the sheet; ``y`` is the top of its first line."""
        self.sheet.pieces.append(Placed(text, x, y + ink.size, ink, align, glue, tag))

    def put(self, phrase: str | Marked, ink: Ink, x: float, y: float, width: float = 0.0, align: str = "left",
            glue: str = "\n", tag: str = "P") -> float:  # fmt: skip
        """Folds and sets a phrase; without ``width`` it may reach the edge of the paper. Returns its height."""
        room = {"left": WIDTH - x - 24, "right": x - 24, "centre": 2 * min(x, WIDTH - x) - 48}[align]
        folded = fold(typeset(phrase), ink, min(width or room, room))
        self.set(folded, ink, x, y, align, glue, tag)
        return height(folded, ink)

    def flow(self, phrase: str | Marked, ink: Ink, indent: float = 0.0, after: float = 6.0, keep: float = 0.0, *,
             inset: float = 0.0, label: Label | None = None, tag: str = "P", bar: bool = False) -> None:  # fmt: skip
        """Sets a paragraph below the last one, on more sheets if need be.

        It is ``indent`` and ``inset`` points narrower to the left and right. ``keep`` is room wanted below it on the
        same sheet; ``bar`` draws a line to the left of it.
        """
        narrow = self.beside[1] if self.y < self.beside[0] else 0.0
        if narrow > self.measure - indent - inset - 90:
            self.clear()
            narrow = 0.0
        rest = fold(typeset(phrase), ink, self.measure - indent - inset - narrow)
        while not self._fits(rest, ink, keep):
            part, rest = self._part(rest, ink)
            if part:
                self._paragraph(part, ink, indent, label, tag, bar)
                label = None
            self.onward()
        self._paragraph(rest, ink, indent, label, tag, bar)
        self.y += after

    def _fits(self, rest: Marked, ink: Ink, keep: float) -> bool:
        tall = height(rest, ink)
        if self.y <= self.top and self.floor == BOTTOM and tall <= self.page < tall + keep:
            return True
        return self.y + tall + keep <= self.floor

    def _part(self, rest: Marked, ink: Ink) -> tuple[Marked | None, Marked]:
        """The lines of a long paragraph that stay here and those that go on: two at least of each."""
        total, most = count(rest), int((self.floor - self.y) / ink.step)
        if self.y <= self.top and self.floor == BOTTOM:
            return torn(rest, min(most, total - 1))
        lines = quiet_seam(rest, min(most, total - 2)) if total > 4 else 0
        return cut(rest, lines) if lines > 1 else (None, rest)

    def _paragraph(self, text: Marked, ink: Ink, indent: float, label: Label | None, tag: str, bar: bool) -> None:
        tall = height(text, ink)
        if bar:
            self.fill(self.left + indent - 9, self.y + 1, 2, tall, self.style.accent)
        if label:
            known = typeset(label.phrase)
            self.set(known, label.ink, self.left + label.x, self.y, tag=label.tag)
        self.set(text, ink, self.left + indent, self.y, glue=" " if label else "\n", tag=tag)
        self.y += tall

    def rule(self, y: float, width: float = 0.6, colour: str = "") -> None:
        """A line from margin to margin."""
        self.line((self.left, y), (self.left + self.measure, y), width, colour or self.style.accent)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float = 0.6,
             colour: str = "#000000") -> None:  # fmt: skip
        """A straight line."""
        self.sheet.strokes.append(Stroke((start, end), width, colour))

    def frame(self, x: float, y: float, wide: float, tall: float, width: float = 0.6, colour: str = "#000000") -> None:
        """A rectangle's outline."""
        corners = ((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y))
        self.sheet.strokes.append(Stroke(corners, width, colour))

    def fill(self, x: float, y: float, wide: float, tall: float, colour: str) -> None:
        """A filled rectangle, below all text."""
        self.sheet.fills.append(Fill((x, y, wide, tall), colour))
