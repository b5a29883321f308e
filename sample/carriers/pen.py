"""Sets blocks on sheets from the top down, and starts a new sheet where one is full."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from sample.carriers.fold import fold, height
from sample.carriers.plain import bullet
from sample.carriers.sheet import HEIGHT, WIDTH, Fill, Ink, Piece, Sheet, Stroke
from sample.carriers.style import Style
from sample.draft import Block, Heading, Items, Pairs, Para, Signature, Table, Title
from sample.owners import KNOWN
from sample.spans import read

TOP, BOTTOM = 58.0, HEIGHT - 78.0


@dataclass(slots=True)
class Pen:
    """``y`` is the top of the free room, in points from the top of the page."""

    style: Style
    rng: Random
    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    y: float = TOP
    headings: int = 0

    @property
    def sheet(self) -> Sheet:
        """The sheet being written on."""
        return self.sheets[-1]

    @property
    def measure(self) -> float:
        """The width of a line of text."""
        return WIDTH - self.style.left - self.style.right

    def room(self, needed: float) -> None:
        """Starts a new sheet unless ``needed`` points are free: a paragraph is never torn."""
        if self.y + needed > BOTTOM:
            self.sheets.append(Sheet())
            self.y = TOP

    def put(self, phrase: str, ink: Ink, x: float, y: float, width: float = WIDTH, align: str = "left",
            glue: str = "\n") -> float:  # fmt: skip
        """Sets text at a place of the sheet; ``y`` is the top of its first line. Returns its height."""
        folded = fold(read(phrase, KNOWN), ink, width)
        self.sheet.pieces.append(Piece(folded, x, y + ink.size, ink, align, glue))
        return height(folded, ink)

    def flow(self, phrase: str, ink: Ink, indent: float = 0.0, after: float = 6.0, keep: float = 0.0) -> None:
        """Sets a paragraph below the last one. ``keep`` is room wanted below it on the same sheet."""
        width = self.measure - indent
        self.room(height(fold(read(phrase, KNOWN), ink, width), ink) + keep)
        self.y += self.put(phrase, ink, self.style.left + indent, self.y, width) + after

    def rule(self, y: float, width: float = 0.6, colour: str = "") -> None:
        """A line from margin to margin."""
        ends = ((self.style.left, y), (WIDTH - self.style.right, y))
        self.sheet.strokes.append(Stroke(ends, width, colour or self.style.accent))

    def block(self, block: Block) -> None:
        """Sets one block."""
        match block:
            case Title(text):
                self.flow(text, self.style.title, after=9, keep=60)
            case Heading(text):
                self._heading(text)
            case Para(text, small):
                self.flow(text, self.style.fine if small else self.style.body)
            case Items():
                self._items(block)
            case Pairs(rows):
                self._pairs(rows)
            case Table():
                self._table(block)
            case Signature(people):
                self._signature(people)

    def _heading(self, text: str) -> None:
        self.headings += 1
        self.y += 5
        before = f"{self.headings}. " if self.style.numbered else ""
        self.flow(before + text, self.style.heading, after=3, keep=40)

    def _items(self, items: Items) -> None:
        for index, item in enumerate(items.items):
            self.flow(bullet(items, index) + item, self.style.body, indent=14, after=3)
        self.y += 3

    def _pairs(self, rows: tuple[tuple[str, str], ...]) -> None:
        across = self.measure * 0.3
        for key, value in rows:
            folded = fold(read(value, KNOWN), self.style.body, self.measure - across)
            self.room(height(folded, self.style.body))
            self.put(f"{key}:", self.style.strong, self.style.left, self.y)
            x = self.style.left + across
            self.y += self.put(value, self.style.body, x, self.y, self.measure - across, glue="\t") + 2
        self.y += 5

    def _table(self, table: Table) -> None:
        self._row(table, table.head, replace(self.style.strong, size=self.style.size - 1), shaded=True)
        for row in table.rows:
            fresh = len(self.sheets)
            ink = replace(self.style.body, size=self.style.size - 1)
            self.room(self._row_height(table, row, ink))
            if len(self.sheets) > fresh:  # the head again on each sheet, as word processors do
                self._row(table, table.head, replace(ink, font=self.style.bold), shaded=True)
            self._row(table, row, ink)
        self.y += 8

    def _row_height(self, table: Table, row: tuple[str, ...], ink: Ink) -> float:
        widths = [share * self.measure - 8 for share in table.widths]
        return max(height(fold(read(cell), ink, width), ink) for cell, width in zip(row, widths, strict=True)) + 5

    def _row(self, table: Table, row: tuple[str, ...], ink: Ink, shaded: bool = False) -> None:
        tall = self._row_height(table, row, ink)
        self.room(tall)
        if shaded:
            self.sheet.fills.append(Fill((self.style.left, self.y, self.measure, tall), "#e6e6e2"))
        x = self.style.left
        for column, (cell, share) in enumerate(zip(row, table.widths, strict=True)):
            width, right = share * self.measure, column in table.right
            at = x + width - 4 if right else x + 4
            self.put(cell, ink, at, self.y + 2, width - 8, "right" if right else "left", "\t" if column else "\n")
            x += width
        self._lines(table, tall)
        self.y += tall

    def _lines(self, table: Table, tall: float) -> None:
        self.rule(self.y + tall, 0.4, "#777777")
        if not self.style.grid:
            return
        x = self.style.left
        for share in (0.0, *table.widths):
            x += share * self.measure
            self.sheet.strokes.append(Stroke(((x, self.y), (x, self.y + tall)), 0.4, "#777777"))

    def _signature(self, people: tuple[tuple[str, str], ...]) -> None:
        self.room(84)
        self.y += 14
        column = self.measure / max(2, len(people))
        for index, person in enumerate(people):
            x = self.style.left + index * column
            self._scribble(x, self.y + 26)
            self.put(person[0], self.style.body, x, self.y + 36)
            self.put(person[1], self.style.fine, x, self.y + 36 + self.style.body.step)
        self.y += 74

    def _scribble(self, x: float, y: float) -> None:
        """A hand's quick strokes where somebody signed."""
        points = [(x + 2, y)]
        for _ in range(3 * self.rng.randint(6, 9)):
            points.append((points[-1][0] + self.rng.uniform(-4, 11), y + self.rng.uniform(-17, 8)))
        self.sheet.strokes.append(Stroke(tuple(points), 0.9, "#20308a", curved=True))
