"""A document (*handling*), its pages (*sida*) and the words on them, as a reader finds and the register keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from models.endings import misnamed
from models.layout import PLAIN, Layout


class DocumentState(StrEnum):
    """Where a document stands. It is FAILED from the first moment until the last line of the reading says otherwise."""

    FAILED = "failed"  # work has begun and not ended well (yet): it is tried again
    READ = "read"  # every page is read or blank
    PARTIAL = "partial"  # some page is unread; the reasons stand on the pages
    QUARANTINED = "quarantined"  # set aside, for a named reason


HANDWRITING = "handwriting"
"""The reason of an unread page, or of a part of one, that somebody wrote by hand."""
UNREAD_LINE = "unread_line"
"""The reason of a part of a page that looks like a line of print and in which nothing could be read."""


class PageMethod(StrEnum):
    """How a page was read. UNREAD and BLANK are answers, not silences."""

    TEXT = "text"  # from the file's own text
    OCR = "ocr"
    MIXED = "mixed"
    BLANK = "blank"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: ``text`` is ``page.text[start:end]`` (code points of NFC text).

    The box is in points (1/72 inch) from the top left of the upright page, or all four are None where the format has
    no page image. ``confidence`` is 0–1: 1.0 for a text layer, Tesseract's own for OCR.
    """

    text: str
    start: int
    end: int
    x0: float | None = None
    y0: float | None = None
    x1: float | None = None
    y1: float | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. ``number`` counts from 1; ``width`` and ``height`` are in points, or None without an image.

    ``quality`` (0–1) is how far the text can be trusted; ``reason`` is a short code for why ``method`` was chosen or
    why the page is unread. ``image`` is the SHA-256 of its picture in the vault, or None. ``layout`` says what the
    spans of ``text`` are.
    """

    number: int
    method: PageMethod
    reason: str
    text: str
    quality: float
    width: float | None = None
    height: float | None = None
    words: Sequence[Word] = ()
    image: str | None = None
    layout: Layout = PLAIN


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader says of a whole file. ``media_type`` is told from the bytes. ``untrusted`` until checked.

    ``facts`` are what the file itself declares beside its text ("date", "subject", "message_id"): the file's word.
    """

    media_type: str
    state: DocumentState
    reason: str
    pages: tuple[Page, ...]
    attachments: tuple[Attachment, ...] = ()
    title: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file (*bilaga*). It becomes a document of its own that knows its parent.

    ``path`` is where its bytes lie until the reading is closed; ``untrusted_name`` is what the parent calls it.
    """

    untrusted_name: str
    path: Path


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """What sort of paper a document is (*handlingstyp*), how sure that is (0–1), and the cue that told."""

    name: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document's kind (*uppgift*), such as the date or the case number, with the span it was read from.

    ``page``, ``start``, ``end`` point into the page's text; all three are None where it comes from outside the text
    (a mail's header). ``role`` is a person's role where the field names one.
    """

    name: str
    value: str
    text: str
    page: int | None = None
    start: int | None = None
    end: int | None = None
    role: str | None = None


READING_TYPES = ("application/alto+xml", "text/vnd.hocr+html")
"""The formats of readings of scans."""


@dataclass(frozen=True, slots=True)
class Head:
    """What documents are chosen and put in order by: a part of :class:`Document`, which takes longer to tell."""

    id: str
    owner: str
    source: str
    kind: str
    date: date | None
    pages: int


@dataclass(frozen=True, slots=True)
class Document:
    """The same bytes in one source are one document, wherever and however often they were found there.

    ``id`` follows from owner, source and bytes (:func:`models.identity.document_id`). ``name`` is the original file
    name of its first occurrence. ``date`` is the document's own date. ``kind`` is a name of ``docs/kinds.md``.
    ``superseded``: newer bytes lie at each of its paths, and search finds those. ``withdrawn``: somebody took it out of
    search, with a reason. ``reading_of``: it is a reading of that scan, whose pages have all that is in it, so that
    search finds those. ``facts`` are the file's own word of itself.
    """

    id: str
    owner: str
    source: str
    sha256: str
    size: int
    name: str
    media_type: str
    state: DocumentState
    reason: str
    kind: str
    kind_confidence: float
    kind_reason: str
    title: str
    date: date | None
    pages: int
    created: datetime
    parent: str | None = None
    superseded: bool = False
    withdrawn: bool = False
    reading_of: str | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_scan(self) -> bool:
        """Whether its pages are pictures, or may be: a PDF's."""
        return self.media_type.startswith("image/") or self.media_type == "application/pdf"

    @property
    def misnamed(self) -> str:
        """The ending of its name, where that is not what the file is."""
        return misnamed(self.name, self.media_type)

    @property
    def is_reading(self) -> bool:
        """Whether it is what somebody read on the pages of a scan."""
        return self.media_type in READING_TYPES

    @property
    def is_searchable(self) -> bool:
        """Whether search may find it."""
        read = self.state in (DocumentState.READ, DocumentState.PARTIAL)
        return read and not (self.superseded or self.withdrawn or self.reading_of)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a document's bytes were found (*förekomst*): a path in a run, or a name within a parent."""

    document: str
    path: str
    name: str
    parent: str | None
    seen: datetime
