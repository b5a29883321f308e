"""Two pages scanned together (*uppslag*): each half levelled and read by itself, and both one page of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
from PIL import Image

from ingest.layout.page import LaidPage, laid_page
from ingest.ocr.looks import Sheet, made_ready
from ingest.pictures.fold import Fold, fold
from ingest.pictures.ground import without_edges
from ingest.raw_page import Line
from models.layout import Block, Correction, Layout

_TABLE: Final = re.compile(r"(?<=^tabell )\d+")
_BETWEEN: Final = "\n\n"


class Half(NamedTuple):
    """A sheet to look at, and how many points from the left of the page its own left side lies."""

    sheet: Sheet
    x: float


def halves(scan: Image.Image, dpi: float) -> tuple[tuple[Half, ...], Fold | None]:
    """The sheets of a grey ``scan`` from the left: one, or two with the fold between them in points."""
    whole = without_edges(scan)
    found = fold(whole)
    if found is None:
        return (Half(made_ready(whole, dpi), 0.0),), None
    cut = [(_half(whole, found, right=right), x) for right, x in ((False, 0), (True, _first_column(found)))]
    ready = tuple(Half(made_ready(without_edges(half), dpi), x * 72.0 / dpi) for half, x in cut)
    return ready, found.scaled(72.0 / dpi)


def _first_column(found: Fold) -> int:
    return int(min(found.at(0), found.at(found.height)))


def _half(scan: Image.Image, found: Fold, *, right: bool) -> Image.Image:
    """One page of the ``scan``, with white for what belongs to the other, and for a fold that is dark."""
    middle = np.array([found.at(y) for y in range(scan.height)])[:, None]
    margin = (found.right - found.left) / 2 if found.dark else 0.0
    columns = np.arange(scan.width)[None, :]
    other = columns < middle + margin if right else columns > middle - margin
    page = Image.fromarray(np.where(other, np.uint8(255), np.asarray(scan)))
    edge = _first_column(found) if right else int(max(found.at(0), found.at(found.height))) + 1
    return page.crop((edge, 0, page.width, page.height) if right else (0, 0, edge, page.height))


def laid(lines: Sequence[Line], between: Fold | None) -> LaidPage:
    """The text of a page read by OCR: of two pages with a fold ``between`` them, the left one before the right."""
    if between is None:
        return laid_page(lines)
    left, right = (laid_page(_of_one_side(lines, between, right=right)) for right in (False, True))
    if not left.text or not right.text:
        return left if left.text else right
    return _joined(left, right)


def _of_one_side(lines: Sequence[Line], between: Fold, *, right: bool) -> list[Line]:
    """The lines whose middle lies there, with the empty ones after them."""
    found: list[Line] = []
    mine = False
    for line in lines:
        if line:
            across, down = (line[0].x0 + line[-1].x1) / 2, (line[0].y0 + line[0].y1) / 2
            mine = (across > between.at(down)) is right
        if mine:
            found.append(line)
    return found


def _joined(left: LaidPage, right: LaidPage) -> LaidPage:
    """Two texts one after the other, the tables counted through."""
    further = len(left.text) + len(_BETWEEN)
    tables = max((int(found[0]) for each in left.layout.blocks if (found := _TABLE.search(each.place))), default=0)
    blocks = (*left.layout.blocks, *_moved(right.layout.blocks, further, tables))
    corrections = (*left.layout.corrections, *(_later(each, further) for each in right.layout.corrections))
    return LaidPage(left.text + _BETWEEN + right.text, left.boxes + right.boxes, Layout(blocks, corrections))


def _moved(blocks: Sequence[Block], further: int, tables: int) -> Iterator[Block]:
    for each in blocks:
        place = _TABLE.sub(lambda number: str(int(number[0]) + tables), each.place)
        yield replace(each, start=each.start + further, end=each.end + further, place=place)


def _later(each: Correction, further: int) -> Correction:
    return replace(each, start=each.start + further, end=each.end + further)
