"""Formats without pages: one page of running text, or several where it is longer than a page may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from ingest.page_text import clean
from ingest.raw_page import RawPage
from ingest.text_quality import score
from models.document import Attachment, PageMethod
from models.limits import Limits

_SCORED = 20_000  # characters: enough to judge the whole


class OpenFlow:
    """Text without pages, boxes or pictures, with the files that came inside it."""

    def __init__(self, text: str, limits: Limits, *, title: str = "", attachments: Sequence[Attachment] = ()) -> None:
        self._parts = list(parts(clean(text).strip("\n"), limits.page_text_characters, limits.page_words))
        self.title = title
        self.page_count = len(self._parts)
        self._attachments = attachments

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, self.page_count + 1):
            text = self._parts[number - 1]
            if text.strip():
                yield RawPage(number, PageMethod.TEXT, "file_text", text, score(text[:_SCORED]))
            else:
                yield RawPage(number, PageMethod.BLANK, "no_content", "", 1.0)

    def attachments(self) -> Iterator[Attachment]:
        yield from self._attachments


def parts(text: str, most_characters: int, most_words: int) -> Iterator[str]:
    """``text`` in pieces within both limits, cut after a line break where there is one; at least one piece."""
    size = min(most_characters, 2 * most_words)  # a word and the space after it take two characters or more
    start = 0
    while len(text) - start > size:
        cut = text.rfind("\n", start + size // 2, start + size)
        end = cut if cut > 0 else start + size
        yield unicodedata.normalize("NFC", text[start:end])
        start = end + 1 if cut > 0 else end
    yield unicodedata.normalize("NFC", text[start:])
