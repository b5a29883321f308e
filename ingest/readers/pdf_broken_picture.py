"""Pictures of a PDF page that pdfium makes nothing of: a page of white, which must not pass for a blank one."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from ingest.readers.pdf_objects import walk


def has_broken_picture(page: pdfium.FPDF_PAGE, most_pixels: int) -> bool:
    """Whether some picture of the page cannot be decoded, or has more than ``most_pixels`` and is not tried."""
    pictures = (item for item, _ in walk(page) if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE)
    return any(_is_broken(item, most_pixels) for item in pictures)


def _is_broken(item: pdfium.FPDF_PAGEOBJECT, most_pixels: int) -> bool:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(item, width, height) or width.value * height.value > most_pixels:
        return True
    bitmap = pdfium.FPDFImageObj_GetBitmap(item)
    if not bitmap:
        return True
    pdfium.FPDFBitmap_Destroy(bitmap)
    return False
