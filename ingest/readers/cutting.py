"""Not a reader of text: cuts pages out of a PDF or a TIFF, within the sandbox, and hands them over as attachments."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment, RawPage
from ingest.readers.reader import OpenFile
from ingest.request import ReadRequest
from models.document import PageMethod
from models.errors import CorruptFileError, EncryptedFileError

CUTTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/pdf": "ingest.readers.cutting:open_pdf",
        "image/tiff": "ingest.readers.cutting:open_tiff",
    }
)
"""Media type → "module:function", for the formats that can hold many documents."""


class Pieces(OpenFile):
    """``request.ranges`` of a file's pages, each as a file of its own of the same type."""

    page_count = 1

    def __init__(self, ranges: tuple[tuple[int, int], ...], cut: Callable[[int, int], bytes], ending: str) -> None:
        self._ranges, self._cut, self._ending = ranges, cut, ending

    def pages(self, first: int) -> Iterator[RawPage]:
        if first == 1:
            yield RawPage(1, PageMethod.BLANK, "cut")

    def attachments(self) -> Iterator[RawAttachment]:
        for first, last in self._ranges:
            yield RawAttachment(f"{first}-{last}{self._ending}", self._cut(first, last))


def open_pdf(path: Path, request: ReadRequest, engine: PageOcr) -> Pieces:
    import pikepdf

    try:
        pdf = pikepdf.open(path, password=request.passwords[0] if request.passwords else "")
    except pikepdf.PasswordError as error:
        raise EncryptedFileError("PDF:en är låst med lösenord") from error
    except pikepdf.PdfError as error:
        raise CorruptFileError("PDF:en går inte att dela") from error

    def cut(first: int, last: int) -> bytes:
        out = io.BytesIO()
        with pikepdf.new() as piece:
            piece.pages.extend(pdf.pages[first - 1 : last])
            # The same pages must give the same bytes, and so the same document, whenever they are cut.
            piece.save(out, deterministic_id=True, linearize=False)
        return out.getvalue()

    return Pieces(request.ranges, cut, ".pdf")


def open_tiff(path: Path, request: ReadRequest, engine: PageOcr) -> Pieces:
    from PIL import Image, ImageSequence

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = request.limits.picture_pixels

    def cut(first: int, last: int) -> bytes:
        out = io.BytesIO()
        with Image.open(path, formats=("TIFF",)) as picture:
            frames = [frame.copy() for frame in islice(ImageSequence.Iterator(picture), first - 1, last)]
            bilevel = all(frame.mode == "1" for frame in frames)
            compression = "group4" if bilevel else "tiff_deflate"
            resolution = {"dpi": picture.info["dpi"]} if "dpi" in picture.info else {}
            frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], compression=compression, **resolution)
        return out.getvalue()

    return Pieces(request.ranges, cut, ".tif")
