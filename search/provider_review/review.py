"""Provider review by what a viewer may read: the list of providers, and one of them. The ledger first, then the answer.

Sums are of the rows that the viewer may read; of those kept from them nothing is told, as everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from models import sought, swedish
from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document
from models.masking import mask
from models.mention import Entity
from models.payment import Booked, RowFilter, RowSort
from models.store.store import Store
from search.provider_review.accounts import same_accounts
from search.provider_review.bookings import Bookings, bookings
from search.provider_review.double import double_bookings, in_time
from search.provider_review.finding import LOOKED_AT, Comparison, Finding
from search.provider_review.hours import hours_beside
from search.provider_review.months import Sums, by_month, sums_of
from search.provider_review.overlaps import overlaps
from search.provider_review.shown import shown_entity, shown_finding, shown_row
from search.ties import know, record

MOST_COMPARED: Final = 20_000
"""Rows that the list compares: of more it has the sums, and each provider's page, or a shorter period, the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A provider in the list. ``amount`` (öre) and ``hours`` are of payments, ``told`` (öre) as reviews tell months;
    None where there is none. ``looks`` is how many things there are to look at, None where nothing was compared."""

    entity: Entity
    rows: int
    documents: int
    amount: int | None
    told: int | None
    hours: float | None
    first: date | None
    last: date | None
    looks: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """``unnamed`` are documents with rows of nobody that the viewer may know, and how many; ``sources`` all there are
    rows from; ``compared``, whether the rows were few enough to be held against each other."""

    lines: tuple[Line, ...]
    unnamed: tuple[tuple[Document, int], ...]
    sources: tuple[str, ...]
    compared: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A provider: ``rows`` in order of time, each booking once; ``findings`` by comparison. ``entities`` and
    ``documents`` are those that they name; ``papers`` the other papers that name the provider, by source."""

    entity: Entity
    months: tuple[Sums, ...]
    rows: tuple[Booked, ...]
    findings: tuple[Finding, ...]
    entities: Mapping[str, Entity]
    documents: Mapping[str, Document]
    papers: tuple[tuple[str, tuple[Document, ...]], ...]

    def of(self, comparison: Comparison) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.comparison is comparison)


def providers(viewer: Viewer, purpose: Purpose, store: Store, filter: RowFilter, name: str = "") -> Overview:
    """Those that have rows by the filter, in order of name; called so, where somebody looks for one."""
    every = store.payments.rows(viewer, filter)
    found = _lines(viewer, store, every)
    wanted = name.casefold().strip()
    lines = tuple(each for each in found if wanted in each.entity.name.casefold())
    _record_list(viewer, purpose, store, name, len(lines))
    unnamed = Counter(each.document for each in every if not each.provider)
    known = _documents(viewer, store, unnamed)
    return Overview(
        lines,
        tuple((known[id], count) for id, count in unnamed.most_common() if id in known),
        tuple(sorted({each.source for each in every} | {*filter.sources}, key=swedish.sort_key)),
        _is_few(every),
    )


def provider(viewer: Viewer, purpose: Purpose, store: Store, id: str, filter: RowFilter) -> Review:
    """One provider. Raises :class:`AccessDeniedError` for one that the viewer may not know."""
    entity = know(viewer, purpose, store, id)
    own = bookings(store.payments.rows(viewer, filter, [id]))
    findings = findings_of(viewer, store, filter, id, own)
    record(viewer, purpose, store, Action.READ_ENTITY, id, rows=len(own.rows))
    named = store.entities.documents(viewer, id)
    ids = {each.document for each in own.rows} | {row.document for each in findings for row in each.rows}
    known = _documents(viewer, store, [*ids, *(document for document, _ in named)])
    others = {row.provider for each in findings for row in each.rows} | {id}
    names = store.entities.names(viewer, {other for other in others if other})
    return Review(
        shown_entity(entity),
        by_month(own.rows),
        tuple(shown_row(each) for each in sorted(own.rows, key=in_time)),
        tuple(shown_finding(each) for each in findings),
        {each.id: shown_entity(each) for each in names.values()},
        known,
        _by_source(known[document] for document, _ in named if document in known and document not in ids),
    )


