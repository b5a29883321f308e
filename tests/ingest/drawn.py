"""Lines of words drawn as a picture, with the box of each: what an OCR engine would have seen."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from random import Random

from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.raw_page import Line, PlacedWord
from sample.carriers.scans.wear import Wear, worn

WIDTH, HEIGHT = 420.0, 120.0
SIZE = 12.0


def drawn(
    *lines: tuple[str, ...], face: str = "Times-Roman", dpi: float = 300.0, wear: Wear | None = None
) -> tuple[tuple[Line, ...], Image.Image]:
    """The words of each line as they are, at places as Tesseract gives them, and their grey picture."""
    scale, buffer = dpi / 72.0, BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    placed = []
    for number, line in enumerate(lines):
        canvas.setFont(face, SIZE)
        x, y = 24.0, 30.0 + 24.0 * number
        words = []
        for word in line:
            width = stringWidth(word, face, SIZE)
            canvas.drawString(x, HEIGHT - y, word)
            top, bottom = y - 0.70 * SIZE, y + (0.20 * SIZE if set(word) & set("§gpqy$") else 0.02 * SIZE)
            words.append(PlacedWord(word, x * scale, top * scale, (x + width) * scale, bottom * scale, 0.9))
            x += width + stringWidth(" ", face, SIZE)
        placed.append(tuple(words))
    canvas.save()
    with PdfDocument(buffer.getvalue()) as document:
        picture = document[0].render(scale=scale, grayscale=True).to_pil().convert("L")
    return tuple(placed), worn(picture, wear, Random(5)).convert("L") if wear else picture


def read_as(line: Line, *texts: str) -> Line:
    """The line with other texts in the boxes: what was misread. A text with a plus glues the words it stands for.

    "1$+" takes the boxes of two words.
    """
    words, place = [], 0
    for text in texts:
        first = line[place]
        place += 1 + text.count("+")
        last = line[place - 1]
        box = replace(first, x1=last.x1, y0=min(first.y0, last.y0), y1=max(first.y1, last.y1))
        words.append(replace(box, text=text.replace("+", "")))
    assert place == len(line), "every box has its text"
    return tuple(words)
