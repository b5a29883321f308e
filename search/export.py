"""A search's hits as a CSV file: every one of them, as the viewer may see them, with the export in the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from models.access import Purpose, Viewer, at_home, check_takes_out
from models.audit import Action, Event
from models.document import Field
from models.masking import mask
from models.store.store import Store
from search.column_order import AMOUNTS
from search.csv_table import Cell, Figure, csv_table
from search.index import Index
from search.request import SearchRequest
from search.result import Hit, Tier
from search.saved import SavedSearch
from search.sensitive import refuse_selection
from search.service import search
from search.words.titles import FIELDS, KINDS, OUTCOMES

_PAGE: Final = 200  # hits asked for at a time
_COLUMNS: Final = ("handling", "källa", "ägare", "typ", "datum", "sidor", "utdrag", "läsning", "id")
_AMOUNT: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")  # as the register has one; nothing else is written as a figure


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

    After the hit itself comes a column for each field (docs/fields.md) that any of the documents has; several values of
    one stand with " | " between them; a single amount is a number with a comma. Holds what ``viewer`` may read when it
    is made, the grants of the asking included: the caller narrows them; what is only lent to them is not taken out.
    Personnummer are masked; each cell is inert. Raises what :func:`search.service.search` raises,
    :class:`models.errors.AccessDeniedError` for who may take nothing out, and
    :class:`models.errors.SensitiveSelectionError`.
    """
    check_takes_out(viewer)
    viewer = at_home(viewer)
    refuse_selection(viewer, purpose, store, SavedSearch.of(state).query, "export")
    rows: list[tuple[list[str], Mapping[str, Cell]]] = []
    request = replace(SavedSearch.of(state).asks(), limit=_PAGE, facets=(), all_words=True, meaning=False)
    for hit, total in _all(viewer, purpose, request, store, index):
        rows.append((_row(hit), _fields(store.documents.fields(viewer, hit.document))))
        if len(rows) % _PAGE == 0:
            progress(len(rows) / max(total, 1))
    details = {"hits": len(rows)}
    owners = tuple(sorted(viewer.owners))
    store.ledger.write(Event(Action.EXPORT, viewer.actor, purpose.text, purpose.case, owners=owners, details=details))
    return _written(rows)


def _written(rows: Sequence[tuple[list[str], Mapping[str, Cell]]]) -> bytes:
    had = {name for _, fields in rows for name in fields}
    names = [name for name in FIELDS if name in had]
    columns = [*_COLUMNS, *(FIELDS[name].lower() for name in names)]
    return csv_table(columns, ([*cells, *(fields.get(name, "") for name in names)] for cells, fields in rows))


def _fields(fields: Iterable[Field]) -> Mapping[str, Cell]:
    """What the document says of itself, by the field's name."""
    values: dict[str, dict[str, None]] = {}
    for field in fields:
        value = OUTCOMES.get(field.value, field.value) if field.name == "outcome" else field.value
        values.setdefault(field.name, {})[mask(" ".join(value.split()))] = None
    return {name: _cell(name, list(said)) for name, said in values.items()}


def _cell(name: str, said: Sequence[str]) -> Cell:
    """The field's values, masked: amounts with a comma, which Swedish Excel reads as numbers."""
    if name not in AMOUNTS:
        return " | ".join(said)
    amounts = [value.replace(".", ",") if _AMOUNT.fullmatch(value) else value for value in said]
    return Figure(amounts[0]) if len(said) == 1 and _AMOUNT.fullmatch(said[0]) else " | ".join(amounts)


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
    return [
        hit.name,
        hit.source,
        hit.owner,
        KINDS.get(hit.kind, hit.kind),
        hit.date.isoformat() if hit.date else "",
        ", ".join(str(page.number) for page in hit.pages),
        " ".join(fragments.split()),
        "möjlig läsning" if hit.tier is Tier.POSSIBLE else "",
        hit.document,
    ]
