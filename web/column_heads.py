"""The heads of the table of hits: each says which way the hits stand by it, and puts them in its order when pressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from search.column_order import NAME, ColumnOrder, falls_first
from search.index import Sort
from search.result import SearchResult
from search.table import sortable
from web.parts import parts
from web.states import SearchState

_BY_DAY: Final = {Sort.DATE: "descending", Sort.OLDEST: "ascending"}
_BY_SOURCE: Final = {Sort.SOURCE: "ascending"}
_FALLING, _RISING = "falling", "rising"
_ARROWS: Final = {"ascending": "↑", "descending": "↓", "none": "↕"}


@dataclass(frozen=True, slots=True)
class Head:
    """``stands``: how the hits stand by it, as ``aria-sort`` says it. ``field`` and ``value`` are what a press sends;
    both empty where the hits cannot be put in its order."""

    column: str
    stands: str
    field: str = ""
    value: str = ""

    @property
    def arrow(self) -> str:
        return _ARROWS[self.stands]


def heads(state: SearchState, result: SearchResult, columns: Iterable[str]) -> list[Head]:
    """That of the documents' names, then those of the columns."""
    offered = () if is_beyond(result) else sortable(state.query)
    return [_head(name, state, result, name in offered) for name in (NAME, *columns)]


def is_beyond(result: SearchResult) -> bool:
    """Whether there are more hits than can be put in the order of any column: back ends know dates and sources only."""
    return result.total + result.partial > parts().store.settings.limits.sorted_hits


def pressed(value: str, columns: Iterable[str]) -> ColumnOrder | None:
    """The order that a press of a head asks for; None for what no head of these columns sends."""
    way, _, column = value.partition(":")
    return ColumnOrder(column, way == _FALLING) if way in (_FALLING, _RISING) and column in columns else None


def _head(name: str, state: SearchState, result: SearchResult, offered: bool) -> Head:
    by = result.by
    if name == "date":
        stands = _BY_DAY.get(state.shown_order, "none") if by is None else "none"
        return Head(name, stands, "sort", (Sort.OLDEST if stands == "descending" else Sort.DATE).value)
    stands = ("descending" if by.falling else "ascending") if by is not None and by.column == name else "none"
    if name == "source" and by is None:
        stands = _BY_SOURCE.get(state.shown_order, "none")
    if name == "source" and stands != "ascending":
        return Head(name, stands, "sort", Sort.SOURCE.value)
    if not offered:
        return Head(name, stands)
    falls = stands != "descending" if falls_first(name) else stands == "ascending"
    return Head(name, stands, "by", f"{_FALLING if falls else _RISING}:{name}")
