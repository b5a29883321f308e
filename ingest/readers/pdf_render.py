"""Pictures of a PDF page, at a resolution that the page and our limits allow."""

from __future__ import annotations

from typing import Final, cast

import pypdfium2
from PIL import Image

from ingest.readers.pdf_objects import PageObjects
from ingest.readers.pdf_words import Frame
from models.limits import Limits

_LOWEST: Final = 200.0  # dpi: below this Tesseract's errors double (150 dpi: CER 0.0021 against 0.0012)
_HIGHEST: Final = 300.0  # above this only the time grows
_NO_PICTURE: Final = 250.0  # for letters drawn as paths or in a font without a map: small print needs some more


def ocr_dpi(frame: Frame, objects: PageObjects, limits: Limits) -> float:
    """The scan's own resolution within 200–300 dpi, less where the page is so big that the picture would be."""
    wanted = min(_HIGHEST, max(_LOWEST, objects.dpi)) if objects.dpi else _NO_PICTURE
    return capped(frame.width, frame.height, wanted, limits.ocr_pixels)


def capped(width: float, height: float, dpi: float, pixels: int) -> float:
    """``dpi``, or the most that keeps a page of this size (points) within ``pixels``."""
    area = max(1.0, width) * max(1.0, height) / 72.0**2
    return float(min(dpi, (pixels / area) ** 0.5))


def render(page: pypdfium2.PdfPage, dpi: float, *, grey: bool = False) -> Image.Image:
    """The upright page on white, in mode L or RGB."""
    bitmap = page.render(scale=dpi / 72.0, grayscale=grey, rev_byteorder=True)
    picture = cast(Image.Image, bitmap.to_pil())
    wanted = "L" if grey else "RGB"
    return picture if picture.mode == wanted else picture.convert(wanted)
