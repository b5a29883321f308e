"""Pictures inside a text document: what they show is text of the document too.

A large one (a scanned page, a screenshot) is a page of its own after the text, with boxes and an image; the words of a
small one (a stamp, a letterhead) are a paragraph at the end of the text.
"""

from __future__ import annotations

import io
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PIL import Image, UnidentifiedImageError

from ingest.ocr.engine import OcrTimeoutError, PageOcr
from ingest.raw_page import RawAttachment, RawPage, unread
from ingest.readers.draft import Draft, Piece
from ingest.readers.flow import OpenFlow, as_page
from ingest.readers.flow_text import FlowText
from ingest.readers.picture import open_picture
from ingest.readers.reader import NOTHING
from ingest.request import ReadRequest
from models.document import PageMethod
from models.errors import UnreadableFileError
from models.layout import Block, BlockKind

_FORMATS: Final = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_AS_THEY_ARE: Final = frozenset(("PNG", "JPEG", "TIFF"))
_PAGE_SIDE, _PAGE_PIXELS = 400, 500_000  # a page at 72 dpi, and half a screen
_LEAST_SIDE, _LEAST_PIXELS = 40, 8_000  # smaller ones are bullets and rules
_SMALL_SECONDS: Final = 30.0  # for all pictures of one page of text: half the time that a page has
_SURE: Final = 0.6  # what a logo "reads" below that is noise
_BROKEN: Final = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class InnerPicture:
    """A picture and where it stands ("bild 3"); ``load`` gives its bytes each time that it is called."""

    place: str
    load: Callable[[], bytes]
    is_page: bool


def inner_pictures(loads: Iterable[Callable[[], bytes]], most_pixels: int, place: str = "bild") -> list[InnerPicture]:
    """Those of the pictures that we can open and that are large enough to hold words, called "bild 1" and so on."""
    found = []
    for number, load in enumerate(loads, start=1):
        width, height = _size(load())
        pixels, side = width * height, min(width, height)
        if side >= _LEAST_SIDE and _LEAST_PIXELS <= pixels <= most_pixels:
            found.append(InnerPicture(f"{place} {number}", load, side >= _PAGE_SIDE and pixels >= _PAGE_PIXELS))
    return found


def _size(content: bytes) -> tuple[int, int]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(content), formats=_FORMATS).size
    except _BROKEN:
        return 0, 0


class IllustratedFlow(OpenFlow):
    """A flow with the pictures that stand in it; those of ``by_page`` belong to a page of the text (a slide)."""

    def __init__(
        self,
        text: FlowText,
        request: ReadRequest,
        engine: PageOcr,
        pictures: Sequence[InnerPicture],
        *,
        title: str = "",
        attachments: Sequence[RawAttachment] = (),
        facts: Mapping[str, str] = NOTHING,
        by_page: Mapping[int, Sequence[InnerPicture]] = MappingProxyType({}),
    ) -> None:
        super().__init__(text, request.limits, title=title, attachments=attachments, facts=facts)
        self._request, self._engine, self._by_page = request, engine, by_page
        self._small = [picture for picture in pictures if not picture.is_page]
        self._large = [picture for picture in pictures if picture.is_page][: request.limits.pages - self.page_count]
        if self._large and not self._small and len(self._drafts) == 1 and _is_empty(self._drafts[0]):
            self._drafts = []
        self.page_count = len(self._drafts) + len(self._large)

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, self.page_count + 1):
            draft = number - 1
            if draft >= len(self._drafts):
                yield picture_page(self._large[draft - len(self._drafts)], number, self._request, self._engine)
            elif inside := self._inside(number):
                yield with_pictures(self._drafts[draft], number, inside, self._request, self._engine)
            else:
                yield as_page(number, self._drafts[draft])

    def _inside(self, number: int) -> Sequence[InnerPicture]:
        """The pictures whose words belong to page ``number``."""
        return [*self._by_page.get(number, ()), *(self._small if number == len(self._drafts) else ())]


def _is_empty(draft: object) -> bool:
    return isinstance(draft, Draft) and not draft.size


def picture_page(picture: InnerPicture, number: int, request: ReadRequest, engine: PageOcr) -> RawPage:
    """Page ``number``: a picture by OCR, all of its text from the place "bild 3"."""
    page = _read(picture, request, engine)
    if page is None:
        return unread(number, "corrupt_page")
    layout = page.layout
    if page.text:
        around = Block(0, len(page.text), BlockKind.PARAGRAPH, picture.place)
        layout = replace(layout, blocks=(around, *layout.blocks))
    reason = "picture_in_text" if page.reason == "picture" else page.reason
    return replace(page, number=number, reason=reason, layout=layout)


def with_pictures(
    draft: Draft | object, number: int, pictures: Sequence[InnerPicture], request: ReadRequest, engine: PageOcr
) -> RawPage:
    """The page of a draft, with the words of small pictures as paragraphs at its end."""
    if not isinstance(draft, Draft):
        return unread(number, str(getattr(draft, "reason", "corrupt_page")))
    until, seen = time.monotonic() + _SMALL_SECONDS, False
    for picture in pictures:
        text = _words(picture, request, engine) if time.monotonic() < until else ""
        if text:
            draft.take(Piece(text, BlockKind.PARAGRAPH, picture.place))
            seen = True
    page = as_page(number, draft)
    return replace(page, method=PageMethod.MIXED, reason="text_and_pictures") if seen else page


def _words(picture: InnerPicture, request: ReadRequest, engine: PageOcr) -> str:
    page = _read(picture, replace(request, images=False), engine)
    if page is None or not any(len(word) > 2 for word in page.text.split()):
        return ""
    return page.text if page.quality >= _SURE or picture.is_page else ""


def _read(picture: InnerPicture, request: ReadRequest, engine: PageOcr) -> RawPage | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "picture")
        try:
            path.write_bytes(_readable(picture.load()))
            return next(iter(open_picture(path, request, engine).pages(1)))
        except (UnreadableFileError, OcrTimeoutError, *_BROKEN):
            return None


def _readable(content: bytes) -> bytes:
    """The same picture in a format that the picture reader takes."""
    picture = Image.open(io.BytesIO(content), formats=_FORMATS)
    if picture.format in _AS_THEY_ARE:
        return content
    picture.convert("RGB").save(buffer := io.BytesIO(), "PNG")
    return buffer.getvalue()
