"""The lines near the upper and lower edge of a page, made comparable from page to page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from models.document import Page, PageMethod, Word
from models.layout import BlockKind

_TOP: Final = 0.20  # of the page's height: a letterhead with address and case number reaches so far down
_BOTTOM: Final = 0.85
_LONGEST: Final = 300  # characters: a line of running text in small print has 200
_NUMBER: Final = re.compile(r"\d{1,9}")
_SPACE: Final = re.compile(r"\s+")
_PAGE_NUMBER: Final = re.compile(
    r"[\W_]*(?:(?:sidan?|sid|s|blad|page)\b\W*)?0(?:\s*(?:[/(|]|\bav\b|\bof\b)\s*0\W*)?[\W_]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """``y`` is the middle of the line as a share of the page's height; ``shape`` its text with each number as 0."""

    page: int
    start: int
    end: int
    kind: BlockKind
    y: float
    shape: str
    numbers: tuple[int, ...]
    recognised: bool

    @property
    def is_page_number(self) -> bool:
        """Whether the line is nothing but a page's number: "2", "- 2 -", "Sida 2 (5)", "2/5"."""
        return _PAGE_NUMBER.fullmatch(self.shape) is not None

    @property
    def letters(self) -> int:
        return sum(map(str.isalpha, self.shape))


def edge_lines(page: Page) -> list[EdgeLine]:
    """The lines of ``page`` in its outer zones; none for a page without boxes."""
    if not page.height:
        return []
    return [found for words in _lines(page) if (found := _edge_line(page, words, page.height))]


def _lines(page: Page) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in page.words:
        if line and "\n" in page.text[line[-1].end : word.start]:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _edge_line(page: Page, words: list[Word], height: float) -> EdgeLine | None:
    tops, bottoms = [w.y0 for w in words if w.y0 is not None], [w.y1 for w in words if w.y1 is not None]
    start, end = words[0].start, words[-1].end
    if not tops or not bottoms or end - start > _LONGEST:
        return None
    top, bottom = min(tops) / height, max(bottoms) / height
    if bottom > _TOP and top < _BOTTOM:
        return None
    text = page.text[start:end]
    return EdgeLine(
        page=page.number,
        start=start,
        end=end,
        kind=BlockKind.HEADER if bottom <= _TOP else BlockKind.FOOTER,
        y=(top + bottom) / 2,
        shape=_SPACE.sub(" ", _NUMBER.sub("0", text)).casefold(),
        numbers=tuple(int(number) for number in _NUMBER.findall(text)),
        recognised=page.method is not PageMethod.TEXT,
    )
