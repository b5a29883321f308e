"""Draws the pages of ``bench/page_decision.py``: text, its picture, letters as shapes, fonts that lie."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from random import Random
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from sample.carriers.scans.wear import OFFICE, Wear, worn

A4 = (595.0, 842.0)
Draw = Callable[[Canvas], None]
Box = tuple[float, float, float, float]
"""x, y of the lower left corner, width and height, in points."""


def page(draw: Draw, relabel: Callable[[str], str] | None = None, size: tuple[float, float] = A4) -> bytes:
    """A PDF of one page. ``relabel`` says what its TrueType font claims that each sign is."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return _relabelled(buffer.getvalue(), relabel) if relabel else buffer.getvalue()


def bind(pages: Sequence[bytes], *, tagged: bool = False) -> bytes:
    """One PDF of the pages of several; ``tagged`` says of itself that it has structure."""
    with pikepdf.new() as book:
        for content in pages:
            with pikepdf.open(io.BytesIO(content)) as part:
                book.pages.extend(part.pages)
        if tagged:
            book.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
            book.Root.StructTreeRoot = book.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        book.save(buffer := io.BytesIO())
    return buffer.getvalue()


def _relabelled(content: bytes, relabel: Callable[[str], str]) -> bytes:
    def said(match: re.Match[bytes]) -> bytes:
        code = ord(relabel(chr(int(match[2], 16))))
        return b"<%s> <%04X>" % (match[1], code)

    with pikepdf.open(io.BytesIO(content)) as book:
        for thing in book.objects:
            if isinstance(thing, pikepdf.Stream) and b"beginbfchar" in (data := thing.read_bytes()):
                thing.write(re.sub(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>", said, data))
        book.save(buffer := io.BytesIO())
    return buffer.getvalue()


@lru_cache(maxsize=4)
def _face(path: str) -> str:
    name = path.rpartition("/")[2]
    pdfmetrics.registerFont(TTFont(name, path))
    return name


def text(
    words: str, *, size: float = 11.0, font: str = "Helvetica", box: Box = (70, 60, 455, 720), mode: int = 0,
    apart: float = 0.0, colour: tuple[float, float, float] = (0, 0, 0), most: int = 100,
) -> Draw:  # fmt: skip
    """Draws ``words``, broken to the width of ``box``, from its top; ``apart`` points stand between letters.

    ``font`` is one of the standard faces or the path of a TrueType file; ``mode`` the text render mode.
    """
    name = _face(font) if font.endswith(".ttf") else font
    lines = [part for line in words.split("\n") for part in (simpleSplit(line, name, size, box[2]) or [""])]
    fit = int(box[3] / (size * 1.35))

    def draw(canvas: Canvas) -> None:
        block = canvas.beginText(box[0], box[1] + box[3] - size)
        block.setFont(name, size)
        block.setFillColorRGB(*colour)
        block.setTextRenderMode(mode)
        block.setCharSpace(apart)
        block.setLeading(size * 1.35)
        for line in lines[: min(fit, most)]:
            block.textLine(line)
        canvas.drawText(block)

    return draw


def letters_apart(words: str, gap: float, space: float, size: float = 11.0, top: float = 760.0) -> Draw:
    """Each letter of each line put down alone, ``gap`` points apart, words ``space`` points: as some programs do."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        y = top
        for line in words.split("\n"):
            x = 60.0
            for sign in line:
                if sign != " ":
                    canvas.drawString(x, y, sign)
                x += space if sign == " " else canvas.stringWidth(sign, "Helvetica", size) + gap
            y -= size * 1.6

    return draw


def image(picture: Image.Image, box: Box = (0, 0, *A4)) -> Draw:
    return lambda canvas: canvas.drawImage(ImageReader(picture), *box) and None


def stripes(picture: Image.Image, count: int, box: Box = (0, 0, *A4)) -> Draw:
    """The picture cut into strips, as scanners' programs do."""
    x, y, width, height = box
    edges = [round(picture.height * at / count) for at in range(count + 1)]

    def draw(canvas: Canvas) -> None:
        for upper, lower in pairwise(edges):
            part = ImageReader(picture.crop((0, upper, picture.width, lower)))
            share = height / picture.height
            canvas.drawImage(part, x, y + height - lower * share, width, (lower - upper) * share)

    return draw


def shapes(picture: Image.Image, box: Box = (0, 0, *A4)) -> Draw:
    """What is dark in the picture, as filled paths: letters turned to curves."""
    scale = box[2] / picture.width
    pixels: Any = picture.load()

    def draw(canvas: Canvas) -> None:
        for band in range(0, picture.height, 12):
            path = canvas.beginPath()
            for row in range(band, min(band + 12, picture.height)):
                start = -1
                for column in range(picture.width):
                    dark = pixels[column, row] < 128 and column < picture.width - 1
                    if dark and start < 0:
                        start = column
                    elif not dark and start >= 0:
                        path.rect(box[0] + start * scale, box[1] + box[3] - (row + 1) * scale,
                                  (column - start) * scale, scale)  # fmt: skip
                        start = -1
            canvas.drawPath(path, stroke=0, fill=1)

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def picture_of(draw: Draw, dpi: float = 150.0, size: tuple[float, float] = A4, wear: Wear | None = None,
               rng: Random | None = None) -> Image.Image:  # fmt: skip
    """The page as a scanner would see it: clean, or with ``wear``."""
    with pypdfium2.PdfDocument(page(draw, size=size)) as book:
        clean: Image.Image = book[0].render(scale=dpi / 72.0, grayscale=True).to_pil().convert("L")
    return worn(clean, wear, rng or Random(1)).convert("L") if wear else clean


def scan(words: str, rng: Random, wear: Wear = OFFICE, dpi: float = 150.0, **drawn: Any) -> Image.Image:
    return picture_of(text(words, **drawn), dpi, wear=wear, rng=rng)
