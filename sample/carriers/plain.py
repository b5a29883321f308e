"""A draft as lines of plain text: what DOCX, mail and text files share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sample.draft import MARK, Block, Draft, Heading, Items, Pairs, Para, Signature, Table, Title
from sample.gold import GoldPage
from sample.owners import KNOWN
from sample.spans import Marked, join, read


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, its ending, and the gold of its pages."""

    content: bytes
    suffix: str
    pages: tuple[GoldPage, ...]


def bullet(items: Items, index: int) -> str:
    """What stands before the item of this index (from 0)."""
    return {"1": f"{index + 1}. ", "a": f"{chr(97 + index)}) "}.get(items.marks, f"{items.marks} ")


def lines(block: Block) -> Iterable[str]:
    """The marked lines of a block; cells are separated by tabs."""
    match block:
        case Title(text) | Heading(text) | Para(text):
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


def text_file(draft: Draft) -> Written:
    """A UTF-8 text file: the mark, particulars, then the blocks with a blank line between them."""
    blocks: tuple[Block, ...] = (Pairs(draft.references), *draft.blocks)
    written = written_text([MARK, *("\n".join(lines(block)) for block in blocks if block != Pairs(()))], "\n\n")
    return Written((written.text + "\n").encode(), ".txt", (GoldPage(written, "txt", "text"),))


def written_text(phrases: Iterable[str], glue: str) -> Marked:
    """Marked phrases put together."""
    return join([(glue, read(phrase, KNOWN)) for phrase in phrases])
