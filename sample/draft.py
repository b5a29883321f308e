"""A paper before it has a carrier: blocks of marked text. Carriers lay it out as PDF, DOCX, mail or plain text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sample.owners import Owner

MARK = "Exempelhandling – påhittad"
"""The visible mark on every made document."""
SHEETS = "sheets"
"""The look of a workbook in which each table has a sheet of its own, called by the heading over it."""


@dataclass(frozen=True, slots=True)
class Title:
    """The heading of the whole paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. ``small`` is for fine print."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list. ``marks`` is ``1`` for numbers, ``-`` for dashes, ``a`` for letters, ``[ ]`` or ``[x]`` for boxes."""

    items: tuple[str, ...]
    marks: str = "1"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Particulars: a name and what it is, one a row."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``widths`` are shares of the line; ``right`` says which columns hold figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement or quotation, set in from the margin."""

    text: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp (*stämpel*): a few words in a frame, set beside the text where the paper has a layout."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, where the carrier has pages."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Those who sign: name and title."""

    people: tuple[tuple[str, str], ...]


Block = Title | Heading | Para | Items | Pairs | Table | Quote | Stamp | PageBreak | Signature


@dataclass(frozen=True, slots=True)
class MailHead:
    """The header of a mail. Addresses are (name, address). ``answers`` is the Message-ID it replies to, or empty."""

    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    subject: str
    sent: datetime
    message_id: str
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One paper. ``references`` stand in its letterhead. ``annex`` is on pages of its own (scanned in a mixed PDF).

    ``variety`` is the file of the phrasing bank it comes from and ``layout`` its template there; ``topics`` are queries
    that somebody would type who looks for what it says; ``look`` is the style its template asks for.
    """

    owner: Owner
    kind: str
    date: date
    title: str
    references: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    annex: tuple[Block, ...] = ()
    mail: MailHead | None = None
    attachments: tuple[tuple[str, Draft], ...] = field(default=())
    variety: str = ""
    layout: str = ""
    topics: tuple[str, ...] = ()
    look: str = ""
