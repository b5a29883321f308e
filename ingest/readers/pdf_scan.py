"""The JPEG of a scanned page as the file holds it, where drawing the page would give the same picture again.

To decode it takes a fifth of the time of drawing the page, and no dot is moved by a fraction of its width.
"""

from __future__ import annotations

import ctypes
import mmap
from pathlib import Path
from typing import Final, cast

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from ingest.readers.pdf_layer import Layer
from ingest.readers.pdf_objects import Matrix, matrix_of, times, walk
from ingest.readers.pdf_words import Frame

_LOWEST, _HIGHEST = 195.0, 330.0  # dpi: other scans are brought to 200–300 by drawing them
_FITS: Final = 1.0  # points by which the picture may miss the page's edge
_SQUARE: Final = 0.01  # by how much the resolutions across and down may differ; and of a point, how far it may lean
_LONGEST_FILTER: Final = 16  # bytes, the zero at its end included
_MASKS: Final = (b"/SMask", b"/Mask")  # in the open: a picture's entries are never packed, nor encrypted
_FORMATS: Final = {pdfium.FPDFBitmap_Gray: "L", pdfium.FPDFBitmap_BGR: "RGB", pdfium.FPDFBitmap_BGRx: "RGB"}


class OwnPictures:
    """The scans of one file. ``source`` is what pdfium reads."""

    def __init__(self, source: Path | bytes) -> None:
        self._source = source
        self._masked: bool | None = None

    def of(self, layer: Layer) -> tuple[Image.Image, float] | None:
        """The picture in mode L or RGB as it lies in the file, and its dpi; None where the page is more than a scan."""
        found = _only_picture(layer)
        if found is None or self._has_masks():
            return None
        item, matrix = found
        dpi = _dpi(item, matrix)
        if dpi is None or not _fills(matrix, layer.frame) or not _is_drawn_as_it_is(item):
            return None
        picture = _decoded(item)
        return None if picture is None else (picture, dpi)

    def _has_masks(self) -> bool:
        """Whether a picture in the file may be cut out by another; pdfium's decoded pictures know nothing of it."""
        if self._masked is None:
            if isinstance(self._source, bytes):
                self._masked = any(mark in self._source for mark in _MASKS)
            else:
                with self._source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                    self._masked = any(data.find(mark) >= 0 for mark in _MASKS)
        return self._masked


def _only_picture(layer: Layer) -> tuple[pdfium.FPDF_PAGEOBJECT, Matrix] | None:
    """The one picture of a page that shows nothing else, and how it is placed on the page."""
    objects = layer.objects
    if len(objects.images) != 1 or objects.texts != objects.invisible_texts or objects.count != 1 + objects.texts:
        return None
    for item, outer in walk(layer.page.raw):
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            return item, times(matrix_of(item), outer)
    return None


def _dpi(item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> float | None:
    """The picture's resolution, where it stands upright with square dots, neither too few nor too many."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    right, up, left, down, _, _ = matrix
    if right <= 0 or down <= 0 or max(abs(up), abs(left)) > _SQUARE or not _size(item, width, height):
        return None
    across, along = width.value * 72.0 / right, height.value * 72.0 / down
    level = abs(across - along) <= _SQUARE * across
    return (across + along) / 2 if level and _LOWEST <= across <= _HIGHEST else None


def _size(item: pdfium.FPDF_PAGEOBJECT, width: ctypes.c_uint, height: ctypes.c_uint) -> bool:
    return bool(pdfium.FPDFImageObj_GetImagePixelSize(item, width, height))


def _fills(matrix: Matrix, frame: Frame) -> bool:
    """Whether the picture is the visible page, neither smaller nor larger."""
    width, _, _, height, left, bottom = matrix
    placed = (left, bottom, left + width, bottom + height)
    page = (frame.left, frame.bottom, frame.right, frame.top)
    return all(abs(one - other) <= _FITS for one, other in zip(placed, page, strict=True))


def _is_drawn_as_it_is(item: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Whether it is a JPEG, which is never a stencil in the page's colour, and nothing cuts it or shines through it."""
    name = ctypes.create_string_buffer(_LONGEST_FILTER)
    last = pdfium.FPDFImageObj_GetImageFilterCount(item) - 1
    if last < 0 or pdfium.FPDFImageObj_GetImageFilter(item, last, name, _LONGEST_FILTER) > _LONGEST_FILTER:
        return False
    if name.value != b"DCTDecode":
        return False
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    return pdfium.FPDFClipPath_CountPaths(clip) <= 0 and not pdfium.FPDFPageObj_HasTransparency(item)


def _decoded(item: pdfium.FPDF_PAGEOBJECT) -> Image.Image | None:
    """The picture's dots in its own colours; None for what is broken."""
    raw = pdfium.FPDFImageObj_GetBitmap(item)
    if not raw:
        return None
    bitmap = pypdfium2.PdfBitmap.from_raw(raw)
    mode = _FORMATS.get(bitmap.format)
    if mode is None:
        return None
    picture = cast(Image.Image, bitmap.to_pil())
    return picture.copy() if picture.mode == mode else picture.convert(mode)
