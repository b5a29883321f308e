"""One page of a PDF, read as ``ingest/page_choice.py`` says."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pypdfium2

from ingest import page_image
from ingest.ocr import PageOcr
from ingest.ocr_page import LITTLE_INK, OcrPage, has_ink, ink, turned
from ingest.ocr_page import read_page as ocr_page
from ingest.page_choice import FULL_PAGE, Choice, PageFacts, choose, keep_text
from ingest.page_text import lay_out
from ingest.raw_page import Line, RawPage
from ingest.readers.pdf_objects import PageObjects, bare, cover, objects_of, share
from ingest.readers.pdf_regions import read_regions
from ingest.readers.pdf_render import ocr_dpi, render
from ingest.readers.pdf_words import Frame, frame_of, lines_of
from ingest.readers.torn_lines import mend
from ingest.request import ReadRequest
from ingest.text_quality import known_share, score
from models.document import PageMethod


@dataclass(frozen=True, slots=True)
class Layer:
    """A page as its own text layer has it."""

    number: int
    page: pypdfium2.PdfPage
    frame: Frame
    lines: list[Line]
    objects: PageObjects
    facts: PageFacts

    @property
    def words(self) -> int:
        return sum(map(len, self.lines))


def read_page(page: pypdfium2.PdfPage, number: int, request: ReadRequest, engine: PageOcr) -> RawPage:
    """The page's text, boxes and picture. Raises OcrTimeoutError."""
    layer = _layer(page, number)
    choice = choose(layer.facts, force_ocr=request.force_ocr)
    if choice.method is PageMethod.OCR:
        return _by_ocr(layer, choice, request, engine)
    if choice.method is PageMethod.MIXED:
        regions = read_regions(page, layer.frame, layer.objects.images, layer.lines, engine, request.limits)
        if regions:
            return _as_text(layer, replace_lines(layer, regions), choice, request)
        choice = Choice(PageMethod.TEXT, "good_text")
    return _as_text(layer, layer.lines, choice, request)


def replace_lines(layer: Layer, regions: list[Line]) -> list[Line]:
    """The text layer's lines, then what stands in its pictures."""
    return [*layer.lines, (), *regions]


def _layer(page: pypdfium2.PdfPage, number: int) -> Layer:
    frame = frame_of(page.raw)
    lines, unmapped = lines_of(page.raw, frame)
    lines = mend(lines)
    objects = objects_of(page.raw, frame)
    return Layer(number, page, frame, lines, objects, _facts(frame, lines, unmapped, objects))


def _facts(frame: Frame, lines: list[Line], unmapped: int, objects: PageObjects) -> PageFacts:
    words = [word for line in lines for word in line]
    text = "\n".join(" ".join(word.text for word in line) for line in lines)
    characters = sum(len(word.text) for word in words)
    image_cover = share(cover(frame, objects.images)) if objects.images else 0.0
    invisible = objects.invisible_texts / objects.texts if objects.texts else 0.0
    over_image = image_cover >= FULL_PAGE or invisible > 0.5
    quality = score(text) * (1.0 - min(1.0, unmapped / characters)) if characters else 0.0
    top, bottom = min((word.y0 for word in words), default=0.0), max((word.y1 for word in words), default=0.0)
    return PageFacts(
        characters=characters,
        objects=objects.count,
        image_cover=image_cover,
        text_span=(bottom - top) / frame.height if frame.height else 0.0,
        quality=round(quality, 3),
        invisible=invisible,
        known=known_share(text) if over_image and characters else 1.0,
        bare_image=bare(frame, objects.images, words) if objects.images else 0.0,
    )


def _as_text(layer: Layer, lines: list[Line], choice: Choice, request: ReadRequest) -> RawPage:
    text, boxes = lay_out(lines)
    frame = layer.frame
    raw = RawPage(
        layer.number, choice.method, choice.reason, text, layer.facts.quality, frame.width, frame.height, boxes
    )
    if choice.method is PageMethod.BLANK:
        raw = replace(raw, quality=1.0)
    return replace(raw, image=_image(layer) if request.images else None)


def _image(layer: Layer) -> bytes:
    scale = page_image.scale_for(layer.frame.width, layer.frame.height)
    return page_image.encode(render(layer.page, scale * 72.0))


def _by_ocr(layer: Layer, choice: Choice, request: ReadRequest, engine: PageOcr) -> RawPage:
    dpi = ocr_dpi(layer.frame, layer.objects, request.limits)
    picture = render(layer.page, dpi, grey=True)
    if not has_ink(picture):
        return _as_text(layer, [], Choice(PageMethod.BLANK, "no_ink"), request)
    found = ocr_page(engine, picture, dpi)
    if layer.lines and not request.force_ocr and _layer_is_better(layer, choice, found):
        return _as_text(layer, layer.lines, Choice(PageMethod.TEXT, "text_better_than_ocr"), request)
    if not any(found.lines):
        choice = _without_words(ink(picture))
    return _from_ocr(layer, choice, found, request)


def _layer_is_better(layer: Layer, choice: Choice, found: OcrPage) -> bool:
    ocr_words = sum(map(len, found.lines))
    return keep_text(choice.reason, layer.words, layer.facts.quality, ocr_words, found.quality)


def _without_words(share_of_ink: float) -> Choice:
    if share_of_ink < LITTLE_INK:
        return Choice(PageMethod.BLANK, "no_words_little_ink")
    return Choice(PageMethod.OCR, "no_words_found")


def _from_ocr(layer: Layer, choice: Choice, found: OcrPage, request: ReadRequest) -> RawPage:
    text, boxes = lay_out(found.lines)
    width, height = layer.frame.width, layer.frame.height
    if found.turns % 2:
        width, height = height, width
    image = None
    if request.images:
        scale = page_image.scale_for(width, height)
        image = page_image.encode(turned(render(layer.page, scale * 72.0), found.turns))
    return RawPage(layer.number, choice.method, choice.reason, text, found.quality, width, height, boxes, image)
