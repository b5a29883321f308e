"""A draft as lines of plain text: what the carriers without a layout share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sample.draft import (
    Block,
    Heading,
    Items,
    PageBreak,
    Pairs,
    Para,
    Quote,
    Signature,
    Stamp,
    Table,
    Title,
)
from sample.gold import GoldPage
from sample.owners import KNOWN
from sample.spans import Marked, join, read, upper


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, its ending, and the gold of its pages."""

    content: bytes
    suffix: str
    pages: tuple[GoldPage, ...]


@lru_cache(maxsize=4096)
def said(phrase: str) -> Marked:
    """What a phrase says, known names marked. Labels, headings and addresses come again and again: they are kept."""
    return read(phrase, KNOWN)


def capitals(phrase: str) -> Marked:
    """What a phrase says, in capitals: names keep their places."""
    return upper(said(phrase))


@dataclass(slots=True)
class Lines:
    """The gold of a page in the making: each phrase is read once, as it is written."""

    parts: list[tuple[str, Marked]] = field(default_factory=list)

    def add(self, phrase: str, glue: str = "\n") -> str:
        """The plain text of ``phrase``, which from now on stands in the gold too."""
        marked = said(phrase)
        self.parts.append((glue, marked))
        return marked.text

    def page(self, carrier: str) -> GoldPage:
        """The gold of the page."""
        return GoldPage(join(self.parts), carrier, "text")


def bullet(items: Items, index: int) -> str:
    """What stands before the item of this index (from 0)."""
    return {"1": f"{index + 1}. ", "a": f"{chr(97 + index % 26)}) "}.get(items.marks, f"{items.marks} ")


def lines(block: Block) -> Iterable[str]:
    """The marked lines of a block; cells are separated by tabs."""
    match block:
        case Title(text) | Heading(text) | Para(text) | Quote(text) | Stamp(text):
            yield text
        case Items(items):
            yield from (bullet(block, index) + item for index, item in enumerate(items))
        case Pairs(rows):
            yield from (f"{key}:\t{value}" for key, value in rows)
        case Table(head, rows):
            yield "\t".join(head)
            yield from ("\t".join(row) for row in rows)
        case Signature(people):
            yield from (line for person in people for line in person)
        case PageBreak():
            return


def written_text(phrases: Iterable[str], glue: str) -> Marked:
    """Marked phrases put together."""
    return join([(glue, read(phrase, KNOWN)) for phrase in phrases])
