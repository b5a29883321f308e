"""A page of a PDF by OCR, weighed against the text that it has."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from ingest import page_image
from ingest.ink import has_ink, ink
from ingest.ocr.engine import OcrTimeoutError, PageOcr
from ingest.ocr.page import OcrPage, turned
from ingest.ocr.page import read_page as ocr_page
from ingest.ocr.recognised import recognised_page
from ingest.page_choice import LITTLE_TEXT, Choice, joined, keep_text, without_words
from ingest.raw_page import RawPage
from ingest.readers.pdf_facts import evidence_of
from ingest.readers.pdf_layer import Layer
from ingest.readers.pdf_page import as_text
from ingest.readers.pdf_render import ocr_dpi, render
from ingest.readers.pdf_scan import OwnPictures
from ingest.readers.pdf_together import painted_over, together
from ingest.request import ReadRequest
from models.document import PageMethod


def by_ocr(layer: Layer, choice: Choice, request: ReadRequest, engine: PageOcr, own: OwnPictures) -> RawPage:
    """The page as OCR reads it, or its own text where that proves the better. Raises OcrTimeoutError.

    ``own`` has the picture of a page that is nothing but a scan.
    """
    picture, dpi = _picture(layer, request, own)
    if picture.mode != "L" and page_image.is_grey(picture):  # only colour can part a stamp from the print below it
        picture = picture.convert("L")
    if not has_ink(picture):
        return as_text(layer, [], Choice(PageMethod.BLANK, "no_ink"), request)
    try:
        found, beside = _recognise(layer, choice, picture, dpi, engine)
    except OcrTimeoutError:
        if choice.reason != "poor_text_over_image":
            raise
        return as_text(layer, layer.lines, Choice(PageMethod.TEXT, "text_after_ocr_timeout"), request)
    if layer.lines and not request.force_ocr and _layer_is_better(layer, choice, found, beside):
        return as_text(layer, layer.lines, Choice(PageMethod.TEXT, "text_better_than_ocr"), request)
    if beside:
        choice = joined(choice, layer.facts.characters, evidence_of(found.lines).characters)
        found = replace(found, lines=together(layer.lines, found.lines))
    if not any(found.lines):
        choice = without_words(ink(picture))
    return _from_ocr(layer, choice, found, request, picture)


def _picture(layer: Layer, request: ReadRequest, own: OwnPictures) -> tuple[Image.Image, float]:
    """The upright page in mode L or RGB, and its dpi."""
    found = own.of(layer)
    if found is not None:
        return turned(found[0], layer.frame.turns), found[1]
    dpi = ocr_dpi(layer.frame, layer.objects, request.limits)
    return render(layer.page, dpi), dpi


def _recognise(layer: Layer, choice: Choice, picture: Image.Image, dpi: float, engine: PageOcr) -> tuple[OcrPage, bool]:
    """The page by OCR; or, where some good text stands on it, what there is beside that text, and True."""
    if choice.reason in LITTLE_TEXT and layer.facts.invisible <= 0.5:
        found = ocr_page(engine, painted_over(picture, layer.lines, dpi), dpi)
        if not found.turns:
            return found, True
    return ocr_page(engine, picture, dpi), False


def _layer_is_better(layer: Layer, choice: Choice, found: OcrPage, beside: bool) -> bool:
    evidence = evidence_of(found.lines)
    if beside:
        evidence = replace(evidence, characters=evidence.characters + layer.facts.characters)
    return keep_text(choice.reason, layer.evidence, evidence)


def _from_ocr(layer: Layer, choice: Choice, found: OcrPage, request: ReadRequest, picture: Image.Image) -> RawPage:
    width, height = layer.frame.width, layer.frame.height
    if found.turns % 2:
        width, height = height, width
    image = None
    if request.images:
        image = page_image.encode(turned(page_image.at_its_size(picture, width, height), found.turns))
    return recognised_page(layer.number, choice, found, width, height, image)
