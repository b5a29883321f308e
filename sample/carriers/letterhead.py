"""Letterheads and footers: each function sets the top of the first sheet and leaves the pen below it."""

from __future__ import annotations

from collections.abc import Callable

from sample.carriers.pen import Pen
from sample.carriers.sheet import HEIGHT, WIDTH, Fill, Ink, Piece, Stroke
from sample.draft import MARK, Draft
from sample.owners import KNOWN
from sample.spans import read


def column(pen: Pen, draft: Draft) -> None:
    """The owner to the left, particulars in a column to the right."""
    style, x = pen.style, WIDTH * 0.58
    pen.put(draft.owner.name, Ink(style.bold, 12), style.left, pen.y, WIDTH * 0.58 - style.left - 10)
    pen.put(draft.owner.unit, style.fine, style.left, pen.y + 30)
    y = pen.y
    for key, value in draft.references:
        pen.put(key, style.fine, x, y)
        y += pen.put(value, Ink(style.regular, 10), x + 72, y, WIDTH - x - 72 - 36, glue="\t") + 2
    pen.y = max(y, pen.y + 48) + 26


def centred(pen: Pen, draft: Draft) -> None:
    """All in the middle, with a rule below and the particulars on a line each."""
    style, middle = pen.style, WIDTH / 2
    pen.put(draft.owner.name.upper(), Ink(style.bold, 14), middle, pen.y, align="centre")
    pen.put(draft.owner.unit, Ink(style.regular, 11), middle, pen.y + 19, align="centre")
    pen.rule(pen.y + 38, 0.9)
    pen.y += 46
    for key, value in draft.references:
        pen.put(f"{key}: {value}", Ink(style.regular, 10.5), style.left, pen.y)
        pen.y += 14
    pen.y += 16


def boxed(pen: Pen, draft: Draft) -> None:
    """A form's head: particulars in boxes with small labels."""
    style = pen.style
    pen.put(draft.owner.name, Ink(style.bold, 11), style.left, pen.y)
    pen.put(draft.owner.unit, style.fine, style.left, pen.y + 15)
    pen.y += 34
    for start in range(0, len(draft.references), 3):
        _boxes(pen, draft.references[start : start + 3])
    pen.y += 18


def _boxes(pen: Pen, cells: tuple[tuple[str, str], ...]) -> None:
    wide, tall = pen.measure / len(cells), 31.0
    for index, (key, value) in enumerate(cells):
        x, y = pen.style.left + index * wide, pen.y
        pen.put(key, Ink(pen.style.regular, 7), x + 4, y + 2)
        pen.put(value, Ink(pen.style.regular, 9.5), x + 4, y + 13, wide - 8)
        corners = ((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y))
        pen.sheet.strokes.extend(Stroke(corners[i : i + 2], 0.6) for i in range(4))
    pen.y += tall


def band(pen: Pen, draft: Draft) -> None:
    """A coloured band with the owner's name in white."""
    style = pen.style
    pen.sheet.fills.append(Fill((0, 34, WIDTH, 46), style.accent))
    pen.put(draft.owner.name, Ink(style.bold, 14, "#ffffff"), style.left, 42)
    pen.put(draft.owner.unit, Ink(style.regular, 9, "#ffffff"), style.left, 61)
    pen.y = 96
    for start in range(0, len(draft.references), 2):
        for index, (key, value) in enumerate(draft.references[start : start + 2]):
            x = style.left + index * pen.measure / 2
            pen.put(f"{key} {value}", Ink(style.regular, 9.5), x, pen.y, glue="\t" if index else "\n")
        pen.y += 15
    pen.y += 16


def typed(pen: Pen, draft: Draft) -> None:
    """A typewriter's head: plain lines, a row of signs below."""
    style = pen.style
    pen.put(draft.owner.name.upper(), style.strong, style.left, pen.y)
    pen.put(draft.owner.unit, style.body, style.left, pen.y + 14)
    pen.y += 34
    for key, value in draft.references:
        pen.put(f"{key + ':':<14}{value}", style.body, style.left, pen.y)
        pen.y += 14
    pen.put("-" * 60, style.body, style.left, pen.y)
    pen.y += 24


def side(pen: Pen, draft: Draft) -> None:
    """Particulars stacked in the wide left margin, beside the text."""
    style, y = pen.style, pen.y
    pen.put(draft.owner.name, Ink(style.bold, 15, style.accent), 44, y)
    pen.put(draft.owner.unit, style.fine, 44, y + 20)
    pen.sheet.strokes.append(Stroke(((44, y + 36), (WIDTH - 44, y + 36)), 1.4, style.accent))
    y += 48
    for key, value in draft.references:
        pen.put(key, Ink(style.bold, 8), 44, y)
        y += 11 + pen.put(value, Ink(style.regular, 9), 44, y + 11, style.left - 44 - 14) + 7
    pen.y += 50


LETTERHEADS: dict[str, Callable[[Pen, Draft], None]] = {
    one.__name__: one for one in (column, centred, boxed, band, typed, side)
}


def finish(pen: Pen, draft: Draft) -> None:
    """The mark at the top and address and page number at the foot of every sheet."""
    style, total = pen.style, len(pen.sheets)
    for number, sheet in enumerate(pen.sheets, 1):
        mark = Piece(read(MARK), WIDTH - 40, 26, Ink(style.regular, 8, "#555555"), "right")
        address = read(f"{draft.owner.address}, telefon {draft.owner.phone}, {draft.owner.email}", KNOWN)
        foot = Piece(address, style.left, HEIGHT - 40, Ink(style.regular, 7.5, "#333333"))
        page = Piece(read(f"Sida {number} ({total})"), WIDTH - 44, HEIGHT - 40, foot.ink, "right")
        sheet.strokes.append(Stroke(((style.left, HEIGHT - 52), (WIDTH - 44, HEIGHT - 52)), 0.4, "#777777"))
        sheet.pieces.insert(0, mark)
        sheet.pieces += [foot, page]
