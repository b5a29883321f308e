"""A search's hits as a CSV file: every one of them, as the viewer may see them, with the export in the ledger."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.store.store import Store
from search.index import Index
from search.request import SearchRequest
from search.result import Hit
from search.saved import SavedSearch
from search.service import search

_PAGE: Final = 200  # hits asked for at a time
_COLUMNS: Final = ("handling", "källa", "ägare", "typ", "datum", "sidor", "utdrag", "läsning", "id")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a cell (OWASP, CSV Injection)


def export_hits(
    viewer: Viewer,
    purpose: Purpose,
    state: Mapping[str, Any],
    *,
    store: Store,
    index: Index,
    progress: Callable[[float], object] = lambda _: None,
) -> bytes:
    """The hits of a saved search, as UTF-8 with a byte order mark and semicolons: what Swedish Excel opens.

    Holds what ``viewer`` may read when it is made, the grants of the asking included: the caller narrows them.
    Personnummer are masked; each cell is inert. Raises what :func:`search.service.search` raises.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_COLUMNS)
    count = 0
    request = replace(SavedSearch.of(state).asks(), limit=_PAGE, facets=())
    for hit, total in _all(viewer, purpose, request, store, index):
        writer.writerow(_row(hit))
        count += 1
        if count % _PAGE == 0:
            progress(count / max(total, 1))
    details = {"hits": count}
    owners = tuple(sorted(viewer.owners))
    store.ledger.write(Event(Action.EXPORT, viewer.actor, purpose.text, purpose.case, owners=owners, details=details))
    return out.getvalue().encode("utf-8-sig")


def _all(
    viewer: Viewer, purpose: Purpose, request: SearchRequest, store: Store, index: Index
) -> Iterator[tuple[Hit, int]]:
    while True:
        result = search(viewer, purpose, request, store=store, index=index)
        yield from ((hit, result.total) for hit in result.hits)
        if result.after is None:
            return
        request = replace(request, after=result.after)


def _row(hit: Hit) -> list[str]:
    fragments = " … ".join(fragment.text for page in hit.pages for fragment in page.fragments)
    cells = [
        hit.name,
        hit.source,
        hit.owner,
        hit.kind,
        hit.date.isoformat() if hit.date else "",
        ", ".join(str(page.number) for page in hit.pages),
        " ".join(fragments.split()),
        hit.tier.value,
        hit.document,
    ]
    return [inert(cell) for cell in cells]


def inert(cell: str) -> str:
    """The cell as text that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
