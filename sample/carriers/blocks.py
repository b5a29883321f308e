"""How each sort of block is set in each look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sample.carriers.fold import fold, height
from sample.carriers.metrics import typeset
from sample.carriers.pairs import set_pairs
from sample.carriers.pen import Label, Pen
from sample.carriers.placed import Box
from sample.carriers.plain import bullet, capitals, said
from sample.carriers.seals import set_signature, set_stamp
from sample.carriers.sheet import Ink
from sample.carriers.tables import set_table
from sample.draft import (
    Block,
    Heading,
    Items,
    PageBreak,
    Pairs,
    Para,
    Quote,
    Signature,
    Stamp,
    Table,
    Title,
)
from sample.spans import Marked


def set_blocks(pen: Pen, blocks: Iterable[Block]) -> None:
    """Sets blocks one below the other; where the look has two columns, running text stands in them."""
    if pen.style.columns == 1:
        for block in blocks:
            set_block(pen, block)
        return
    run = list[Block]()
    for block in blocks:
        if isinstance(block, Heading | Para | Items | Quote):
            run.append(block)
            continue
        _in_columns(pen, run)
        run = []
        set_block(pen, block)
    _in_columns(pen, run)


def _in_columns(pen: Pen, run: list[Block]) -> None:
    """Sets running text in two columns of about the same height, and leaves the pen below both."""
    if not run:
        return
    pen.clear()
    pen.room(60)
    pen.columns, pen.column, pen.ceiling, whole = 2, 0, pen.y, pen.floor
    pen.floor = min(whole, pen.y + max(60, sum(_estimate(pen, block) for block in run) / 2 + 14))
    sheets, first = len(pen.sheets), pen.floor
    for block in run:
        set_block(pen, block)
    below = pen.y
    if pen.column:  # the first column may be the longer one
        below = max(below, first if len(pen.sheets) == sheets else pen.floor)
    pen.columns, pen.column, pen.floor, pen.y = 1, 0, whole, below + 4


def _estimate(pen: Pen, block: Block) -> float:
    ink, width = pen.style.body, pen.measure
    match block:
        case Para(text) | Quote(text):
            return height(fold(typeset(text), ink, width - 8), ink) + 6
        case Items(items):
            return sum(height(fold(typeset(item), ink, width - 16), ink) + 3 for item in items)
    return 2.4 * ink.step


def set_block(pen: Pen, block: Block) -> None:
    """Sets one block."""
    match block:
        case Title(text) | Para(text) | Quote(text):
            _text(pen, block, text)
        case Heading(text):
            _heading(pen, text)
        case Items():
            _items(pen, block)
        case Pairs():
            set_pairs(pen, block)
        case Table():
            set_table(pen, block)
        case Stamp(text):
            set_stamp(pen, text)
        case Signature(people):
            set_signature(pen, people)
        case PageBreak():
            pen.fresh()


def _text(pen: Pen, block: Title | Para | Quote, text: str) -> None:
    style = pen.style
    match block:
        case Title():
            pen.clear()
            pen.flow(text, style.title, after=9, keep=60, tag="H1")
        case Para(small=small):
            pen.flow(text, style.fine if small else style.body)
        case Quote():
            bar = style.quote == "bar"
            pen.flow(text, style.slanted, indent=26, inset=0 if bar else 26, after=8, tag="BlockQuote", bar=bar)


def _heading(pen: Pen, text: str) -> None:
    style, plain = pen.style, said(text).text
    pen.headings += 1
    pen.y += 5
    counted = plain[:1].isdigit() or plain.startswith("§")
    match style.section:
        case "number" if not counted:
            pen.flow(f"{pen.headings}. {text}", style.heading, after=3, keep=40, tag="H2")
        case "margin" if not counted:
            label = Label(f"§ {pen.headings}", style.strong, 72 - style.left, "H2")
            pen.flow(text, style.heading, after=3, keep=40, label=label, tag="H2")
        case "caps":
            pen.flow(capitals(text), replace(style.heading, size=style.size), after=3, keep=40, tag="H2")
        case "shade":
            pen.room(60)
            tall = height(fold(typeset(text), style.heading, pen.measure - 8), style.heading)
            pen.fill(pen.left, pen.y - 1, pen.measure, tall + 3, "#e4e8e6")
            pen.flow(text, style.heading, indent=4, inset=4, after=5, tag="H2")
        case "rule":
            pen.room(60)
            pen.rule(pen.y, 0.5)
            pen.y += 4
            pen.flow(text, style.heading, after=3, tag="H2")
        case _:
            pen.flow(text, style.heading, after=3, keep=40, tag="H2")


def _items(pen: Pen, items: Items) -> None:
    body, boxes = pen.style.body, items.marks in ("[ ]", "[x]")
    for index, item in enumerate(items.items):
        if boxes:
            _check(pen, item, items.marks == "[x]")
        elif pen.style.hang:
            pen.flow(item, body, indent=18, after=3, label=Label(bullet(items, index).strip(), body, 2), tag="LI")
        else:
            pen.flow(bullet(items, index) + item, body, indent=14, after=3, tag="LI")
    pen.y += 3


def _check(pen: Pen, item: str, checked: bool) -> None:
    """A box, with a cross in it where it is checked, before its text."""
    body = pen.style.body
    pen.room(min(pen.page, height(fold(typeset(item), body, pen.measure - 18), body)))
    size, y = body.size * 0.82, pen.y + body.size
    if pen.form:
        pen.fields += 1
    field = f"ruta_{pen.fields}" if pen.form else ""
    ink = Ink(body.font, size)
    pen.sheet.pieces.append(Box(Marked(""), pen.left + 2, y, ink, glue="", checked=checked, field=field))
    pen.flow(item, body, indent=18, after=3, tag="LI")
