"""The rows of provider review as a table to carry away: every cell inert, masked as they are shown, with the export in
the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models import sought
from models.access import Purpose, Viewer, at_home, check_takes_out
from models.audit import Action
from models.document import Document
from models.masking import mask
from models.payment import MINUTES_OF_DAY, Booked, RowFilter
from models.store.store import Store
from search.csv_table import Figure, csv_table
from search.inert import inert
from search.provider_review.bookings import bookings
from search.provider_review.double import in_time
from search.provider_review.review import compared, findings_of
from search.provider_review.shown import shown_entity, shown_row
from search.ties import know, record
from search.words.comparisons import TITLES

HEADINGS: Final = (
    "utförare", "dag", "faktura", "tjänst", "timmar", "planerade", "registrerade", "belopp", "från", "till", "personal",
    "brukare", "konto", "att titta på", "handling", "källa", "sida", "rad", "id",
)  # fmt: skip
Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Rows:
    """``cells`` in the order of :data:`HEADINGS`; text is inert, numbers are numbers."""

    cells: tuple[tuple[Cell, ...], ...]


def export_rows(viewer: Viewer, purpose: Purpose, store: Store, filter: RowFilter, provider: str = "") -> Rows:
    """Each booking once, of one provider or of all. What is only lent to the viewer is not taken out. Raises
    :class:`models.errors.AccessDeniedError` for a provider that they may not know, and for who may take nothing out."""
    check_takes_out(viewer)
    viewer = at_home(viewer)
    if provider:
        know(viewer, purpose, store, provider)
    found = bookings(store.payments.rows(viewer, filter, [provider] if provider else None))
    rows = [each for each in found.rows if each.provider]
    looks = defaultdict[tuple[str, int, int], list[str]](list)
    for finding in findings_of(viewer, store, filter, provider, found) if provider else compared(found):
        for each in finding.rows:
            looks[_place(each)].append(TITLES[finding.comparison])
    names = store.entities.names(viewer, {each.provider for each in rows})
    named = {id: shown_entity(each).name for id, each in names.items()}
    known = store.documents.many(viewer, {each.document for each in rows})
    rows = sorted((each for each in rows if each.provider in named and each.document in known), key=in_time)
    about = (*map(sought.entity, named), *map(sought.document, known))
    record(viewer, purpose, store, Action.EXPORT, "", about, rows=len(rows))
    return Rows(
        tuple(_cells(shown_row(each), named[each.provider], looks[_place(each)], known[each.document]) for each in rows)
    )


def as_csv(rows: Rows) -> bytes:
    return csv_table(HEADINGS, ([_written(cell) for cell in cells] for cells in rows.cells))


def _written(cell: Cell) -> str | Figure:
    if isinstance(cell, float):
        return Figure(f"{cell:.2f}".replace(".", ","))
    return "" if cell is None else str(cell)


def _cells(each: Booked, provider: str, looks: Sequence[str], document: Document) -> tuple[Cell, ...]:
    row = each.row
    day = "" if row.day is None else row.day.isoformat()[:7] if row.month else row.day.isoformat()
    return (
        inert(provider), day, inert(row.invoice), inert(row.service), row.hours, row.planned, row.registered,
        None if row.amount is None else row.amount / 100, _clock(row.begins), _clock(row.ends), inert(row.staff),
        inert(row.client), inert(row.account), " | ".join(dict.fromkeys(looks)), inert(mask(document.name)),
        inert(each.source), row.page, inert(row.place), each.document,
    )  # fmt: skip


def _clock(minutes: int | None) -> str:
    if minutes is None:
        return ""
    of_day = minutes % MINUTES_OF_DAY
    return f"{of_day // 60:02}.{of_day % 60:02}"


def _place(each: Booked) -> tuple[str, int, int]:
    return each.document, each.row.page, each.row.start
