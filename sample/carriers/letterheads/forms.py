"""The heads of forms, ledgers and minutes: boxes, columns, lists."""

from __future__ import annotations

from sample.carriers.fold import fold, height
from sample.carriers.letterheads.official import beside
from sample.carriers.metrics import gutter, typeset
from sample.carriers.pen import Pen
from sample.carriers.plain import capitals
from sample.carriers.sheet import WIDTH, Ink
from sample.draft import Draft


def boxed(pen: Pen, draft: Draft) -> None:
    """A form's head: particulars in boxes with small labels."""
    style = pen.style
    pen.y += pen.put(draft.owner.name, Ink(style.bold, 11), style.left, pen.y, pen.measure) + 1
    pen.y += pen.put(draft.owner.unit, style.fine, style.left, pen.y, pen.measure) + 6
    for start in range(0, len(draft.references), 3):
        _boxes(pen, draft.references[start : start + 3])
    pen.y += 18


def _boxes(pen: Pen, cells: tuple[tuple[str, str], ...]) -> None:
    wide, ink = pen.measure / len(cells), Ink(pen.style.regular, 9.5)
    values = [fold(typeset(value), ink, wide - 8) for _, value in cells]
    tall = max(height(value, ink) for value in values) + 19
    for index, ((key, _), value) in enumerate(zip(cells, values, strict=True)):
        x = pen.style.left + index * wide
        pen.put(key, Ink(pen.style.regular, 7), x + 4, pen.y + 2)
        pen.set(value, ink, x + 4, pen.y + 13)
        pen.frame(x, pen.y, wide, tall)
    pen.y += tall


def form(pen: Pen, draft: Draft) -> None:
    """A form (*blankett*): its sort large at the left, a box for the office at the right, particulars boxed below."""
    style, half = pen.style, pen.measure * 0.55
    top = pen.y
    left = pen.put(capitals(draft.owner.unit), Ink(style.bold, 13), style.left, top + 2, half - 12) + 4
    left += pen.put(draft.owner.name, style.fine, style.left, top + left, half - 12)
    left += pen.put("Fyll i uppgifterna tydligt. Ringa in eller kryssa där det anges.", Ink(style.regular, 7.5),
                    style.left, top + left + 2, half - 12)  # fmt: skip
    x, wide = style.left + half, pen.measure - half
    pen.put("Myndighetens anteckningar", Ink(style.regular, 7), x + 4, top + 3)
    y = top + 14
    for key, value in draft.references:
        y += pen.put(f"{key}: {value}", Ink(style.regular, 9), x + 4, y, wide - 8) + 1
    tall = max(y - top + 4, left + 6)
    pen.frame(x, top, wide, tall)
    pen.y = top + tall + 14


def ledger(pen: Pen, draft: Draft) -> None:
    """A ledger's narrow head: owner left, unit right, ruled lines of particulars below."""
    style, right = pen.style, WIDTH - pen.style.right
    half = pen.measure / 2
    one = pen.put(draft.owner.name, Ink(style.bold, 10, style.accent), style.left, pen.y, half)
    two = pen.put(draft.owner.unit, Ink(style.regular, 10), right, pen.y, half, align="right", glue="\t")
    pen.y += max(one, two) + 2
    pen.rule(pen.y, 1.2)
    across = gutter(draft, Ink(style.regular, 8), 90)
    for key, value in draft.references:
        pen.put(key, Ink(style.regular, 8), style.left + 2, pen.y + 3)
        at = style.left + across
        pen.y += pen.put(value, Ink(style.bold, 8.5), at, pen.y + 3, pen.measure - across - 2, glue="\t") + 5
        pen.rule(pen.y, 0.3)
    pen.y += 16


def tabell(pen: Pen, draft: Draft) -> None:
    """A table of everything: shaded names, a grid, owner and unit among the rows."""
    style, across = pen.style, 96.0
    rows = (("Organisation", draft.owner.name), ("Enhet", draft.owner.unit), *draft.references)
    ink, name = Ink(style.regular, 9.5), Ink(style.bold, 8.5)
    for key, value in rows:
        held = fold(typeset(value), ink, pen.measure - across - 10)
        tall = height(held, ink) + 6
        pen.fill(style.left, pen.y, across, tall, "#dfe5ea")
        pen.put(key, name, style.left + 4, pen.y + 3)
        pen.set(held, ink, style.left + across + 5, pen.y + 3, glue="\t")
        pen.frame(style.left, pen.y, across, tall, 0.4)
        pen.frame(style.left + across, pen.y, pen.measure - across, tall, 0.4)
        pen.y += tall
    pen.y += 20


def minutes(pen: Pen, draft: Draft) -> None:
    """Minutes (*protokoll*): the word wide-set above, the particulars in a row, a line down the margin of the §§."""
    style = pen.style
    pen.put(draft.owner.name, Ink(style.bold, 12), 72, pen.y, WIDTH * 0.5 - 72)
    pen.put("PROTOKOLLSUTDRAG", Ink(style.regular, 12), WIDTH - style.right, pen.y, align="right", glue="\t")
    pen.y += 30
    pen.y += pen.put(draft.owner.unit, style.fine, 72, pen.y, WIDTH * 0.6) + 2
    pen.rule(pen.y, 0.7)
    beside(pen, draft.references, 2, 4)
    pen.rule(pen.y, 0.7)
    pen.y += 18


def spread(pen: Pen, draft: Draft) -> None:
    """A newsletter's head above two columns."""
    style = pen.style
    pen.fill(style.left, pen.y - 4, pen.measure, 5, style.accent)
    pen.y += 6
    pen.y += pen.put(draft.owner.unit, Ink(style.bold, 20, style.accent), style.left, pen.y, pen.measure) + 2
    pen.y += pen.put(draft.owner.name, Ink(style.regular, 10.5), style.left, pen.y, pen.measure) + 4
    beside(pen, draft.references, 4, 3)
    pen.rule(pen.y, 0.5)
    pen.y += 14
