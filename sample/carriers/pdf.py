"""A draft as born-digital PDF (reportlab, ``invariant``: no clock and no chance in the bytes)."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

from sample.carriers.letterhead import LETTERHEADS, finish
from sample.carriers.pen import Pen
from sample.carriers.plain import Written
from sample.carriers.sheet import HEIGHT, WIDTH, Sheet
from sample.carriers.style import OF_OWNER, STYLES
from sample.draft import Block, Draft
from sample.gold import GoldPage
from sample.spans import read


def lay_out(draft: Draft, rng: Random, style: str = "") -> list[Sheet]:
    """The sheets of a draft with its annex; ``style`` names one of the looks, else one of its owner's is drawn."""
    pen = Pen(STYLES[style or rng.choice(OF_OWNER[draft.owner.code])], rng)
    LETTERHEADS[pen.style.letterhead](pen, draft)
    for block in draft.blocks:
        pen.block(block)
    finish(pen, draft)
    return pen.sheets


def lay_out_annex(draft: Draft, blocks: tuple[Block, ...], rng: Random) -> list[Sheet]:
    """An annex (*bilaga*) as sheets of typewriter text without a letterhead."""
    pen = Pen(STYLES["typed"], rng)
    for block in blocks:
        pen.block(block)
    finish(pen, draft)
    return pen.sheets


def draw(sheets: list[Sheet], title: str, author: str) -> bytes:
    """The bytes of a PDF with these sheets."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(read(title).text)
    canvas.setAuthor(author)
    for sheet in sheets:
        draw_sheet(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def draw_sheet(canvas: Any, sheet: Sheet) -> None:
    """Draws one sheet on the current page of a reportlab canvas (whose y goes up)."""
    for fill in sheet.fills:
        left, top, wide, tall = fill.box
        canvas.setFillColor(fill.colour)
        canvas.rect(left, HEIGHT - top - tall, wide, tall, stroke=0, fill=1)
    for stroke in sheet.strokes:
        canvas.setStrokeColor(stroke.colour)
        canvas.setLineWidth(stroke.width)
        path = canvas.beginPath()
        path.moveTo(stroke.points[0][0], HEIGHT - stroke.points[0][1])
        rest = [(x, HEIGHT - y) for x, y in stroke.points[1:]]
        if stroke.curved:
            for first, second, end in zip(rest[::3], rest[1::3], rest[2::3], strict=False):
                path.curveTo(*first, *second, *end)
        else:
            for point in rest:
                path.lineTo(*point)
        canvas.drawPath(path)
    put = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}
    for piece in sheet.pieces:
        canvas.setFont(piece.ink.font, piece.ink.size)
        canvas.setFillColor(piece.ink.colour)
        for index, line in enumerate(piece.marked.text.split("\n")):
            put[piece.align](piece.x, HEIGHT - piece.y - index * piece.ink.step, line)


def pdf_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """A born-digital PDF; an annex is typed on pages of its own."""
    sheets = lay_out(draft, rng, style)
    if draft.annex:
        sheets += lay_out_annex(draft, draft.annex, rng)
    pages = tuple(GoldPage(sheet.written(), "pdf", "text") for sheet in sheets)
    return Written(draw(sheets, draft.title, draft.owner.unit), ".pdf", pages)
