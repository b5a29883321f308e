"""One page of a PDF, read as ``ingest/page_choice.py`` says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pypdfium2

from ingest import page_image
from ingest.layout.page import laid_page
from ingest.ocr.engine import PageOcr
from ingest.page_choice import Choice, choose
from ingest.raw_page import Line, RawPage
from ingest.readers.pdf_facts import facts_of, plain
from ingest.readers.pdf_layer import Layer, layer_of
from ingest.readers.pdf_objects import Rect
from ingest.readers.pdf_render import render
from ingest.readers.pdf_rulings import rulings_of
from ingest.readers.pdf_scan import OwnPictures
from ingest.readers.pdf_second import GOOD, SecondOpinion
from ingest.readers.pdf_unmapped import UNMAPPED, read_unmapped
from ingest.request import ReadRequest
from ingest.text.quality import score
from models.document import PageMethod


def read_page(
    page: pypdfium2.PdfPage,
    number: int,
    request: ReadRequest,
    engine: PageOcr,
    own: OwnPictures,
    second: SecondOpinion | None = None,
    fields: Sequence[Rect] = (),
) -> RawPage:
    """The page's text, boxes and picture. Raises OcrTimeoutError.

    ``own`` has the pictures of pages that are nothing but a scan; ``second`` is asked where pdfium makes nothing of the
    page's text; ``fields`` are the boxes of its form fields.
    """
    layer = layer_of(page, number, fields)
    choice = choose(layer.facts, force_ocr=request.force_ocr)
    if second is not None and not request.force_ocr and _is_worth_a_second_look(layer, choice):
        layer, choice = _second_look(layer, choice, second)
    if choice.method in (PageMethod.TEXT, PageMethod.MIXED):
        layer, choice = _with_unmapped(layer, choice, request, engine)
    if choice.method is PageMethod.OCR:
        from ingest.readers.pdf_by_ocr import by_ocr  # most files never need it, and what it stands on loads slowly

        return by_ocr(layer, choice, request, engine, own)
    if choice.method is PageMethod.MIXED:
        from ingest.readers.pdf_regions import read_regions

        regions = read_regions(page, layer.frame, layer.objects.images, layer.lines, engine, request.limits)
        if regions:
            return as_text(layer, replace_lines(layer, regions), choice, request)
        if choice.reason != UNMAPPED:
            choice = Choice(PageMethod.TEXT, "good_text")
    if layer.recoded and choice.reason == "good_text":
        choice = Choice(PageMethod.TEXT, "letters_put_back")
    return as_text(layer, layer.lines, choice, request)


def _is_worth_a_second_look(layer: Layer, choice: Choice) -> bool:
    """Whether there is text that pdfium cannot say, or a page of which it makes nothing."""
    return choice.reason in ("garbled_text", "no_content") or (choice.reason == "no_text" and layer.objects.texts > 0)


def _second_look(layer: Layer, choice: Choice, second: SecondOpinion) -> tuple[Layer, Choice]:
    lines = second.lines(layer.number, layer.frame)
    facts = facts_of(layer.page, layer.frame, lines, 0, layer.objects)
    if not lines or facts.quality < GOOD:
        return layer, choice
    return replace(layer, lines=lines, facts=facts), Choice(PageMethod.TEXT, "second_extractor")


def _with_unmapped(layer: Layer, choice: Choice, request: ReadRequest, engine: PageOcr) -> tuple[Layer, Choice]:
    """The layer with words in place of those whose font says no letters."""
    lines = read_unmapped(layer.page, layer.frame, layer.lines, engine, request.limits)
    if lines is None:
        return layer, choice
    facts = replace(layer.facts, quality=round(score(plain(lines)), 3))
    if choice.method is PageMethod.TEXT:
        choice = Choice(PageMethod.MIXED, UNMAPPED)
    return replace(layer, lines=lines, facts=facts), choice


def replace_lines(layer: Layer, regions: list[Line]) -> list[Line]:
    """The text layer's lines, then what stands in its pictures."""
    return [*layer.lines, (), *regions]


def as_text(layer: Layer, lines: list[Line], choice: Choice, request: ReadRequest) -> RawPage:
    """The page with these lines of its own text."""
    frame = layer.frame
    laid = laid_page(lines, rulings_of(layer.page.raw, frame, layer.objects.paths))
    raw = RawPage(
        layer.number,
        choice.method,
        choice.reason,
        laid.text,
        layer.facts.quality,
        frame.width,
        frame.height,
        laid.boxes,
        layout=laid.layout,
    )
    if choice.method is PageMethod.BLANK:
        raw = replace(raw, quality=1.0)
    return replace(raw, image=_image(layer) if request.images else None)


def _image(layer: Layer) -> bytes:
    scale = page_image.scale_for(layer.frame.width, layer.frame.height)
    return page_image.encode(render(layer.page, scale * 72.0))
