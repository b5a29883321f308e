"""Pictures put together as a PDF or a TIFF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from sample.carriers.pdf import binary_streams, draw_sheet
from sample.carriers.scans.pictures import Scanned
from sample.carriers.scans.under import layer
from sample.carriers.sheet import HEIGHT, WIDTH, Sheet

_TITLES = ("Skannat dokument", "Scan", "Untitled")


def bound(
    pages: Iterable[Scanned], typed: Sequence[Sheet] = (), title: str = _TITLES[0], texts: Sequence[str] = ()
) -> bytes:
    """A PDF of typed sheets, then pictures, each filling its page; ``texts`` are streams that lie under them."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    with binary_streams():
        canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        canvas.setTitle(title)
        for sheet in typed:
            draw_sheet(canvas, sheet)
            canvas.showPage()
        for at, page in enumerate(pages):
            if texts:
                layer(canvas, texts[at])
            canvas.drawImage(ImageReader(BytesIO(page.encoded())), 0, 0, WIDTH, HEIGHT)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def tiff(pages: Sequence[Scanned]) -> bytes:
    """All pages in one TIFF, black and white, Group 4, as a fax server keeps them."""
    first, *rest = [
        page.image if page.image.mode == "1" else page.image.convert("L").point(_halves).convert("1") for page in pages
    ]
    buffer, dpi = BytesIO(), pages[0].wear.dpi
    first.save(buffer, "TIFF", compression="group4", save_all=True, append_images=rest, dpi=(dpi, dpi))
    return buffer.getvalue()


_halves = [255 * (level > 150) for level in range(256)]
