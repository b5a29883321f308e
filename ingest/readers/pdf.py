"""PDF through pdfium: each page from its text layer, by OCR, or both, as ``ingest/page_choice.py`` says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from ingest.ocr import OcrTimeoutError, PageOcr
from ingest.raw_page import RawPage, unread
from ingest.readers.pdf_page import read_page
from ingest.request import ReadRequest
from models.document import Attachment
from models.errors import CorruptFileError, EncryptedFileError, TooLargeError


def open_pdf(path: Path, request: ReadRequest, engine: PageOcr) -> OpenPdf:
    """Open with the empty password, then with each of ``request.passwords``."""
    pdf = _open(path, request.passwords)
    if len(pdf) == 0:
        raise CorruptFileError("PDF:en har inga sidor")
    if len(pdf) > request.limits.pages:
        raise TooLargeError(f"PDF:en har fler än {request.limits.pages} sidor")
    return OpenPdf(pdf, request, engine)


def _open(path: Path, passwords: tuple[str, ...]) -> pypdfium2.PdfDocument:
    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as error:
            if error.err_code != raw.FPDF_ERR_PASSWORD:
                raise CorruptFileError("PDF:en går inte att öppna") from error
    raise EncryptedFileError("PDF:en är låst med lösenord")


class OpenPdf:
    """An open PDF. Pages are loaded one at a time and closed again, so that memory stays flat."""

    def __init__(self, pdf: pypdfium2.PdfDocument, request: ReadRequest, engine: PageOcr) -> None:
        self._pdf, self._request, self._engine = pdf, request, engine
        self.page_count = len(pdf)

    @property
    def title(self) -> str:
        return str(self._pdf.get_metadata_value("Title"))

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, self.page_count + 1):
            yield self._page(number)

    def _page(self, number: int) -> RawPage:
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError:
            return unread(number, "corrupt_page")
        try:
            return read_page(page, number, self._request, self._engine)
        except OcrTimeoutError:
            return unread(number, "ocr_timeout")
        except pypdfium2.PdfiumError:
            return unread(number, "corrupt_page")
        except MemoryError:
            return unread(number, "memory")
        finally:
            page.close()

    def attachments(self) -> Iterator[Attachment]:
        yield from ()
