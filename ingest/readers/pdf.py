"""PDF through pdfium: each page from its text layer, by OCR, or both, as ``ingest/page_choice.py`` says.

What is laid upon the pages (form fields, comments) and packed beside them (attachments) is read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.ocr.engine import OcrTimeoutError, PageOcr
from ingest.raw_page import RawAttachment, RawPage, unread
from ingest.readers.pdf_annotations import Note, draw_in, notes_of
from ingest.readers.pdf_attachments import Attachments
from ingest.readers.pdf_broken_picture import has_broken_picture
from ingest.readers.pdf_outline import headings_of
from ingest.readers.pdf_overlay import lay_over
from ingest.readers.pdf_page import read_page
from ingest.readers.pdf_rescue import Opened, open_document
from ingest.readers.pdf_scan import OwnPictures
from ingest.readers.pdf_second import SecondOpinion
from ingest.readers.pdf_words import frame_of
from ingest.readers.pdf_xfa import dynamic_form
from ingest.readers.reader import OpenFile
from ingest.request import ReadRequest
from models.document import PageMethod
from models.errors import CorruptFileError, TooLargeError
from models.layout import BlockKind

if TYPE_CHECKING:
    from ingest.readers.pdf_contents import Contents


def open_pdf(path: Path, request: ReadRequest, engine: PageOcr) -> OpenPdf:
    """Open with the empty password, then with each of ``request.passwords``."""
    opened = open_document(path, request)
    if len(opened.pdf) == 0:
        raise CorruptFileError("PDF:en har inga sidor")
    if len(opened.pdf) > request.limits.pages:
        raise TooLargeError(f"PDF:en har fler än {request.limits.pages} sidor")
    return OpenPdf(opened, request, engine)


class OpenPdf(OpenFile):
    """An open PDF. Pages are loaded one at a time and closed again, so that memory stays flat."""

    def __init__(self, opened: Opened, request: ReadRequest, engine: PageOcr) -> None:
        self._opened, self._request, self._engine = opened, request, engine
        self._pdf = opened.pdf
        self._pdf.init_forms()  # before the first page is loaded: the values of its fields hang on it
        self._attachments = Attachments(self._pdf, request.limits)
        self._second = SecondOpinion(opened.source, opened.password)
        self._own = OwnPictures(opened.source)
        self._contents: Contents | None = None
        self._headings = headings_of(self._pdf)
        self.page_count = len(self._pdf)
        self.title = str(self._pdf.get_metadata_value("Title"))
        self.lost = opened.lost

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, self.page_count + 1):
            yield self._page(number)

    def _page(self, number: int) -> RawPage:
        if number in self._opened.missing:
            return unread(number, "missing_page")
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError:
            return unread(number, "corrupt_page")
        try:
            notes = self._notes(page, number)
            page = draw_in(self._pdf, page, number)
            fields = [note.box for note in notes if note.kind is BlockKind.FORM_FIELD]
            raw = read_page(page, number, self._request, self._engine, self._own, self._second, fields)
            if not raw.text and self._is_lost(page, raw):
                return unread(number, "corrupt_page")
            return lay_over(raw, notes, self._request.limits)
        except OcrTimeoutError:
            return unread(number, "ocr_timeout")
        except pypdfium2.PdfiumError:
            return unread(number, "corrupt_page")
        except MemoryError:
            return unread(number, "memory")
        finally:
            page.close()

    def _is_lost(self, page: pypdfium2.PdfPage, raw: RawPage) -> bool:
        """Whether a page without a word has content that pdfium made nothing of: all of it, or its picture."""
        if pdfium.FPDFPage_CountObjects(page) > 0:
            most = self._request.limits.picture_pixels
            return raw.method is PageMethod.BLANK and has_broken_picture(page, most)
        if self._contents is None:
            from ingest.readers.pdf_contents import Contents  # qpdf is loaded only where a page shows nothing

            self._contents = Contents(self._opened.source, self._opened.password)
        return self._contents.are_lost(raw.number)

    def _notes(self, page: pypdfium2.PdfPage, number: int) -> list[Note]:
        self._attachments.look_at(page.raw, number)
        frame = frame_of(page.raw)
        notes = [*notes_of(self._pdf, page, frame), *self._headings.get(number, ())]
        return [*notes, *dynamic_form(self._pdf, frame)] if number == 1 else notes

    def attachments(self) -> Iterator[RawAttachment]:
        yield from self._attachments.files()
        self.lost = self.lost or self._attachments.lost
