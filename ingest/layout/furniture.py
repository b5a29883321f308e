"""Headers and footers (*sidhuvud*, *sidfot*): lines that come back at the same height of the pages around.

A line is compared with its neighbours only, not with the whole file: headers change with chapters, differ between
left and right pages, and one scan may hold many cases. Numbers may differ only as page numbers do, so that the rows of
a payment list that fills page after page are not taken for its header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz.fuzz import ratio

from ingest.layout.edge_lines import EdgeLine, edge_lines
from models.document import Page
from models.layout import Block, BlockKind

AROUND: Final = 3  # pages before and after: left and right pages, and one that lacks its header
_OTHERS: Final = 2  # pages around that must have the line too; a running page number is content with one
_SHIFT, _SHIFT_SCANNED = 0.012, 0.025  # of the page's height; scans are fed unevenly
_ALIKE: Final = 85.0  # per cent, of a line read by OCR
_FEWEST_LETTERS: Final = 2
_STRANGERS: Final = 1  # lines among the header that do not recur: a stamp, a chapter's name


def with_furniture(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of one document in order, their headers and footers told as blocks. Time is linear in the pages."""
    if len(pages) < 2:
        return tuple(pages)
    lines = [edge_lines(page) for page in pages]
    return tuple(
        _with_blocks(page, _outermost(lines[at], list(_furniture(lines, at)))) for at, page in enumerate(pages)
    )


def _outermost(lines: Sequence[EdgeLine], recurring: Sequence[EdgeLine]) -> list[EdgeLine]:
    """Those of the recurring lines that stand between the paper's edge and the text, in the order of the page."""
    kept: list[EdgeLine] = []
    for kind in (BlockKind.HEADER, BlockKind.FOOTER):
        missed = 0
        for line in sorted((line for line in lines if line.kind is kind), key=lambda line: min(line.y, 1 - line.y)):
            missed += line not in recurring
            if missed > _STRANGERS:
                break
            kept += [line] if line in recurring else []
    return sorted(kept, key=lambda line: line.start)


def _furniture(lines: Sequence[list[EdgeLine]], at: int) -> Iterator[EdgeLine]:
    around = [lines[other] for other in range(max(0, at - AROUND), min(len(lines), at + AROUND + 1)) if other != at]
    for line in lines[at]:
        if line.is_page_number:
            if any(_runs_on(line, other) for others in around for other in others):
                yield line
        elif _recurs(line, around):
            yield line


def _recurs(line: EdgeLine, around: Sequence[list[EdgeLine]]) -> bool:
    found = [next((other for other in others if _same(line, other)), None) for others in around]
    same = [other for other in found if other is not None]
    if line.letters < _FEWEST_LETTERS:  # a date in the letterhead, not a column of figures
        return sum(line.numbers == other.numbers for other in same) >= _OTHERS and len(line.shape) > _FEWEST_LETTERS
    return len(same) >= _OTHERS or any(line.numbers != other.numbers for other in same)


def _same(line: EdgeLine, other: EdgeLine) -> bool:
    shift = _SHIFT_SCANNED if line.recognised and other.recognised else _SHIFT
    return line.kind is other.kind and abs(line.y - other.y) <= shift and _reads_alike(line, other)


def _reads_alike(line: EdgeLine, other: EdgeLine) -> bool:
    alike = line.shape == other.shape
    if not alike and line.recognised and other.recognised:
        alike = ratio(line.shape, other.shape, score_cutoff=_ALIKE) > 0
    return alike and _count_on(line, other)


def _count_on(line: EdgeLine, other: EdgeLine) -> bool:
    """Whether each number is the same on both pages, or further by as many as there are pages between."""
    step = other.page - line.page
    pairs = zip(line.numbers, other.numbers, strict=False)
    return len(line.numbers) == len(other.numbers) and all(then - now in (0, step) for now, then in pairs)


def _runs_on(line: EdgeLine, other: EdgeLine) -> bool:
    """Whether both are page numbers that count on; one may stand left and the other right."""
    if not other.is_page_number or line.kind is not other.kind or abs(line.y - other.y) > _SHIFT_SCANNED:
        return False
    return other.numbers[0] - line.numbers[0] == other.page - line.page and line.numbers[1:] == other.numbers[1:]


def _with_blocks(page: Page, found: list[EdgeLine]) -> Page:
    if not found:
        return page
    blocks: list[Block] = []
    for line in found:
        last = blocks[-1] if blocks else None
        joined = replace(last, end=line.end) if last and not page.text[last.end : line.start].strip() else None
        if joined and joined.kind is line.kind and not any(_cross(joined, block) for block in page.layout.blocks):
            blocks[-1] = joined
        else:
            blocks.append(Block(line.start, line.end, line.kind))
    every = sorted((*page.layout.blocks, *blocks), key=lambda block: (block.start, -block.end))
    return replace(page, layout=replace(page.layout, blocks=tuple(every)))


def _cross(one: Block, other: Block) -> bool:
    """Whether they overlap and neither lies within the other."""
    first, second = sorted((one, other), key=lambda block: (block.start, -block.end))
    return first.start < second.start < first.end < second.end
