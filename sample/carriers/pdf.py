"""A draft as born-digital PDF by reportlab, which puts the file together; the pages' streams are our own (fast).

``invariant``: no clock and no chance in the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from random import Random
from typing import Any

from sample.carriers.content import Stream
from sample.carriers.layout import chosen, lay_out, lay_out_all, lay_out_annex
from sample.carriers.makers import MAKERS, Maker
from sample.carriers.plain import Written
from sample.carriers.sheet import HEIGHT, WIDTH, Sheet
from sample.carriers.typefaces import EMBEDDED, common
from sample.draft import Draft
from sample.gold import GoldPage
from sample.spans import plain

__all__ = ["draw", "draw_sheet", "lay_out", "lay_out_annex", "packed_file", "pdf_file", "truetype_file"]


_OTHER = re.compile(r"[^\x00-\x7f]")


@contextmanager
def binary_streams() -> Iterator[None]:
    """Streams are put into PDFs as they are: as ASCII they take longer to write than to make, and a quarter more room.

    reportlab decides it for a picture when that is drawn, for a page when the file is saved.
    """
    from reportlab import rl_config

    kept, rl_config.useA85 = rl_config.useA85, 0
    try:
        yield
    finally:
        rl_config.useA85 = kept


def draw(sheets: list[Sheet], title: str, author: str, maker: Maker | None = None) -> bytes:
    """The bytes of a PDF with these sheets."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(plain(title))
    canvas.setAuthor(author)
    if maker:
        canvas.setProducer(maker.producer)
        canvas.setCreator(maker.creator)
    lean = common(piece.marked.text for sheet in sheets for piece in sheet.pieces)
    for sheet in sheets:
        draw_sheet(canvas, sheet, lean)
        canvas.showPage()
    with binary_streams():
        canvas.save()
    return buffer.getvalue()


def draw_sheet(canvas: Any, sheet: Sheet, lean: bool = False) -> None:
    """Draws one sheet on the current page of a reportlab canvas; ``lean`` faces do for all sheets.

    Its own calls check and convert each number and sign anew, which takes four times as long as our stream.
    """
    document = canvas._doc
    stream = Stream(partial(_resource, document, lean)).draw(sheet)
    canvas._code.append(_OTHER.sub(_octal, stream))


def _octal(match: re.Match[str]) -> str:
    """A sign as reportlab writes those that are not ASCII: its stream is UTF-8 when it is written out."""
    return f"\\{match.group().encode('cp1252', 'replace')[0]:03o}"


def _resource(document: Any, lean: bool, font: str) -> str:
    if font in EMBEDDED and font not in document.fontMapping:
        from sample.carriers.embedding import embed

        embed(document, font, lean)
    name: str = document.getInternalFontName(font)
    return name


def gold(sheets: list[Sheet]) -> tuple[GoldPage, ...]:
    """The gold of typed sheets."""
    return tuple(GoldPage(sheet.written(), "pdf", "text") for sheet in sheets)


def pdf_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """A PDF in the standard faces, which are not embedded; an annex is typed on pages of its own."""
    sheets = lay_out_all(draft, rng, style)
    return Written(draw(sheets, draft.title, plain(draft.owner.unit), rng.choice(MAKERS)), ".pdf", gold(sheets))


def truetype_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """A PDF with embedded TrueType faces."""
    sheets = lay_out_all(draft, rng, chosen(draft, rng, style).embedded())
    return Written(draw(sheets, draft.title, plain(draft.owner.unit), rng.choice(MAKERS)), ".pdf", gold(sheets))


def packed_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """A PDF (either sort of face) whose objects pikepdf has packed into compressed object streams, with an XRef stream.

    One in three is linearised, as for the web.
    """
    from pikepdf import ObjectStreamMode, Pdf

    plain = (truetype_file if rng.random() < 0.35 else pdf_file)(draft, rng, style)
    maker, buffer = rng.choice(MAKERS), BytesIO()
    with Pdf.open(BytesIO(plain.content)) as pdf:
        pdf.docinfo["/Producer"] = maker.producer
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True,
                 linearize=rng.random() < 0.33)  # fmt: skip
    return Written(buffer.getvalue(), ".pdf", plain.pages)
