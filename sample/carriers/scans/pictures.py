"""From sheets to worn pictures, with the boxes of their words where they came to lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

from sample.carriers.pdf import draw
from sample.carriers.scans.hand import Box
from sample.carriers.scans.warp import Warp, photographed, turned
from sample.carriers.scans.wear import Wear, worn
from sample.carriers.scans.words import words
from sample.carriers.sheet import HEIGHT, WIDTH, Sheet
from sample.gold import GoldPage, Word

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Scanned:
    """A page as a picture, and its gold."""

    image: Image
    page: GoldPage
    wear: Wear

    def encoded(self) -> bytes:
        """As JPEG, or as PNG where it is black and white."""
        buffer = BytesIO()
        if self.image.mode == "1":
            self.image.save(buffer, "PNG", dpi=(self.wear.dpi, self.wear.dpi))
        else:
            self.image.save(buffer, "JPEG", quality=self.wear.quality, dpi=(self.wear.dpi, self.wear.dpi))
        return buffer.getvalue()


def scanned(
    sheets: list[Sheet], wear: Wear, rng: Random, carrier: str = "scan", hands: Sequence[Sequence[Box]] = ()
) -> Iterator[Scanned]:
    """Each sheet as a worn picture, one at a time; ``hands`` are the boxes of the handwriting on each, if any."""
    from pypdfium2 import PdfDocument

    from sample.carriers.scans.own_faces import without_system_fonts

    without_system_fonts()
    scale = wear.dpi / 72
    document = PdfDocument(draw(sheets, "", ""))
    try:
        clean = None
        for sheet, page, hand in zip(sheets, document, hands or [()] * len(sheets), strict=True):
            behind, clean = clean, page.render(scale=scale, grayscale=True).to_pil().convert("L")
            warp = _lay(wear, rng)
            image = worn(warp.image(clean, scale, 70 if wear.photo else 255), wear, rng, behind)
            boxes = tuple(warp.word(word) for word in words(sheet))
            written = tuple(warp.word(Word(0, 0, *box))[2:] for box in hand)
            gold = GoldPage(sheet.written(), carrier, "ocr", WIDTH, HEIGHT, boxes, handwriting=written)
            yield Scanned(image, gold, wear)
    finally:
        document.close()


def _lay(wear: Wear, rng: Random) -> Warp:
    if wear.photo:
        return photographed(rng, WIDTH, HEIGHT)
    shift = (rng.uniform(-3, 3), rng.uniform(-3, 3))
    return turned(rng.uniform(-wear.skew, wear.skew), WIDTH, HEIGHT, shift)
