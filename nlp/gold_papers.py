"""Gold papers as the product describes them: the pages of the gold in, what was told of them out, at the same places.

Pages are taken as the gold has them written, whatever they stand on: how well pictures are read is measured apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from models.gold import Gold, GoldDocument
from models.mention import Mention
from models.settings import DEFAULT_NAME_PIPELINE
from nlp.answers import Description, describe

MAIL: Final = "message/rfc822"
_HEADERS: Final = (("From", "from"), ("To", "to"), ("Subject", "subject"))
Place = tuple[int, int, int]
"""Page, start and end."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's gold and what the product says of it. ``archive`` tells apart the archives given together."""

    archive: int
    gold: GoldDocument
    said: Description


def papers(
    archives: Sequence[Gold], done: Callable[[], object] = lambda: None, *, pipeline: str = DEFAULT_NAME_PIPELINE
) -> Iterator[Paper]:
    """Every paper of the archives, described by this ``nlp.pipeline``; ``done`` is called after each."""
    for number, archive in enumerate(archives):
        for document in archive.documents():
            yield Paper(number, document, described(document, pipeline))
            done()


def described(document: GoldDocument, pipeline: str = DEFAULT_NAME_PIPELINE) -> Description:
    """What the product says of a gold paper. What it names in the header of a mail is left out: that has no gold."""
    pages, head = _pages(document)
    media_type = "text/plain" if document.headers is None else MAIL
    said = describe(pages, name=document.name, media_type=media_type, pipeline=pipeline)
    if not head:
        return said
    return replace(said, mentions=tuple(_moved(said.mentions, pages[0][0], head)))


def _pages(document: GoldDocument) -> tuple[list[tuple[int, str]], int]:
    """The pages, a mail's with its header before the body as the reader of mails shows it; the header's length."""
    pages = [(page.number, page.text) for page in document.pages]
    if document.headers is None or not pages:
        return pages, 0
    lines = [f"{shown}: {value}" for shown, name in _HEADERS if (value := document.headers.get(name))]
    if sent := day(document.date):
        lines.insert(-1, f"Date: {format_datetime(sent)}")
    head = "\n".join([*lines, "", ""])
    return [(pages[0][0], head + pages[0][1]), *pages[1:]], len(head)


def day(text: str) -> datetime | None:
    """Noon of a day in ISO 8601; None for anything else."""
    try:
        return datetime.fromisoformat(text).replace(hour=12, tzinfo=UTC)
    except ValueError:
        return None


def _moved(mentions: Iterable[Mention], first: int, head: int) -> Iterator[Mention]:
    for mention in mentions:
        if mention.page != first:
            yield mention
        elif mention.start >= head:
            yield replace(mention, start=mention.start - head, end=mention.end - head)
