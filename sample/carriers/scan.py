"""Papers that were printed and scanned: pictures of pages, skewed, noisy and compressed, without a text layer."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any

from sample.carriers.pdf import draw, draw_sheet, lay_out, lay_out_annex
from sample.carriers.plain import Written
from sample.carriers.sheet import HEIGHT, WIDTH, Sheet
from sample.draft import Draft
from sample.gold import GoldPage
from sample.spans import read

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200


@dataclass(frozen=True, slots=True)
class Wear:
    """How worn the picture is. ``skew`` in degrees; ``noise`` a standard deviation in grey levels (of 255).

    ``specks`` are grains of dirt on the page, ``quality`` the JPEG's, ``paper`` and ``black`` the grey of both.
    """

    skew: float
    noise: float
    specks: int
    quality: int
    paper: int = 246
    black: int = 25
    blur: float = 0.0


OFFICE = Wear(0.5, 5.0, 15, 62)
COPY = Wear(0.9, 9.0, 160, 50, 236, 48, 0.55)
WEARS = (OFFICE, OFFICE, COPY)


def pictures(sheets: list[Sheet], wear: Wear, rng: Random) -> list[Image]:
    """Each sheet as a worn grey picture at :data:`DPI`."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(draw(sheets, "", ""))
    try:
        return [
            _worn(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"), wear, rng) for page in document
        ]
    finally:
        document.close()


def _worn(image: Image, wear: Wear, rng: Random) -> Image:
    import numpy
    from PIL import Image as Pictures
    from PIL import ImageFilter

    turned = image.rotate(rng.uniform(-wear.skew, wear.skew), Pictures.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(wear.blur)) if wear.blur else turned
    chance = numpy.random.default_rng(rng.getrandbits(64))
    grey = numpy.asarray(soft, dtype=numpy.float32) / 255 * (wear.paper - wear.black) + wear.black
    grey += _grain(chance, grey.shape, wear.noise) + _shadow(grey.shape, rng)
    _dirt(grey, chance, wear.specks)
    return Pictures.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8))


def _grain(chance: Any, shape: tuple[int, ...], noise: float) -> Any:
    """Noise made once on a small tile and laid out over the page: drawing it for each dot takes most of the time."""
    import numpy

    tile = chance.normal(0, noise, (257, 263)).astype(numpy.float32)
    return numpy.tile(tile, (shape[0] // 257 + 1, shape[1] // 263 + 1))[: shape[0], : shape[1]]


def _shadow(shape: tuple[int, ...], rng: Random) -> Any:
    """The paper's edge lies a little off the glass: one side is darker."""
    import numpy

    across = numpy.linspace(0, 1, shape[1], dtype=numpy.float32) ** 8
    dark = -rng.uniform(5, 45) * (across if rng.random() < 0.5 else across[::-1])
    return dark[None, :]


def _dirt(grey: Any, chance: Any, specks: int) -> None:
    rows = chance.integers(0, grey.shape[0] - 4, specks)
    columns = chance.integers(0, grey.shape[1] - 4, specks)
    for row, column, size in zip(rows, columns, chance.integers(1, 4, specks), strict=True):
        grey[row : row + size, column : column + size] -= 90


def _jpeg(image: Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, dpi=(DPI, DPI))
    return buffer.getvalue()


def _scanned(draft: Draft, rng: Random, style: str) -> tuple[list[Image], tuple[GoldPage, ...], Wear]:
    wear = rng.choice(WEARS)
    sheets = lay_out(draft, rng, style)
    pages = tuple(GoldPage(sheet.written(), "scan", "ocr") for sheet in sheets)
    return pictures(sheets, wear, rng), pages, wear


def scan_pdf(draft: Draft, rng: Random, style: str = "") -> Written:
    """A PDF of pictures, as an office scanner makes it."""
    images, pages, wear = _scanned(draft, rng, style)
    return Written(_bind([_jpeg(image, wear.quality) for image in images]), ".pdf", pages)


def scan_picture(draft: Draft, rng: Random, style: str = "", *, png: bool = False) -> Written:
    """A paper of one page as JPEG or PNG (few greys on white: small); a longer one becomes a PDF after all."""
    images, pages, wear = _scanned(draft, rng, style)
    if len(images) > 1:
        return Written(_bind([_jpeg(image, wear.quality) for image in images]), ".pdf", pages)
    if not png:
        return Written(_jpeg(images[0], wear.quality), ".jpg", pages)
    buffer = BytesIO()
    images[0].point(lambda grey: 255 if grey > 190 else grey // 32 * 36).save(buffer, "PNG", dpi=(DPI, DPI))
    return Written(buffer.getvalue(), ".png", pages)


def scan_tiff(draft: Draft, rng: Random, style: str = "") -> Written:
    """All pages in one TIFF, black and white, Group 4, as a fax server keeps them."""
    images, pages, _ = _scanned(draft, rng, style)
    first, *rest = [image.point(lambda grey: 255 * (grey > 150)).convert("1") for image in images]
    buffer = BytesIO()
    first.save(buffer, "TIFF", compression="group4", save_all=True, append_images=rest, dpi=(DPI, DPI))
    return Written(buffer.getvalue(), ".tif", pages)


def mixed_pdf(draft: Draft, rng: Random, style: str = "") -> Written:
    """A born-digital PDF whose annex is scanned."""
    sheets = lay_out(draft, rng, style)
    annex = lay_out_annex(draft, draft.annex, rng)
    images = [_jpeg(image, COPY.quality) for image in pictures(annex, COPY, rng)]
    pages = [GoldPage(sheet.written(), "pdf", "text") for sheet in sheets]
    pages += [GoldPage(sheet.written(), "scan", "ocr") for sheet in annex]
    return Written(_bind(images, sheets, draft), ".pdf", tuple(pages))


def _bind(images: list[bytes], sheets: list[Sheet] | None = None, draft: Draft | None = None) -> bytes:
    """A PDF of typed sheets, then pictures, each filling its page."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(read(draft.title).text if draft else "Skannat dokument")
    for sheet in sheets or []:
        draw_sheet(canvas, sheet)
        canvas.showPage()
    for image in images:
        canvas.drawImage(ImageReader(BytesIO(image)), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
