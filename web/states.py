"""What a search page shows, as one value: kept in the register, so that the address bar holds only an opaque id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from models.errors import AccessDeniedError
from search.column_order import ColumnOrder
from search.facet_order import FacetOrder
from search.index import Sort
from search.request import PAGES_SHOWN, SearchRequest
from search.saved import SavedSearch
from search.table import PARTIES
from web import session
from web.addresses import is_opaque
from web.labels import CODED, called
from web.parts import parts


class View(StrEnum):
    """How the hits are shown."""

    LIST = "list"
    TABLE = "table"
    TIMELINE = "timeline"


HITS: Final = {View.LIST: 20, View.TABLE: 50, View.TIMELINE: 50}
"""How many stand on a page."""
_PAGES: Final = {View.LIST: PAGES_SHOWN, View.TABLE: 0, View.TIMELINE: 1}
"""Of how many of its pages a hit shows what was found there."""
SHOWN: Final = ("date", "kind", "source", "case_number", PARTIES, "outcome")
"""The columns of a table in which nobody has chosen any."""
_TABLE: Final = "table"  # by which name the columns that were chosen last are kept for their user
_MONTHLY: Final = 3 * 366  # days: a span within which the bars of the date chart are months
_STANDING_OUT: Final = 10  # entities told to stand out in the hits
_FEW, _MANY = 20, 200  # facet values asked for: enough to fold out at once; enough for a long look


@dataclass(frozen=True, slots=True)
class SearchState(SavedSearch):
    """``trail`` holds the cursors of the pages turned, the last being this page's; ``wide`` the facets shown whole,
    ``by_name`` those in order of name, and ``finds``, by facet, what is looked for among its values. ``ungrouped``:
    documents alike stand each by itself. ``columns`` are those of the table; None: as its user chose them last."""

    trail: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    by_name: tuple[str, ...] = ()
    finds: Mapping[str, str] = field(default_factory=dict)
    ungrouped: bool = False
    view: View = View.LIST
    columns: tuple[str, ...] | None = None

    @property
    def grouped(self) -> bool:
        """Whether documents alike stand folded under one: rows and days are of one document each."""
        return self.view is View.LIST and not self.ungrouped

    @property
    def shown_order(self) -> Sort:
        """The order of the hits as they are shown, where no column gives it: a time line goes by date, whatever was
        chosen for a list."""
        return self.order if self.view is not View.TIMELINE or self.order is Sort.OLDEST else Sort.DATE

    @property
    def by_month(self) -> bool:
        """Whether the date chart shows months: of a few years that were chosen, else it shows years."""
        years = self.include.get("year", ())
        if self.since and self.until:
            return (self.until - self.since).days <= _MONTHLY
        return len(years) == 1 or "month" in self.include

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words narrows the hits."""
        return bool(self.include or self.exclude or self.since or self.until or self.like or self.among)

    def _by(self) -> ColumnOrder | None:
        """The column's order, which only a table has; codes by what they are called in the language of the page."""
        if self.view is not View.TABLE:
            return None
        if self.by is None or self.by.column not in CODED:
            return self.by
        return replace(self.by, called=called(self.by.column))

    def request(self) -> SearchRequest:
        """The question this state asks."""
        return replace(
            self.asks(),
            sort=self.shown_order,
            by=self._by(),
            limit=HITS[self.view],
            pages=_PAGES[self.view],
            grouped=self.grouped,
            after=self.trail[-1] if self.trail else None,
            facet_limit=_MANY if self.wide else _FEW,
            facet_find=self.finds,
            whole=frozenset({"year", "month"} if self.by_month or self.view is View.TIMELINE else {"year"}),
            standing_out=_STANDING_OUT if (self.query or self.narrowed) and not self.trail else 0,
            facet_order=dict.fromkeys(self.by_name, FacetOrder.NAME),
            called={type: called(type) for type in CODED},
        )


def save(state: SearchState) -> str:
    """Keep the state for this viewer; the opaque id that the address bar may hold."""
    shown = {"trail": list(state.trail), "wide": list(state.wide)}
    looked = {"by_name": list(state.by_name), "finds": dict(state.finds), "ungrouped": state.ungrouped}
    view = {"view": state.view.value, "columns": None if state.columns is None else list(state.columns)}
    return parts().store.states.save(session.viewer().name, {**state.kept(), **shown, **looked, **view})


def load(id: str) -> SearchState:
    """The state with this id. Raises :class:`AccessDeniedError` where it is not this viewer's, or no id at all."""
    if not is_opaque(id):
        raise AccessDeniedError("Sidan finns inte")
    kept = parts().store.states.load(session.viewer().name, id)
    if "query" not in kept:
        raise AccessDeniedError("Sidan finns inte")  # another page's
    return read(kept)


def read(kept: Mapping[str, Any]) -> SearchState:
    """The state from what :func:`save` kept."""
    columns = kept.get("columns")
    return SearchState.of(
        kept,
        trail=tuple(kept["trail"]),
        wide=tuple(kept["wide"]),
        by_name=tuple(kept.get("by_name", ())),
        finds=dict(kept.get("finds", {})),
        ungrouped=kept.get("ungrouped", False),
        view=View(kept.get("view", View.LIST)),
        columns=None if columns is None else tuple(columns),
    )


def columns(state: SearchState) -> tuple[str, ...]:
    """Those of the table: the state's own, else those that its user chose last, else :data:`SHOWN`."""
    if state.columns is not None:
        return state.columns
    return tuple(parts().store.states.remembered(session.viewer().name, _TABLE).get("columns", SHOWN))


def remember_columns(state: SearchState) -> None:
    """Keep the state's columns for the next searches of its user."""
    parts().store.states.remember(session.viewer().name, _TABLE, {"columns": list(columns(state))})
