"""Formats without pages: one page of running text, or several where it is longer than a page may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ingest.page_text import clean
from ingest.raw_page import RawAttachment, RawPage, unread
from ingest.readers.draft import Draft, Piece, Unread, parts
from ingest.readers.flow_text import FlowText
from ingest.readers.reader import NOTHING, OpenFile
from ingest.text.quality import score
from models.document import PageMethod
from models.errors import TooLargeError
from models.layout import BlockKind
from models.limits import Limits

_SCORED: Final = 20_000  # characters: enough to judge the whole


class OpenFlow(OpenFile):
    """Text without pages, boxes or pictures, with the files that came inside it.

    ``facts`` is what the file declares of itself. A ``str`` is taken line by line. Raises TooLargeError where it makes
    more pages than a document may have.
    """

    def __init__(
        self,
        text: str | FlowText,
        limits: Limits,
        *,
        title: str = "",
        attachments: Sequence[RawAttachment] = (),
        facts: Mapping[str, str] = NOTHING,
    ) -> None:
        flow = text if isinstance(text, FlowText) else None
        self._drafts = list(flow.drafts(limits)) if flow else list(_lines(str(text), limits))
        if len(self._drafts) > limits.pages:
            raise TooLargeError(f"Filen har fler än {limits.pages} sidor")
        self.title, self.facts = title, facts
        self.page_count = len(self._drafts)
        self._attachments = attachments

    def pages(self, first: int) -> Iterator[RawPage]:
        for number in range(first, self.page_count + 1):
            yield as_page(number, self._drafts[number - 1])

    def attachments(self) -> Iterator[RawAttachment]:
        yield from self._attachments


def as_page(number: int, draft: Draft | Unread) -> RawPage:
    """The page of a draft: its text, with each piece as a block, or blank, or unread."""
    if isinstance(draft, Unread):
        return unread(number, draft.reason)
    text, layout = draft.laid_out()
    if not text.strip():
        return RawPage(number, PageMethod.BLANK, "no_content", "", 1.0)
    return RawPage(number, PageMethod.TEXT, "file_text", text, score(text[:_SCORED]), layout=layout)


def _lines(text: str, limits: Limits) -> Iterator[Draft]:
    """A page for each part of ``text`` that fits one; its lines are cut apart only when the page is asked for."""
    skipped = len(text) - len(text.lstrip("\n"))
    line = 1 + skipped
    for part in parts(text[skipped:].rstrip("\n"), limits.page_text_characters, limits.page_words):
        yield _LineDraft(part, line)
        line += part.count("\n") + 1


class _LineDraft(Draft):
    """A part of a plain text that begins at line ``first`` of the file."""

    def __init__(self, text: str, first: int) -> None:
        super().__init__()
        self._text, self._first = text, first

    def pieces(self) -> Iterator[Piece]:
        for number, line in enumerate(self._text.split("\n"), start=self._first):
            yield Piece(clean(line), BlockKind.LINE, f"rad {number}")
