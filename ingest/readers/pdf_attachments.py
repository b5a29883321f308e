"""Files inside a PDF: those of its name tree (a portfolio's are there too), and those pinned to a page."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.raw_page import RawAttachment
from ingest.readers.pdf_strings import text_from
from models.limits import Limits

_MOST_ANNOTATIONS: Final = 5_000  # of a page that are looked at


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    content: bytes


class Attachments:
    """Collects a document's files. ``lost`` says whether something was left out, as a short code, or is empty.

    Those pinned to a page are taken while the page is read: reading draws the annotations into the page, and they are
    gone afterwards.
    """

    def __init__(self, pdf: pypdfium2.PdfDocument, limits: Limits) -> None:
        self._pdf, self._limits = pdf, limits
        self._pinned: list[_File] = []
        self._held = 0
        self._looked_at: set[int] = set()
        self.lost = ""

    def look_at(self, page: pdfium.FPDF_PAGE, number: int) -> None:
        """Takes the files pinned to page ``number``."""
        if number in self._looked_at:
            return
        self._looked_at.add(number)
        for handle in _pinned(page):
            file = self._file(handle)
            if file is None:
                continue
            self._held += len(file.content)
            if self._held > self._limits.file_bytes:  # they are held in memory until the pages are read
                self.lost = "attachments_unread"
                return
            self._pinned.append(file)

    def files(self) -> Iterator[RawAttachment]:
        """Each file once, also where it stands in the name tree and is pinned to a page."""
        import hashlib  # most files have no attachments

        given: set[tuple[str, bytes]] = set()
        for file in self._all():
            key = file.name, hashlib.sha256(file.content).digest()
            if key in given:
                continue
            if len(given) == self._limits.attachments:
                self.lost = "too_many_attachments"
                return
            given.add(key)
            yield RawAttachment(file.name or f"bilaga-{len(given)}", file.content)

    def _all(self) -> Iterator[_File]:
        for index in range(pdfium.FPDFDoc_GetAttachmentCount(self._pdf)):
            file = self._file(pdfium.FPDFDoc_GetAttachment(self._pdf, index))
            if file is not None:
                yield file
        for number in range(1, len(self._pdf) + 1):
            if number not in self._looked_at:  # a reading that goes on after a fall begins in the middle
                with contextlib.suppress(pypdfium2.PdfiumError):
                    page = self._pdf[number - 1]
                    self.look_at(page.raw, number)
                    page.close()
        yield from self._pinned

    def _file(self, handle: pdfium.FPDF_ATTACHMENT) -> _File | None:
        content = self._content(handle) if handle else None
        if content is None:
            self.lost = self.lost or "attachments_unread"
            return None
        return _File(text_from(pdfium.FPDFAttachment_GetName, handle), content)

    def _content(self, handle: pdfium.FPDF_ATTACHMENT) -> bytes | None:
        """The file's bytes; None where they are not there or too many."""
        length = ctypes.c_ulong()
        if not pdfium.FPDFAttachment_GetFile(handle, None, 0, length):
            return None
        if length.value > self._limits.file_bytes:
            return None
        buffer = ctypes.create_string_buffer(length.value)
        if not pdfium.FPDFAttachment_GetFile(handle, buffer, length.value, length):
            return None
        return buffer.raw


def _pinned(page: pdfium.FPDF_PAGE) -> Iterator[pdfium.FPDF_ATTACHMENT]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                yield pdfium.FPDFAnnot_GetFileAttachment(annotation)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
