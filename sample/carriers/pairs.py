"""How particulars are set: side by side, in boxes, with rules, stacked, or running."""

from __future__ import annotations

from sample.carriers.fold import fold, height, torn
from sample.carriers.metrics import typeset
from sample.carriers.pen import Label, Pen
from sample.carriers.placed import Placed
from sample.carriers.plain import said
from sample.carriers.sheet import Ink
from sample.draft import Pairs
from sample.spans import Marked


def set_pairs(pen: Pen, pairs: Pairs) -> None:
    """Sets particulars in the way of the pen's look; in a form, each value is a field."""
    if not pairs.rows:
        return
    if pen.form:
        _fields(pen, pairs)
    elif pen.style.pairs == "boxes":
        _boxes(pen, pairs)
    elif pen.style.pairs in ("stacked", "inline"):
        _running(pen, pairs, stacked=pen.style.pairs == "stacked")
    else:
        _columns(pen, pairs)
    pen.y += 5


def _read(phrase: str, ink: Ink, width: float) -> Marked:
    return fold(typeset(phrase), ink, width)


def _running(pen: Pen, pairs: Pairs, *, stacked: bool) -> None:
    style = pen.style
    for key, value in pairs.rows:
        if stacked:
            pen.flow(key, style.fine, after=0, keep=style.body.step)
            pen.flow(value, style.body, after=4)
        else:
            pen.flow(f"{key}: {value}", style.body, after=1)


def _columns(pen: Pen, pairs: Pairs) -> None:
    """Names to the left, values to the right of them; perhaps on shade or between rules."""
    style, across = pen.style, pen.measure * 0.3
    shaded, ruled = style.pairs == "shaded", style.pairs == "ruled"
    pad = 3.0 if shaded or ruled else 1.0
    for key, value in pairs.rows:
        name = _read(key if shaded or ruled else f"{key}:", style.strong, across - 10)
        rest = _read(value, style.body, pen.measure - across - 4)
        tall = max(height(name, style.strong), height(rest, style.body))
        if tall + 2 * pad > pen.page:
            pen.room(pen.page)
        else:
            pen.room(tall + 2 * pad)
        start = pen.y
        pen.set(name, style.strong, pen.left + 3, pen.y + pad)
        glue = "\t"
        while height(rest, style.body) + 2 * pad > pen.floor - pen.y:  # one value longer than a sheet
            most = int((pen.floor - pen.y - 2 * pad) / style.body.step)
            part, rest = torn(rest, most)
            pen.set(part, style.body, pen.left + across, pen.y + pad, glue=glue)
            pen.fresh()
            start, tall, glue = pen.y, height(rest, style.body), "\n"
        pen.set(rest, style.body, pen.left + across, pen.y + pad, glue=glue)
        pen.y = start + tall + 2 * pad
        if shaded:
            pen.fill(pen.left, start, across - 4, pen.y - start, "#dfe5ea")
        if shaded or ruled:
            pen.rule(pen.y, 0.4, "#8a8a8a")


def _boxes(pen: Pen, pairs: Pairs) -> None:
    """A form's boxes, two in a row, each with its name in small letters at the top; long values have a row alone."""
    style, small = pen.style, Ink(pen.style.regular, 7, "#222222")
    half = pen.measure / 2
    row = list[tuple[str, str]]()
    for pair in pairs.rows:
        long = len(said(pair[1]).text) * style.size * 0.52 > half - 8
        if row and long:
            _box_row(pen, row, small)
            row = []
        row.append(pair)
        if long or len(row) == 2:
            _box_row(pen, row, small)
            row = []
    if row:
        _box_row(pen, row, small)


def _box_row(pen: Pen, row: list[tuple[str, str]], small: Ink) -> None:
    body, wide = pen.style.body, pen.measure / len(row)
    names = [_read(name, small, wide - 8) for name, _ in row]
    values = [_read(value, body, wide - 8) for _, value in row]
    top = max(height(name, small) for name in names)
    tall = top + max(height(value, body) for value in values) + 8
    if tall > pen.page:  # too long for a box
        for name, value in row:
            pen.flow(value, body, label=Label(f"{name}:", body), indent=pen.measure * 0.3)
        return
    pen.room(tall)
    for index, (label, held) in enumerate(zip(names, values, strict=True)):
        x = pen.left + index * wide
        pen.frame(x, pen.y, wide, tall)
        pen.set(label, small, x + 4, pen.y + 3, glue="\t" if index else "\n")
        pen.set(held, body, x + 4, pen.y + top + 4, glue=" ")
    pen.y += tall


def _fields(pen: Pen, pairs: Pairs) -> None:
    """Names to the left, and to the right a field that holds the value."""
    style, across = pen.style, pen.measure * 0.3
    ink, width = Ink(style.regular, style.size), pen.measure - across - 8
    for key, value in pairs.rows:
        name, held = _read(key, style.strong, across - 10), _read(value, ink, width)
        tall = max(height(name, style.strong), height(held, ink)) + 6
        if tall > pen.page:
            pen.flow(value, ink, label=Label(f"{key}:", style.strong), indent=across)
            continue
        pen.room(tall)
        pen.set(name, style.strong, pen.left, pen.y + 2)
        pen.fields += 1
        x, y = pen.left + across, pen.y
        pen.frame(x - 3, y, width + 6, tall - 2, 0.5, "#555555")
        piece = Placed(held, x, y + 2 + ink.size, ink, "left", "\t", "Form", f"falt_{pen.fields}", width)
        pen.sheet.pieces.append(piece)
        pen.y += tall
