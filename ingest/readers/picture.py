"""PNG, JPEG and multi-page TIFF through Pillow: every page by OCR."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from ingest import page_image
from ingest.ocr import OcrTimeoutError, PageOcr
from ingest.ocr_page import LITTLE_INK, OcrPage, has_ink, ink, read_page, turned
from ingest.page_text import lay_out
from ingest.raw_page import RawPage, unread
from ingest.request import ReadRequest
from models.document import Attachment, PageMethod
from models.errors import CorruptFileError, TooLargeError

_FORMATS: Final = ("PNG", "JPEG", "TIFF")
_LOWEST, _HIGHEST = 200.0, 300.0  # dpi for OCR, as for PDF
_CREDIBLE: Final = (60.0, 1300.0)  # dpi that a file may claim; 1 stands in files that do not know
_SCREEN: Final = 100.0  # dpi: 72 and 96 are put in by software that knows no resolution
_A3_LONG_SIDE: Final = 17.0  # inches: with a screen's resolution, a larger page is not believed
_A4_LONG_SIDE: Final = 11.69  # inches: what a picture without a resolution is taken to be
_ORIENTATION: Final = 0x0112
_EXIF: Final = {  # Exif 2.32, tag 0x0112: what undoes each orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, ZeroDivisionError)  # what Pillow raises on bad files


def open_picture(path: Path, request: ReadRequest, engine: PageOcr) -> OpenPicture:
    warnings.simplefilter("ignore")  # Pillow warns of odd tags and of big pictures: we have our own limit
    Image.MAX_IMAGE_PIXELS = None
    try:
        picture = Image.open(path, formats=_FORMATS)
        frames = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    except (UnidentifiedImageError, *_BROKEN) as error:
        raise CorruptFileError("Bilden går inte att öppna") from error
    if frames > request.limits.pages:
        raise TooLargeError(f"Bilden har fler än {request.limits.pages} sidor")
    return OpenPicture(picture, frames, request, engine)


class OpenPicture:
    """A picture file; each frame of a TIFF is a page."""

    title = ""

    def __init__(self, picture: Image.Image, frames: int, request: ReadRequest, engine: PageOcr) -> None:
        self._picture, self._request, self._engine = picture, request, engine
        self.page_count = frames

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, self.page_count + 1):
            yield self._page(number)

    def _page(self, number: int) -> RawPage:
        try:
            if self.page_count > 1:
                self._picture.seek(number - 1)
            if self._picture.width * self._picture.height > self._request.limits.picture_pixels:
                return unread(number, "too_large")
            picture, dpi = _on_paper(self._picture, _dpi(self._picture))
        except _BROKEN:
            return unread(number, "corrupt_page")
        try:
            return self._read(picture, dpi, number)
        except OcrTimeoutError:
            return unread(number, "ocr_timeout")
        except MemoryError:
            return unread(number, "memory")

    def _read(self, picture: Image.Image, dpi: float, number: int) -> RawPage:
        grey, ocr_dpi = _for_ocr(picture, dpi, self._request.limits.ocr_pixels)
        found = read_page(self._engine, grey, ocr_dpi) if has_ink(grey) else OcrPage((), 1.0, 0)
        method, reason = PageMethod.OCR, "picture"
        if not any(found.lines):
            blank = ink(grey) < LITTLE_INK
            method, reason = (PageMethod.BLANK, "no_words_little_ink") if blank else (method, "no_words_found")
        text, boxes = lay_out(found.lines)
        upright = turned(picture, found.turns)
        width, height = (round(side * 72.0 / dpi, 2) for side in upright.size)
        image = page_image.encode(upright) if self._request.images else None
        return RawPage(number, method, reason, text, found.quality, width, height, boxes, image)

    def attachments(self) -> Iterator[Attachment]:
        yield from ()


def _dpi(picture: Image.Image) -> tuple[float, float]:
    """The picture's resolution across and down; that of an A4 page where it does not say or cannot be right."""
    claimed = picture.info.get("dpi")
    if isinstance(claimed, tuple) and len(claimed) == 2:
        across, down = (float(value) for value in claimed)
        inches = max(picture.width / max(across, 1.0), picture.height / max(down, 1.0))
        credible = all(_CREDIBLE[0] <= value <= _CREDIBLE[1] for value in (across, down))
        if credible and (min(across, down) > _SCREEN or inches <= _A3_LONG_SIDE):
            return across, down
    assumed = min(600.0, max(72.0, max(picture.size) / _A4_LONG_SIDE))
    return assumed, assumed


def _on_paper(picture: Image.Image, dpi: tuple[float, float]) -> tuple[Image.Image, float]:
    """The picture upright (EXIF), with square pixels, in mode L or RGB, on white; and its resolution."""
    picture.load()
    flat = _flat(picture)
    across, down = dpi
    if abs(across - down) > 0.02 * across:  # fax: 204 by 98 or 196 dots an inch
        flat = flat.resize((flat.width, max(1, round(flat.height * across / down))), Image.Resampling.BICUBIC)
    turn = _EXIF.get(picture.getexif().get(_ORIENTATION, 1))
    return (flat.transpose(turn) if turn is not None else flat), across


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):  # 16 or 32 bits: stretched to 8
        deep = picture.convert("F")
        low, high = (float(value) for value in deep.getextrema())  # type: ignore[arg-type]
        scale = 255.0 / max(1e-6, high - low)
        return deep.point(lambda value: value * scale - low * scale).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        over = picture.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(white, over).convert("RGB")
    return picture.convert("L") if picture.mode in ("1", "L") else picture.convert("RGB")


def _for_ocr(picture: Image.Image, dpi: float, most_pixels: int) -> tuple[Image.Image, float]:
    """A grey copy at 200–300 dpi, but within ``most_pixels``."""
    grey = picture if picture.mode == "L" else picture.convert("L")
    scale = min(_HIGHEST, max(_LOWEST, dpi)) / dpi
    scale = min(scale, (most_pixels / (grey.width * grey.height)) ** 0.5)
    if abs(scale - 1.0) > 0.02:
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        dpi *= scale
    return grey, dpi
