"""Rows of payments and visits in the register: kept with a document's draft, told by what a viewer may read.

A row that touches anything covered for the viewer, or that stands on a page kept from them, is not there. Nor is who
it is of, where the mention that says so is not: then it is of a provider that nobody has named. A sheet's name may be a
client's, and is not told: a row has its page and its number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, delete, insert, select

from models.access import Viewer
from models.payment import Booked, PaymentRow, RowFilter, RowSort
from models.store.database import Database
from models.store.documents import searchable
from models.store.lookups import parts
from models.store.readable import open_page, readable
from models.store.schema import documents, mentions
from models.store.schema_payments import draft_payment_rows, payment_rows
from models.table_places import row_said

_SAID: Final = tuple(field.name for field in fields(PaymentRow))
_SORTS: Final = {sort.value: sort for sort in RowSort}
_COLUMNS: Final = (
    *(payment_rows.c[name] for name in _SAID),
    *(documents.c.id, documents.c.owner, documents.c.source, mentions.c.entity),
)
"""What :func:`_booked` takes by its place: a hundred thousand rows are asked for at once."""


class Payments:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, document: str, rows: Sequence[PaymentRow]) -> None:
        """Keep, beside the document's draft, its rows; :meth:`Registration.finish` puts them in place with it."""
        with self._database.write() as connection:
            connection.execute(delete(draft_payment_rows).where(draft_payment_rows.c.document == document))
            if rows:
                connection.execute(insert(draft_payment_rows), [_values(document, row) for row in rows])

    def rows(self, viewer: Viewer, filter: RowFilter, providers: Collection[str] | None = None) -> list[Booked]:
        """The rows that search's documents have, by document and place; of these providers (entities), or of all."""
        query = _told(viewer, filter, select(*_COLUMNS))
        with self._database.read() as connection:
            if providers is None:
                return [_booked(row) for row in connection.execute(_in_order(query)).all()]
            found = list[Booked]()
            for some in parts(sorted(providers)):
                named = query.where(mentions.c.entity.in_(some))
                found += [_booked(row) for row in connection.execute(_in_order(named)).all()]
        return found

    def providers(self, viewer: Viewer) -> set[str]:
        """The entities that rows are of."""
        query = _told(viewer, RowFilter(), select(mentions.c.entity).distinct()).where(mentions.c.entity.is_not(None))
        with self._database.read() as connection:
            return set(connection.execute(query).scalars())

    def of_accounts(self, viewer: Viewer, filter: RowFilter, accounts: Iterable[str]) -> list[Booked]:
        """The rows of anybody that were paid to one of these accounts."""
        query, found = _told(viewer, filter, select(*_COLUMNS)), list[Booked]()
        with self._database.read() as connection:
            for some in parts(sorted({*accounts} - {""})):
                paid = query.where(payment_rows.c.account.in_(some))
                found += [_booked(row) for row in connection.execute(_in_order(paid)).all()]
        return found


def _told(viewer: Viewer, filter: RowFilter, query: Select[Any]) -> Select[Any]:
    """The query for rows with the mention of their provider, of what the viewer may read, by the filter."""
    here = and_(
        mentions.c.document == payment_rows.c.document,
        mentions.c.page == payment_rows.c.provider_page,
        mentions.c.start == payment_rows.c.provider_start,
        mentions.c.entity != "",
        open_page(viewer, mentions),
    )
    joined = payment_rows.join(documents, documents.c.id == payment_rows.c.document).outerjoin(mentions, here)
    told = query.select_from(joined).where(readable(viewer), open_page(viewer, payment_rows), searchable())
    return told.where(*_chosen(filter))


def _chosen(filter: RowFilter) -> list[ColumnElement[bool]]:
    """The filter as conditions. A row without a day is of no period."""
    found = list[ColumnElement[bool]]()
    if filter.since is not None:
        found.append(payment_rows.c.day >= filter.since)
    if filter.until is not None:
        found.append(payment_rows.c.day <= filter.until)
    if filter.sources:
        found.append(documents.c.source.in_(filter.sources))
    if filter.sorts:
        found.append(payment_rows.c.sort.in_([sort.value for sort in filter.sorts]))
    return found


def _in_order(query: Select[Any]) -> Select[Any]:
    return query.order_by(payment_rows.c.document, payment_rows.c.page, payment_rows.c.start)


def _values(document: str, row: PaymentRow) -> dict[str, Any]:
    return {"document": document, **asdict(row), "sort": row.sort.value}


def _booked(row: Row[Any]) -> Booked:
    page, start, end, place, sort, *said, document, owner, source, provider = tuple(row)
    told = PaymentRow(page, start, end, row_said(place), _SORTS[sort], *said)
    return Booked(told, document, owner, source, provider or "")
