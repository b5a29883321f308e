"""A watch list searched in one go: each row with its hits, what is wrong with one named, and the next one searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.access import Purpose, Viewer, at_home, check_takes_out
from models.audit import Action, Event
from models.errors import InvalidQueryError
from models.limits import Limits
from models.store.store import Store
from search.index import Index
from search.parsing import parse
from search.query import Everything
from search.request import SearchRequest
from search.result import Hit
from search.sensitive import categories, record_refusal
from search.service import search
from search.watch_row import WatchRow, question

_REPORTED: Final = 10  # rows between two reports of how far it has come


@dataclass(frozen=True, slots=True)
class WatchedRow:
    """A row with what was found. ``total`` counts every document, of which ``hits`` are the first."""

    row: WatchRow
    total: int = 0
    hits: tuple[Hit, ...] = ()


def watch(
    viewer: Viewer,
    purpose: Purpose,
    rows: Sequence[WatchRow],
    *,
    store: Store,
    index: Index,
    unmask: str = "",
    progress: Callable[[float], object] = lambda _: None,
) -> tuple[WatchedRow, ...]:
    """The rows in order, each searched as ``viewer``, with its event in the ledger, and one for the whole list.

    Rows beyond ``limits.watch_rows`` are not searched: the first of them says so. Raises what
    :func:`search.service.search` raises, apart from what is wrong with one row, and
    :class:`models.errors.AccessDeniedError` for who may take nothing out.
    """
    check_takes_out(viewer)
    limits, viewer = store.settings.limits, at_home(viewer)  # what is only lent is not taken out
    found = []
    for done, row in enumerate(_within(rows, limits)):
        found.append(_searched(viewer, purpose, row, store, index, unmask))
        if done % _REPORTED == 0:
            progress(done / len(rows))
    details = {"rows": len(found), "hits": sum(each.total for each in found)}
    owners = tuple(sorted(viewer.owners))
    store.ledger.write(Event(Action.EXPORT, viewer.actor, purpose.text, purpose.case, owners=owners, details=details))
    return tuple(found)


def _within(rows: Sequence[WatchRow], limits: Limits) -> list[WatchRow]:
    kept = list(rows[: limits.watch_rows])
    return kept + [replace(row, wanted=(), problem="too_many_rows") for row in rows[limits.watch_rows :][:1]]


def _searched(viewer: Viewer, purpose: Purpose, row: WatchRow, store: Store, index: Index, unmask: str) -> WatchedRow:
    limits, query = store.settings.limits, question(row.wanted)
    if row.problem and not query:
        return WatchedRow(row)
    if len(query) > limits.query_characters:
        return WatchedRow(replace(row, problem="too_long"))
    if isinstance(parse(query).tree, Everything):  # nothing to search for: never a search for everything
        return WatchedRow(replace(row, problem=row.problem or "no_words"))
    if categories(query):
        record_refusal(viewer, purpose, store, query, "watch list")
        return WatchedRow(replace(row, problem="sensitive_selection"))
    asked = SearchRequest(query, limit=limits.watch_hits, facets=(), unmask=unmask, all_words=True)
    try:
        result = search(viewer, purpose, asked, store=store, index=index)
    except InvalidQueryError:
        return WatchedRow(replace(row, problem="invalid_query"))
    return WatchedRow(row, result.total, result.hits)
