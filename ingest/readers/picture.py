"""PNG, JPEG, JPEG 2000, BMP, WebP, GIF and multi-page TIFF through Pillow: every page by OCR."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from ingest import page_image
from ingest.ink import has_ink, ink
from ingest.ocr.engine import OcrTimeoutError, PageOcr
from ingest.ocr.page import OcrPage, read_page, turned
from ingest.ocr.recognised import recognised_page
from ingest.page_choice import Choice, without_words
from ingest.pictures.paper import for_ocr, on_paper, resolution
from ingest.pictures.truncated import TRUNCATED, what_is_there
from ingest.raw_page import RawPage, unread
from ingest.readers.reader import OpenFile
from ingest.request import ReadRequest
from models.document import PageMethod
from models.errors import CorruptFileError, TooLargeError

_FORMATS: Final = ("PNG", "JPEG", "JPEG2000", "BMP", "DIB", "WEBP", "GIF", "TIFF")
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
    return OpenPicture(path, picture, frames, request, engine)


class OpenPicture(OpenFile):
    """A picture file; each frame of a TIFF is a page. Of other formats that can move, the first frame is the page."""

    def __init__(self, path: Path, picture: Image.Image, frames: int, request: ReadRequest, engine: PageOcr) -> None:
        self._path, self._picture, self._request, self._engine = path, picture, request, engine
        self.page_count = frames

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, self.page_count + 1):
            yield self._page(number)

    def _page(self, number: int) -> RawPage:
        reason = "picture"
        try:
            if self.page_count > 1:
                self._picture.seek(number - 1)
            if self._picture.width * self._picture.height > self._request.limits.picture_pixels:
                return unread(number, "too_large")
            dpi = resolution(self._picture)
            try:
                self._picture.load()
                whole = self._picture
            except OSError:
                whole, reason = what_is_there(self._path, _FORMATS, number - 1), TRUNCATED
                self.lost = TRUNCATED
            picture, across = on_paper(whole, dpi)
        except _BROKEN:
            return unread(number, "corrupt_page")
        try:
            return self._read(picture, across, number, reason)
        except OcrTimeoutError:
            return unread(number, "ocr_timeout")
        except MemoryError:
            return unread(number, "memory")

    def _read(self, picture: Image.Image, dpi: float, number: int, reason: str) -> RawPage:
        copy, ocr_dpi = for_ocr(picture, dpi, self._request.limits.ocr_pixels)
        found = read_page(self._engine, copy, ocr_dpi) if has_ink(copy) else OcrPage((), 1.0, 0)
        choice = Choice(PageMethod.OCR, reason)
        if not any(found.lines) and reason != TRUNCATED:
            choice = without_words(ink(copy))
        upright = turned(picture, found.turns)
        width, height = (round(side * 72.0 / dpi, 2) for side in upright.size)
        image = page_image.encode(upright) if self._request.images else None
        return recognised_page(number, choice, found, width, height, image)
