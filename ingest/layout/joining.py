"""The joins of a document's pages, found when all have been read.

The question needs a dictionary that takes half a second to load: the process that reads many files has it at hand,
where the child of each file would load it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, overload

from ingest.layout.hyphens import joins_of
from ingest.raw_page import Box
from models.document import Page, Word

_LINES_AS_WRITTEN: Final = frozenset({"text/plain", "message/rfc822"})  # their line ends were put in by a person


def with_joins(pages: Sequence[Page], media_type: str) -> tuple[Page, ...]:
    """The pages with what line ends put into their words. Text that flows has no line ends of its own, and no joins."""
    return tuple(_with_joins(page, media_type in _LINES_AS_WRITTEN) for page in pages)


def _with_joins(page: Page, written: bool) -> Page:
    if page.layout.joins or not page.text or (page.width is None and not written):
        return page
    joins = joins_of(page.text, None if page.width is None else _Boxes(page.words))
    return replace(page, layout=replace(page.layout, joins=joins)) if joins else page


class _Boxes(Sequence[Box]):
    """The boxes of a page's words, each made when it is asked for: of most words it never is."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, index: int) -> Box: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Box, ...]: ...

    def __getitem__(self, index: int | slice) -> Box | tuple[Box, ...]:
        if isinstance(index, slice):
            return tuple(_box(word) for word in self._words[index])
        return _box(self._words[index])


def _box(word: Word) -> Box:
    return word.x0 or 0.0, word.y0 or 0.0, word.x1 or 0.0, word.y1 or 0.0, word.confidence
