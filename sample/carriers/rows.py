"""A draft's tables as rows of cells: what CSV files and workbooks hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from sample.carriers.metrics import settable
from sample.carriers.plain import Written, said
from sample.draft import MARK, SHEETS, Draft, Heading, Items, Pairs, Para, Table, Title
from sample.gold import GoldPage
from sample.spans import Marked, join


@dataclass(frozen=True, slots=True)
class Leaf:
    """A worksheet or file of rows. ``right`` are columns of figures in the rows from ``first`` on; row ``head`` names
    the columns (-1: none)."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    head: int = -1
    right: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """The first row of data."""
        return self.head + 1


_MARK = ((MARK,),)


def leaf(draft: Draft, rng: Random) -> Leaf:
    """Everything in one: title, particulars and the tables, or the first table alone as systems export it."""
    tables = [block for block in draft.blocks if isinstance(block, Table)]
    if tables and rng.random() < 0.45:
        table = tables[0]
        before = _MARK if rng.random() < 0.5 else ()
        return Leaf("Export", (*before, table.head, *table.rows, *(() if before else _MARK)), len(before), table.right)
    rows = [*_MARK, *_about(draft)]
    head, right = -1, tuple[int, ...]()
    for table in tables:
        if head < 0:
            head, right = len(rows) + 1, table.right
        rows += [(), table.head, *table.rows]
    return Leaf("Blad1", tuple(rows), head, right)


def leaves(draft: Draft, rng: Random) -> tuple[Leaf, ...]:
    """One leaf, or one with particulars and one for each table; each bears the mark."""
    if draft.look == SHEETS:
        return (Leaf("Uppgifter", (*_MARK, *_about(draft))), *_headed(draft))
    tables = [block for block in draft.blocks if isinstance(block, Table)]
    if not tables or rng.random() < 0.5:
        return (leaf(draft, rng),)
    first = Leaf(rng.choice(("Uppgifter", "Försättsblad", "Info")), (*_MARK, *_about(draft)))
    names = ("Utbetalningar", "Underlag", "Data", "Stickprov", "Sammanställning")
    return (
        first,
        *(_alone(f"{names[index % len(names)]} {index + 1}", table) for index, table in enumerate(tables)),
    )


def _headed(draft: Draft) -> Iterator[Leaf]:
    for heading, table in pairwise(draft.blocks):
        if isinstance(heading, Heading) and isinstance(table, Table):
            yield _alone(heading.text, table)


def _alone(name: str, table: Table) -> Leaf:
    return Leaf(name, (table.head, *table.rows, (), *_MARK), 0, table.right)


def _about(draft: Draft) -> list[tuple[str, ...]]:
    """Title and particulars; of a draft without tables its text too, a row for each paragraph."""
    rows: list[tuple[str, ...]] = [(draft.title,), (draft.owner.name, draft.owner.unit), *draft.references]
    tabular = any(isinstance(block, Table) for block in draft.blocks)
    for block in draft.blocks:
        match block:
            case Pairs(pairs):
                rows += pairs
            case Para(text) if not tabular:
                rows.append((text,))
            case Items(items) if not tabular:
                rows += [("", item) for item in items]
            case Title(text) if text != draft.title:
                rows.append((text,))
    return rows


def flat(cell: str) -> Marked:
    """What a cell says, on one line."""
    marked = said(cell)
    return replace(marked, text=marked.text.replace("\n", " ")) if "\n" in marked.text else marked


def written(rows: list[list[Marked]]) -> Marked:
    """The gold of rows: cells by tabs, rows by newlines, empty rows left out."""
    return join([("\t" if column else "\n", cell) for row in rows for column, cell in enumerate(row)])


def csv_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """Semicolons (seldom tabs) between cells, decimal commas; UTF-8 with a byte order mark, or Windows-1252."""
    held, separator = leaf(draft, rng), rng.choice(";;;;\t")
    charset, quoted = rng.choice(("utf-8-sig", "utf-8-sig", "cp1252", "utf-8")), rng.random() < 0.25
    cells = [[flat(cell) for cell in row] for row in held.rows]
    if charset == "cp1252":
        cells = [[settable(cell) for cell in row] for row in cells]
    width = max(map(len, cells))
    told = [
        separator.join([_cell(cell.text, separator, quoted) for cell in row]) + separator * (width - max(1, len(row)))
        for row in cells
    ]
    content = "\r\n".join([*told, ""]).encode(charset)
    return Written(content, ".csv", (GoldPage(written(cells), "csv", "text"),))


def _cell(text: str, separator: str, quoted: bool) -> str:
    if quoted or separator in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text
