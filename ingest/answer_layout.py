"""The parent's look at what a reader says of a page's layout: spans within the text, boxes on the page, in order."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, Final

from models.errors import ReaderLiedError
from models.layout import PLAIN, Block, BlockKind, Correction, Layout, Region, are_apart

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SLACK: Final = 2.0  # points beyond the page's edge, as for words
_LONGEST_PLACE: Final = 200
_LONGEST_ORIGINAL: Final = 200
_MOST: Final = 200_000  # of each: a spreadsheet's page has a block for each cell
_KINDS: Final = {kind.value: kind for kind in BlockKind}


def layout(values: object, text: str, width: float | None, height: float | None) -> Layout:
    """The layout as the child gave it, checked. Raises :class:`ReaderLiedError`."""
    if values == {}:
        return PLAIN
    _require(isinstance(values, dict))
    assert isinstance(values, dict)
    return Layout(
        tuple(_block(row, text) for row in _rows(values, "blocks", 4)),
        tuple(_correction(row, text) for row in _rows(values, "corrections", 4)),
        tuple(_region(row, width, height) for row in _rows(values, "regions", 5)),
        _joins(_rows(values, "joins", 2), text),
    )


def _rows(values: dict[str, Any], name: str, columns: int) -> Sequence[list[Any]]:
    rows = values.get(name, [])
    _require(isinstance(rows, list) and len(rows) <= _MOST)
    _require(all(isinstance(row, list) and len(row) == columns for row in rows))
    assert isinstance(rows, list)
    return rows


def _span(start: object, end: object, text: str) -> tuple[int, int]:
    _require(type(start) is int and type(end) is int)
    assert isinstance(start, int)
    assert isinstance(end, int)
    _require(0 <= start < end <= len(text))
    return start, end


def _block(row: list[Any], text: str) -> Block:
    start, end, kind, place = row
    _require(kind in _KINDS)
    return Block(*_span(start, end, text), _KINDS[kind], _text(place, _LONGEST_PLACE))


def _correction(row: list[Any], text: str) -> Correction:
    start, end, original, rule = row
    return Correction(*_span(start, end, text), _text(original, _LONGEST_ORIGINAL), _code(rule))


def _region(row: list[Any], width: float | None, height: float | None) -> Region:
    *sides, reason = row
    _require(width is not None and height is not None)
    assert width is not None
    assert height is not None
    _require(all(type(side) in (int, float) and math.isfinite(side) for side in sides))
    x0, y0, x1, y1 = sides
    _require(-_SLACK <= x0 <= x1 <= width + _SLACK and -_SLACK <= y0 <= y1 <= height + _SLACK)
    return Region(x0, y0, x1, y1, _code(reason))


def _joins(rows: Sequence[list[Any]], text: str) -> tuple[tuple[int, int], ...]:
    spans = tuple(_span(start, end, text) for start, end in rows)
    _require(are_apart(spans))
    return spans


def _text(value: object, longest: int) -> str:
    _require(isinstance(value, str) and len(value) <= longest and value.isprintable())
    assert isinstance(value, str)
    return value


def _code(value: object) -> str:
    _require(isinstance(value, str) and _CODE.fullmatch(value) is not None)
    assert isinstance(value, str)
    return value


def _require(holds: bool) -> None:
    if not holds:
        raise ReaderLiedError("Läsarens svar höll inte: sidans uppställning")
