"""The heads of letters, memos and reports."""

from __future__ import annotations

from sample.carriers.metrics import gutter
from sample.carriers.pen import TOP, Pen
from sample.carriers.sheet import HEIGHT, WIDTH, Ink
from sample.draft import Draft


def column(pen: Pen, draft: Draft) -> None:
    """The owner to the left, particulars in a column to the right."""
    style, x = pen.style, WIDTH * 0.58
    left = pen.put(draft.owner.name, Ink(style.bold, 12), style.left, pen.y, x - style.left - 10)
    left += pen.put(draft.owner.unit, style.fine, style.left, pen.y + left + 2, x - style.left - 10)
    y = pen.y
    at = x + min(gutter(draft, style.fine, 72), 110)
    for key, value in draft.references:
        tall = pen.put(key, style.fine, x, y, at - x - 6)
        y += max(tall, pen.put(value, Ink(style.regular, 10), at, y, WIDTH - at - 36, glue="\t")) + 2
    pen.y = max(y, pen.y + left) + 26


def band(pen: Pen, draft: Draft) -> None:
    """A coloured band with the owner's name in white."""
    style = pen.style
    pen.fill(0, 34, WIDTH, 46, style.accent)
    pen.put(draft.owner.name, Ink(style.bold, 14, "#ffffff"), style.left, 42)
    pen.put(draft.owner.unit, Ink(style.regular, 9, "#ffffff"), style.left, 61)
    pen.y, half = 96, pen.measure / 2
    for start in range(0, len(draft.references), 2):
        tall = 0.0
        for index, (key, value) in enumerate(draft.references[start : start + 2]):
            tall = max(tall, pen.put(f"{key} {value}", Ink(style.regular, 9.5), style.left + index * half, pen.y,
                                     half - 8, glue="\t" if index else "\n"))  # fmt: skip
        pen.y += tall + 3
    pen.y += 16


def side(pen: Pen, draft: Draft) -> None:
    """Particulars stacked in the wide left margin, beside the text."""
    style, y = pen.style, pen.y
    pen.put(draft.owner.name, Ink(style.bold, 15, style.accent), 44, y)
    pen.put(draft.owner.unit, style.fine, 44, y + 20)
    pen.line((44, y + 36), (WIDTH - 44, y + 36), 1.4, style.accent)
    y += 48
    for key, value in draft.references:
        pen.put(key, Ink(style.bold, 8), 44, y, style.left - 44 - 14)
        y += 11 + pen.put(value, Ink(style.regular, 9), 44, y + 11, style.left - 44 - 14) + 7
    pen.y += 50


def memo(pen: Pen, draft: Draft) -> None:
    """A memo: ``PM`` large at the right, the particulars in lines at the left, a heavy rule below."""
    style = pen.style
    pen.put("PM", Ink(style.bold, 30), WIDTH - style.right, pen.y - 6, align="right")
    width = pen.measure - 80
    pen.y += pen.put(draft.owner.unit, Ink(style.bold, 11), style.left, pen.y, width)
    pen.y += pen.put(draft.owner.name, Ink(style.regular, 9), style.left, pen.y, width) + 8
    across = gutter(draft, Ink(style.bold, 9.5), 96)
    for key, value in draft.references:
        pen.put(f"{key}:", Ink(style.bold, 9.5), style.left, pen.y)
        pen.y += pen.put(value, Ink(style.regular, 9.5), style.left + across, pen.y, width - across, glue="\t") + 2
    pen.y += 4
    pen.rule(pen.y, 2)
    pen.y += 18


def modern(pen: Pen, draft: Draft) -> None:
    """A square of colour as a logo, the name beside it, the particulars small and grey with much air."""
    style = pen.style
    pen.fill(style.left, pen.y - 8, 26, 26, style.accent)
    pen.fill(style.left + 14, pen.y + 6, 26, 26, "#c9b3c2")
    pen.put(draft.owner.name, Ink(style.bold, 13, "#222222"), style.left + 54, pen.y - 4)
    pen.put(draft.owner.unit, Ink(style.regular, 10, "#555555"), style.left + 54, pen.y + 14)
    pen.y += 58
    for key, value in draft.references:
        line = f"{key}  {value}"
        pen.y += pen.put(line, Ink(style.regular, 8.5, "#555555"), style.left, pen.y, pen.measure) + 3
    pen.y += 24


def plain(pen: Pen, draft: Draft) -> None:
    """No letterhead: who writes and the particulars, a line each, as in a word processor's empty page."""
    style = pen.style
    pen.y += pen.put(f"{draft.owner.name}, {draft.owner.unit}", style.body, style.left, pen.y, pen.measure)
    for _, value in draft.references:
        pen.y += pen.put(value, style.body, style.left, pen.y, pen.measure)
    pen.y += 22


def envelope(pen: Pen, draft: Draft) -> None:
    """A letter for a window envelope: sender small at the top left, particulars at the right, then much room."""
    style, x = pen.style, WIDTH * 0.6
    sender = f"{draft.owner.name}\n{draft.owner.unit}\n{draft.owner.address}"
    left = pen.put(sender, Ink(style.regular, 8.5), 60, pen.y, x - 72)
    y = pen.y
    for key, value in draft.references:
        y += pen.put(f"{key}\n{value}", Ink(style.regular, 9), x, y, WIDTH - x - 40) + 4
    pen.line((60, HEIGHT / 3), (72, HEIGHT / 3), 0.4)
    pen.y = max(y, pen.y + left, TOP + 84) + 20


def slab(pen: Pen, draft: Draft) -> None:
    """A dark slab down the left edge of the first sheet, the unit large beside it."""
    style = pen.style
    pen.fill(0, 0, 58, HEIGHT, style.accent)
    pen.y += pen.put(draft.owner.unit, Ink(style.bold, 18), style.left, pen.y, pen.measure) + 2
    pen.y += pen.put(draft.owner.name, Ink(style.regular, 10, "#555555"), style.left, pen.y, pen.measure) + 12
    across = gutter(draft, Ink(style.bold, 8.5), 84)
    for key, value in draft.references:
        pen.put(key, Ink(style.bold, 8.5), style.left, pen.y)
        told = Ink(style.regular, 9.5)
        pen.y += pen.put(value, told, style.left + across, pen.y, pen.measure - across, glue="\t") + 2
    pen.y += 20
