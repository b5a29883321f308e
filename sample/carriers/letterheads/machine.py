"""The heads of typewriters and printers of registers: nothing but signs of one width."""

from __future__ import annotations

from sample.carriers.pen import Pen
from sample.carriers.plain import capitals
from sample.draft import Draft
from sample.spans import recased


def typed(pen: Pen, draft: Draft) -> None:
    """A typewriter's head: plain lines, a row of signs below."""
    style = pen.style
    pen.y += pen.put(capitals(draft.owner.name), style.strong, style.left, pen.y, pen.measure) + 1
    pen.y += pen.put(draft.owner.unit, style.body, style.left, pen.y, pen.measure) + 6
    for key, value in draft.references:
        pen.y += pen.put(f"{key + ':':<13} {value}", style.body, style.left, pen.y, pen.measure) + 1
    pen.put("-" * 60, style.body, style.left, pen.y, pen.measure)
    pen.y += 24


def printout(pen: Pen, draft: Draft) -> None:
    """A register's print-out: rows of signs, everything in columns of type."""
    style, row = pen.style, "=" * 84
    pen.y += pen.put(row, style.body, style.left, pen.y, pen.measure)
    pen.y += pen.put(capitals(draft.owner.name), style.body, style.left, pen.y, pen.measure)
    pen.y += pen.put(draft.owner.unit, style.body, style.left, pen.y, pen.measure)
    for key, value in draft.references:
        pen.y += pen.put(f"{recased(key, str.upper):.<18} {value}", style.body, style.left, pen.y, pen.measure)
    pen.y += pen.put(row, style.body, style.left, pen.y, pen.measure) + 12
