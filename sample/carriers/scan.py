"""The carriers that are pictures: scanned, copied, faxed, photographed, typewritten, coloured, written upon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from random import Random

from sample.carriers.layout import lay_out, lay_out_annex
from sample.carriers.plain import Written
from sample.carriers.scans import wear as w
from sample.carriers.scans.batch import batch_pdf
from sample.carriers.scans.binding import bound, tiff
from sample.carriers.scans.hand import scribble
from sample.carriers.scans.pictures import Scanned, scanned
from sample.carriers.scans.under import stream
from sample.carriers.scans.wear import Wear
from sample.carriers.sheet import Sheet
from sample.draft import Draft
from sample.gold import GoldPage
from sample.spans import plain

__all__ = ["CARRIERS", "batch_pdf"]
Make = Callable[[Draft, Random, str], Written]


def _sheets(draft: Draft, rng: Random, style: str) -> list[Sheet]:
    sheets = lay_out(draft, rng, style)
    return sheets + lay_out_annex(draft, draft.annex, rng) if draft.annex else sheets


def _pdf(pages: Sequence[Scanned]) -> Written:
    return Written(bound(pages), ".pdf", tuple(one.page for one in pages))


def _scan(name: str, *wears: Wear, style: str = "") -> Make:
    """A PDF of pictures of one of these wears."""

    def make(draft: Draft, rng: Random, asked: str) -> Written:
        sheets = _sheets(draft, rng, style or asked)
        return _pdf(list(scanned(sheets, rng.choice(wears), rng, name)))

    return make


def _picture(png: bool) -> Make:
    """A paper of one page as JPEG or PNG (few greys on white: small); a longer one becomes a PDF after all."""

    def make(draft: Draft, rng: Random, style: str) -> Written:
        pages = list(scanned(_sheets(draft, rng, style), rng.choice(w.WEARS), rng))
        if len(pages) > 1:
            return _pdf(pages)
        if not png:
            return Written(pages[0].encoded(), ".jpg", (pages[0].page,))
        buffer, dpi = BytesIO(), pages[0].wear.dpi
        few = [255 if grey > 190 else grey // 32 * 36 for grey in range(256)]
        pages[0].image.point(few).save(buffer, "PNG", dpi=(dpi, dpi))
        return Written(buffer.getvalue(), ".png", (pages[0].page,))

    return make


def _photo(draft: Draft, rng: Random, style: str) -> Written:
    """A telephone's picture of the first page, or a PDF of several."""
    pages = list(scanned(_sheets(draft, rng, style), w.PHOTO, rng, "photo"))
    if len(pages) > 1:
        return _pdf(pages)
    return Written(pages[0].encoded(), ".jpg", (pages[0].page,))


def _tiff(name: str, wear: Wear) -> Make:
    def make(draft: Draft, rng: Random, style: str) -> Written:
        pages = list(scanned(_sheets(draft, rng, style), wear, rng, name))
        return Written(tiff(pages), ".tif", tuple(one.page for one in pages))

    return make


def _margin(draft: Draft, rng: Random, style: str) -> Written:
    """Somebody has written in the margin of most pages: the gold has the boxes of that, and no text."""
    sheets = _sheets(draft, rng, style)
    written = [scribble(sheet, rng) if rng.random() < 0.7 else () for sheet in sheets]
    return _pdf(list(scanned(sheets, rng.choice(w.WEARS), rng, "margin", written)))


def _mixed(draft: Draft, rng: Random, style: str) -> Written:
    """A born-digital PDF whose annex is scanned."""
    sheets = lay_out(draft, rng, style)
    annex = list(scanned(lay_out_annex(draft, draft.annex, rng), w.COPY, rng))
    typed = tuple(GoldPage(sheet.written(), "pdf", "text") for sheet in sheets)
    return Written(bound(annex, sheets, plain(draft.title)), ".pdf", (*typed, *(one.page for one in annex)))


def _old_ocr(draft: Draft, rng: Random, style: str) -> Written:
    """A scan with a bad old OCR layer: the layer is there, and the picture is what is to be read."""
    pages = list(scanned(_sheets(draft, rng, style), rng.choice(w.WEARS), rng, "old-ocr"))
    layers = [stream(one.page, rng) for one in pages]
    return Written(bound(pages, texts=layers), ".pdf", tuple(one.page for one in pages))


CARRIERS: dict[str, Make] = {
    "scan": _scan("scan", *w.WEARS),
    "copy": _scan("copy", w.COPY_OF_COPY),
    "typewriter": _scan("typewriter", w.TYPEWRITER, style="typed"),
    "bleed": _scan("bleed", w.BLEED),
    "coloured": _scan("coloured", *w.COLOURED),
    "fax": _tiff("fax", w.FAX),
    "tiff": _tiff("scan", replace(w.OFFICE, binary=150)),
    "jpg": _picture(png=False),
    "png": _picture(png=True),
    "photo": _photo,
    "margin": _margin,
    "mixed": _mixed,
    "old-ocr": _old_ocr,
}
"""Name → what makes it. All but ``mixed`` give pages that are to be read by OCR."""
