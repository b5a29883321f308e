"""A draft as running text, lists and tables in the order they are read: what word processors and web pages share.

Each phrase is read once, and stands in the gold from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from sample.carriers.plain import Lines, bullet
from sample.draft import (
    MARK,
    Block,
    Draft,
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
from sample.spans import recased


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph.

    ``kind`` is title, heading, para, small, quote, stamp, sign (a signer's name), under (their title) or page (a page
    break, without text).
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. ``marks`` is that of :class:`sample.draft.Items`, or empty where the texts begin with their marks."""

    marks: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells. ``head`` says whether the first is a head; ``shares`` are widths; ``right`` columns of figures."""

    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    right: tuple[int, ...] = ()
    head: bool = True


Part = Run | Listing | Grid


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paper is typed: marks of lists as text or by the program, particulars as a table or with tabs, boxes."""

    literal: bool
    tabbed: bool
    boxes: tuple[str, str]

    @classmethod
    def drawn(cls, rng: Random) -> Manner:
        """One by chance."""
        boxes = rng.choice((("☐ ", "☒ "), ("☐ ", "☑ "), ("[ ] ", "[x] "), ("( ) ", "(X) ")))
        return cls(rng.random() < 0.5, rng.random() < 0.4, boxes)


_KINDS: dict[type[Block], str] = {Title: "title", Heading: "heading", Quote: "quote", Stamp: "stamp", Para: "para"}


def flow(lines: Lines, blocks: Iterable[Block], manner: Manner) -> Iterator[Part]:
    """The parts of these blocks; what they say is added to ``lines``."""
    add = lines.add
    for block in blocks:
        match block:
            case Title(text) | Heading(text) | Quote(text) | Stamp(text) | Para(text):
                kind = "small" if isinstance(block, Para) and block.small else _KINDS[type(block)]
                yield Run(kind, add(text))
            case PageBreak():
                yield Run("page", "")
            case Items():
                yield _listing(lines, block, manner)
            case Pairs(rows) if rows:
                yield from _pairs(lines, rows, manner)
            case Table():
                cells = tuple(_row(lines, row) for row in (block.head, *block.rows))
                yield Grid(cells, block.widths, block.right)
            case Signature(people):
                for name, title in people:
                    yield Run("sign", add(name))
                    yield Run("under", add(title))


def _row(lines: Lines, cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(lines.add(cell, "\t" if column else "\n") for column, cell in enumerate(cells))


def _listing(lines: Lines, items: Items, manner: Manner) -> Listing:
    if items.marks in ("[ ]", "[x]"):
        box = manner.boxes[items.marks == "[x]"]
        return Listing("", tuple(lines.add(box + item) for item in items.items))
    if manner.literal:
        return Listing("", tuple(lines.add(bullet(items, index) + item) for index, item in enumerate(items.items)))
    return Listing(items.marks, tuple(lines.add(item) for item in items.items))


def _pairs(lines: Lines, rows: tuple[tuple[str, str], ...], manner: Manner) -> Iterator[Part]:
    cells = tuple(_row(lines, (f"{key}:", value)) for key, value in rows)
    if manner.tabbed:
        yield from (Run("para", f"{key}\t{value}") for key, value in cells)
    else:
        yield Grid(cells, (0.3, 0.7), head=False)


def opening(draft: Draft, rng: Random) -> tuple[Block, ...]:
    """A letterhead as blocks, in one of several ways; the mark is its first line."""
    owner, references = draft.owner, draft.references
    mark = Para(MARK, small=True)
    match rng.randrange(5):
        case 0:
            return mark, Para(f"{owner.name}\n{owner.unit}\n{owner.address}"), Pairs(references)
        case 1:
            return mark, Pairs((("Myndighet", owner.name), ("Enhet", owner.unit), *references))
        case 2:
            told = ", ".join(f"{recased(key, str.lower)} {value}" for key, value in references)
            return mark, Para(f"{owner.name}, {owner.unit}"), Para(told)
        case 3:
            return mark, Para(owner.unit), Para(owner.name, small=True), Pairs(references)
    return (
        Para(f"{owner.name} – {MARK}", small=True),
        Para(owner.unit),
        Para("\n".join(f"{key}: {value}" for key, value in references)),
    )


def closing(draft: Draft, rng: Random) -> tuple[Block, ...]:
    """Contact details as they stand at the end or foot of a paper."""
    owner = draft.owner
    match rng.randrange(3):
        case 0:
            return (Para(f"Telefon {owner.phone}, e-post {owner.email}", small=True),)
        case 1:
            return (Para(f"{owner.unit} | {owner.address} | {owner.phone}", small=True),)
    return (
        Para(f"Besöks- och postadress: {owner.address}\nTelefon: {owner.phone}\nE-post: {owner.email}", small=True),
    )


def body(draft: Draft) -> tuple[Block, ...]:
    """The blocks, then the annex on a new page."""
    return (*draft.blocks, PageBreak(), *draft.annex) if draft.annex else draft.blocks
