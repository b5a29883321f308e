"""Small real files, made on the fly, whose right reading is known."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
LINES = (
    "Miljönämnden beslutar att förelägga bolaget om åtgärder.",
    "Inspektionen genomfördes den 14 mars på Storgatan 12 i Ängsbacka.",
    "Köket var inte rengjort och kylen höll för hög temperatur.",
    "Verksamheten ska åtgärda bristerna senast den 30 april.",
    "Beslutet kan överklagas hos länsstyrelsen inom tre veckor.",
)
Draw = Callable[[Canvas], None]


def write_pdf(path: Path, *pages: Draw, size: tuple[float, float] = A4) -> Path:
    canvas = Canvas(str(path), pagesize=size)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(*texts: str, top: float = 760.0, size: float = 14.0, mode: int = 0) -> Draw:
    """Draws ``texts`` from 72 points from the left, ``top`` points from the bottom, downwards."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, top)
        text.setFont("Helvetica", size)
        text.setTextRenderMode(mode)
        text.setLeading(size * 1.6)
        for line in texts:
            text.textLine(line)
        canvas.drawText(text)

    return draw


def picture(image: Image.Image, box: tuple[float, float, float, float] = (0.0, 0.0, *A4)) -> Draw:
    """Draws ``image`` with its lower left corner and size in points."""

    def draw(canvas: Canvas) -> None:
        x, y, width, height = box
        canvas.drawImage(ImageReader(image), x, y, width, height)

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def scan(
    texts: Sequence[str] = LINES, dpi: float = 200.0, size: tuple[float, float] = A4, top: float = 760.0
) -> Image.Image:
    """A clean grey scan of a page with ``texts``."""
    canvas = Canvas(buffer := io.BytesIO(), pagesize=size)
    lines(*texts, top=top)(canvas)
    canvas.save()
    with pypdfium2.PdfDocument(buffer.getvalue()) as pdf:
        return pdf[0].render(scale=dpi / 72.0, grayscale=True).to_pil().convert("L")


def paper(size: tuple[int, int] = (1654, 2339)) -> Image.Image:
    return Image.new("L", size, 255)
