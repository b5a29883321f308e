"""A reading that somebody made before us (ALTO, hOCR): its pages with words, boxes and confidences, as it has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.existing.beside import file_name
from ingest.existing.pairing import as_ranges
from ingest.layout.page import laid_page
from ingest.ocr.engine import weighted
from ingest.raw_page import Line, PlacedWord, RawPage, unread
from ingest.readers.listing import safe_name
from ingest.readers.reader import OpenFile
from ingest.text.quality import score
from models.document import PageMethod
from models.errors import CorruptFileError, TooLargeError
from models.limits import Limits
from models.rival import PAGE_NUMBERS, PICTURED_FILE

_A4_LONG_SIDE: Final = 11.69  # inches: what a page without a resolution is taken to be, as for pictures
_LEAST_DPI, _MOST_DPI = 72.0, 600.0
_POINTS: Final = 72.0  # an inch
_LONGEST_FACT: Final = 500
_SCORED: Final = 20_000  # characters: enough to judge the page


@dataclass(frozen=True, slots=True)
class ExistingPage:
    """A page in the reading's own units, ``per_inch`` of which are an inch; empty lines stand between paragraphs.

    ``number`` is that of the page in the scan, counted from 0 or 1, and -1 where the reading does not say;
    ``untrusted_picture`` is the file that it says it was made from.
    """

    width: float
    height: float
    lines: Sequence[Line]
    per_inch: float = 0.0
    number: int = -1
    untrusted_picture: str = ""


class OpenExisting(OpenFile):
    """``pages_of`` gives the pages from the first, each time that it is called: they are never all held at once."""

    def __init__(self, pages_of: Callable[[], Iterator[ExistingPage]], reason: str, limits: Limits) -> None:
        self._pages_of, self._reason, self._limits = pages_of, reason, limits
        told = [(page.number, page.untrusted_picture) for page in pages_of()]
        self.page_count, self.facts = len(told), _facts(told)
        if not self.page_count:
            raise CorruptFileError("Filen har inga sidor")
        if self.page_count > limits.pages:
            raise TooLargeError(f"Filen har fler än {limits.pages} sidor")

    def pages(self, first: int) -> Iterator[RawPage]:
        for number, page in enumerate(self._pages_of(), start=1):
            if number >= first:
                yield self._page(number, page)

    def _page(self, number: int, page: ExistingPage) -> RawPage:
        lines, width, height = in_points(page)
        laid = laid_page(lines)
        text, boxes = laid.text, laid.boxes
        if len(text) > self._limits.page_text_characters or len(boxes) > self._limits.page_words:
            return unread(number, "too_large")
        if not text:
            return RawPage(number, PageMethod.BLANK, "no_content", "", 1.0, width, height, ())
        quality = min(weighted(lines).quality, score(text[:_SCORED]))  # some readings are sure of every word
        return RawPage(number, PageMethod.OCR, self._reason, text, quality, width, height, boxes, layout=laid.layout)


def _facts(told: Sequence[tuple[int, str]]) -> dict[str, str]:
    """What the reading says of the scan: its file, where all pages say the same, and which of its pages it has."""
    pictures = {safe_name(file_name(untrusted)) for _, untrusted in told}
    counted = [number for number, _ in told]
    from_0 = 0 in counted
    numbers = as_ranges([number + from_0 for number in counted]) if min(counted, default=-1) >= 0 else ""
    known = {PICTURED_FILE: pictures.pop() if len(pictures) == 1 else "", PAGE_NUMBERS: numbers}
    return {name: value for name, value in known.items() if value and len(value) < _LONGEST_FACT}


def in_points(page: ExistingPage) -> tuple[tuple[Line, ...], float, float]:
    """The lines in points, each word within the page, and the page's width and height."""
    words = [word for line in page.lines for word in line]
    width = page.width if page.width > 0 else max((word.x1 for word in words), default=1.0)
    height = page.height if page.height > 0 else max((word.y1 for word in words), default=1.0)
    assumed = min(_MOST_DPI, max(_LEAST_DPI, max(width, height) / _A4_LONG_SIDE))
    scale = _POINTS / (page.per_inch or assumed)
    width, height = max(1.0, round(width * scale, 2)), max(1.0, round(height * scale, 2))
    lines = tuple(tuple(_placed(word, scale, width, height) for word in line) for line in page.lines)
    return lines, width, height


def _placed(word: PlacedWord, scale: float, width: float, height: float) -> PlacedWord:
    x0, x1 = sorted(min(width, max(0.0, side * scale)) for side in (word.x0, word.x1))
    y0, y1 = sorted(min(height, max(0.0, side * scale)) for side in (word.y0, word.y1))
    return PlacedWord(word.text, x0, y0, x1, y1, min(1.0, max(0.0, word.confidence)))
