"""What is laid upon a PDF page: form fields that somebody filled in, comments, free text, the addresses of links.

pdfium's text page knows none of it. What an annotation *shows* becomes part of the page by :func:`draw_in`; what it
says beside that (a sticky note's text, a comment to a highlight, a value that nobody drew) is a :class:`Note`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf_fields import TICK_BOXES, caption, kind_of, value_of
from ingest.readers.pdf_objects import Rect
from ingest.readers.pdf_strings import address_from, text_from
from ingest.readers.pdf_words import Frame
from models.layout import BlockKind

MOST: Final = 5_000  # annotations of a page: a form has hundreds
_SILENT: Final = frozenset((pdfium.FPDF_ANNOT_POPUP,))  # the window of another annotation, with the same words
_LONGEST: Final = 100_000  # characters of one annotation


@dataclass(frozen=True, slots=True)
class Note:
    """``text`` said at ``box`` (upright page, points); ``place`` is the field's name or who said it.

    ``is_tick``: what the box shows is a sign for "yes", not a word. ``is_anywhere``: the page shows it where its
    letters stand anywhere on the page.
    """

    kind: BlockKind
    text: str
    box: Rect
    place: str = ""
    is_tick: bool = False
    is_anywhere: bool = False


def notes_of(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, frame: Frame) -> list[Note]:
    """What the page's annotations say, from top to bottom; form fields that are empty are there too, without text."""
    notes: list[Note] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            notes.extend(_notes(pdf, annotation, frame))
            pdfium.FPDFPage_CloseAnnot(annotation)
    return sorted(notes, key=lambda note: (round(note.box[1]), note.box[0]))


def draw_in(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int) -> pypdfium2.PdfPage:
    """Page ``number`` with what its annotations show as part of it; ``page`` itself where they show no words.

    In memory only. ``page`` is closed where another one takes its place.
    """
    if not any(map(_shows_words, range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)), _again(page))):
        return page
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()
    return pdf[number - 1]


def _again(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfPage]:
    while True:
        yield page


def _shows_words(index: int, page: pypdfium2.PdfPage) -> bool:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return False
    subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
    shows = subtype in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
    shows = shows and bool(pdfium.FPDFAnnot_HasKey(annotation, b"AP"))
    pdfium.FPDFPage_CloseAnnot(annotation)
    return shows


def _notes(pdf: pypdfium2.PdfDocument, annotation: pdfium.FPDF_ANNOTATION, frame: Frame) -> Iterator[Note]:
    subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
    if subtype in _SILENT:
        return
    box = _box(annotation, frame)
    if subtype == pdfium.FPDF_ANNOT_WIDGET:
        if pdf.formenv and not pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_HIDDEN:
            yield _field(pdf.formenv, annotation, box)
    elif subtype == pdfium.FPDF_ANNOT_LINK:
        address = _address(pdf, annotation)
        if address:
            yield Note(BlockKind.NOTE, address, box, is_anywhere=True)
    else:
        text = text_from(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()
        if text:
            author = text_from(pdfium.FPDFAnnot_GetStringValue, annotation, b"T").strip()
            yield Note(BlockKind.NOTE, text[:_LONGEST], box, author)


def _field(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION, box: Rect) -> Note:
    is_tick = kind_of(form, annotation) in TICK_BOXES
    return Note(BlockKind.FORM_FIELD, value_of(form, annotation)[:_LONGEST], box, caption(form, annotation), is_tick)


def _address(pdf: pypdfium2.PdfDocument, annotation: pdfium.FPDF_ANNOTATION) -> str:
    link = pdfium.FPDFAnnot_GetLink(annotation)
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    return "".join(address_from(pdfium.FPDFAction_GetURIPath, pdf, action).split())[:2_000]


def _box(annotation: pdfium.FPDF_ANNOTATION, frame: Frame) -> Rect:
    """Where it lies on the page; at the nearest edge where it lies beside the page."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rect)
    lows, highs = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
    x0, y0, x1, y1 = frame.upright(lows[0], highs[0], lows[1], highs[1])
    return _within(x0, frame.width), _within(y0, frame.height), _within(x1, frame.width), _within(y1, frame.height)


def _within(position: float, length: float) -> float:
    return max(0.0, min(length, position))