def findings_of(viewer: Viewer, store: Store, filter: RowFilter, id: str, own: Bookings) -> list[Finding]:
    """What comparing a provider's ``own`` rows with each other and with those of others finds of it."""
    every = compared(own, _beside(viewer, store, filter, id, own))
    return [each for each in every if any(row.provider == id for row in each.rows)]


def compared(found: Bookings, beside: Iterable[Booked] = ()) -> list[Finding]:
    """All that comparing these rows finds, by comparison; ``beside`` are rows of others, for what is shared."""
    every = [*found.rows, *beside]
    told = [*double_bookings(found), *overlaps(every), *hours_beside(found.rows), *same_accounts(every)]
    order = list(Comparison)
    return sorted(told, key=lambda each: (order.index(each.comparison), in_time(each.rows[0])))


def _beside(viewer: Viewer, store: Store, filter: RowFilter, id: str, own: Bookings) -> list[Booked]:
    """Rows of others that may share staff, clients or an account with this provider's."""
    found = list[Booked]()
    if any(each.row.sort is RowSort.VISIT for each in own.rows):
        visits = RowFilter(filter.since, filter.until, filter.sources, (RowSort.VISIT,))
        found += [each for each in bookings(store.payments.rows(viewer, visits)).rows if each.provider != id]
    paid = bookings(store.payments.of_accounts(viewer, filter, {each.row.account for each in own.rows})).rows
    return found + [each for each in paid if each.provider != id and each.row.sort is not RowSort.VISIT]


def _is_few(rows: Sequence[Booked]) -> bool:
    return len(rows) <= MOST_COMPARED


def _looks(every: Sequence[Booked], found: Bookings) -> Counter[str]:
    """How many things there are to look at, by provider; a visit of nobody known may be at once with one of theirs."""
    beside = bookings(each for each in every if not each.provider and each.row.sort is RowSort.VISIT).rows
    looks = Counter[str]()
    for finding in compared(found, beside):
        if finding.comparison in LOOKED_AT:
            looks.update({each.provider for each in finding.rows})
    return looks


def _lines(viewer: Viewer, store: Store, every: Sequence[Booked]) -> list[Line]:
    rows = [each for each in every if each.provider]
    found = bookings(rows)
    looks = _looks(every, found) if _is_few(every) else None
    by_provider = defaultdict[str, list[Booked]](list)
    for each in found.rows:
        by_provider[each.provider].append(each)
    papers = defaultdict[str, set[str]](set)
    for each in rows:
        papers[each.provider].add(each.document)
    names = store.entities.names(viewer, by_provider)
    lines = [_line(shown_entity(names[id]), some, len(papers[id]), None if looks is None else looks[id])
             for id, some in by_provider.items() if id in names]  # fmt: skip
    return sorted(lines, key=lambda each: (swedish.sort_key(each.entity.name), each.entity.id))


def _line(entity: Entity, rows: Sequence[Booked], documents: int, looks: int | None) -> Line:
    sums, days = sums_of(None, rows), [each.row.day for each in rows if each.row.day is not None]
    first, last = min(days, default=None), max(days, default=None)
    return Line(entity, len(rows), documents, sums.amount, sums.told, sums.hours, first, last, looks)


def _record_list(viewer: Viewer, purpose: Purpose, store: Store, name: str, count: int) -> None:
    details: dict[str, str | int] = {"list": "providers", "listed": count}
    about = sought.sought(name) if name else ()
    owners = tuple(sorted(viewer.owners))
    who = (Action.SEARCH, viewer.actor, purpose.text, purpose.case)
    store.ledger.write(Event(*who, owners=owners, details=details, words=name, about=about))


def _documents(viewer: Viewer, store: Store, ids: Iterable[str]) -> dict[str, Document]:
    """The documents, their names masked."""
    known = store.documents.many(viewer, ids)
    return {id: _masked(document) for id, document in known.items()}


def _masked(document: Document) -> Document:
    return replace(document, name=mask(document.name), title=mask(document.title))


def _by_source(documents: Iterable[Document]) -> tuple[tuple[str, tuple[Document, ...]], ...]:
    found = defaultdict[str, list[Document]](list)
    for each in sorted(documents, key=lambda one: (one.date or date.min, one.id), reverse=True):
        found[each.source].append(each)
    return tuple((source, tuple(found[source])) for source in sorted(found, key=swedish.sort_key))
