"""A PDF opened by the first way that leads to its pages: pdfium, else pdfium after qpdf's repair.

"0 pages" is never success before the next way was tried, and never silent. What is guessed has a bound: where a whole
file names no catalogue of its own, qpdf would pick one from among its objects, which may be an older version or a
deleted page; such a file is corrupt, and stays so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from ingest.readers.pdf_damage import Damage, look_for_damage
from ingest.request import ReadRequest
from models.errors import CorruptFileError, EncryptedFileError


@dataclass(frozen=True, slots=True)
class Opened:
    """``missing`` are numbers of pages that the file names and lacks; ``lost`` a code for what cannot be counted.

    ``source`` is what pdfium reads: the file, or the bytes of a copy that qpdf made. ``password`` opens it.
    """

    pdf: pypdfium2.PdfDocument
    source: Path | bytes
    password: str = ""
    missing: frozenset[int] = frozenset()
    lost: str = ""


def open_document(path: Path, request: ReadRequest) -> Opened:
    """Open with the empty password, then with each of ``request.passwords``.

    Raises EncryptedFileError and CorruptFileError.
    """
    damage = look_for_damage(path)
    pdf, password = _by_pdfium(path, request.passwords)
    if pdf is not None and not damage.is_likely and _is_believable(pdf, damage):
        return Opened(pdf, path, password or "")
    opened = _by_repair(path, request, damage, pdf, password or "")
    if opened is not None:
        return opened
    if pdf is None or len(pdf) == 0:
        raise CorruptFileError("PDF:en går inte att öppna")
    return Opened(pdf, path, password or "", lost="pages_missing" if damage.truncated else "")


def _by_pdfium(path: Path, passwords: tuple[str, ...]) -> tuple[pypdfium2.PdfDocument | None, str | None]:
    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(path, password=password), password
        except pypdfium2.PdfiumError as error:
            if error.err_code != raw.FPDF_ERR_PASSWORD:
                return None, password
    raise EncryptedFileError("PDF:en är låst med lösenord")


def _is_believable(pdf: pypdfium2.PdfDocument, damage: Damage) -> bool:
    """Whether the number of pages is what the file holds, as far as one look can tell."""
    return len(pdf) > 0 and damage.pages_written <= len(pdf) and _loads(pdf, len(pdf))


def _loads(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    try:
        pdf.get_page_size(number - 1)  # without its content, which takes as long as reading it
    except pypdfium2.PdfiumError:
        return False
    return True


def _by_repair(
    path: Path, request: ReadRequest, damage: Damage, pdf: pypdfium2.PdfDocument | None, password: str
) -> Opened | None:
    from ingest.readers.pdf_repair import repair  # qpdf is loaded only for files that need it

    if pdf is None and not (damage.truncated or damage.names_its_root):
        return None
    repaired = repair(path, password, damage, request.limits.pages)
    if repaired is None:
        return None
    if pdf is not None and len(pdf) == repaired.pages and not repaired.missing and not damage.sent_as_text:
        return Opened(pdf, path, password, lost=repaired.lost)  # nothing was wrong with it that matters
    try:
        copy = pypdfium2.PdfDocument(repaired.content)
    except pypdfium2.PdfiumError:
        return None
    return Opened(copy, repaired.content, "", repaired.missing, repaired.lost)
