"""The part of the register's contract that is about rows of payments and visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.marking import MarkingScope
from models.mention import Label, Mention
from models.payment import PaymentRow, RowFilter, RowSort
from models.source import Source
from models.store.schema import draft_payment_rows
from models.store.store import Store
from models.withdrawal import Scope
from tests.conftest import viewer_of

WHO = "Nordljus Omsorg AB"
LINES = (f"{WHO} 7001 100,00", f"{WHO} 7002 200,00")
TEXT = "\n".join(LINES)
STARTS = (0, len(LINES[0]) + 1)
ALL, VIEWER = RowFilter(), viewer_of("Nämnden")
KIND = DocumentKind("payment_audit", 0.9, "prov")


def _row(page: int, at: int) -> PaymentRow:
    start = STARTS[at]
    return PaymentRow(
        page, start, start + len(LINES[at]), f"rad {at + 1}", RowSort.PAYMENT, page, start, date(2024, 6, page),
        amount=10_000 * (at + 1), hours=1.5, invoice=f"700{at + 1}", service="tillsyn", account=f"BG:{at}",
    )  # fmt: skip


ROWS = [_row(page, at) for page in (1, 2) for at in (0, 1)]


def paid(store: Store, content: bytes, rows: Sequence[PaymentRow] = ROWS) -> str:
    """A sheet of two pages with two rows on each, at one path whatever its bytes are."""
    sha256 = store.vault.put(content)
    known = store.sources.get("tillsyn")
    id = store.arrivals.arrive(known, sha256, len(content), path="/in/rader.csv", name="rader.csv").document
    store.registration.claim(id, "prov")
    pages = tuple(Page(number, PageMethod.TEXT, "file_text", TEXT, 1.0) for number in (1, 2))
    store.registration.keep_reading(id, Reading("text/csv", DocumentState.READ, "", pages))
    _say(store, id, rows)
    return id


def _say(store: Store, id: str, rows: Sequence[PaymentRow]) -> None:
    found = [
        Mention(Label.ORG, page, start, start + len(WHO), WHO, WHO, 0.9, "rule:org")
        for page in (1, 2)
        for start in STARTS
    ]
    store.registration.keep_knowledge(id, found, KIND, [], None)
    store.payments.keep(id, rows)
    store.registration.finish(id, "prov", DocumentState.READ)


def _told(store: Store, filter: RowFilter = ALL) -> list[PaymentRow]:
    return [each.row for each in store.payments.rows(VIEWER, filter)]


class PaymentsContract:
    """Each test gets an empty ``store``."""

    @pytest.fixture(autouse=True)
    def _sources_to_pay(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))

    def test_rows_come_back_as_they_went_in(self, store: Store) -> None:
        id = paid(store, b"ett")
        found = store.payments.rows(VIEWER, ALL)
        assert [each.row for each in found] == ROWS
        assert {(each.document, each.owner, each.source) for each in found} == {(id, "Nämnden", "tillsyn")}
        (provider,) = store.payments.providers(VIEWER)
        assert {each.provider for each in found} == {provider}
        assert store.payments.rows(VIEWER, ALL, [provider]) == found
        assert store.payments.rows(VIEWER, ALL, []) == []
        assert [each.row for each in store.payments.of_accounts(VIEWER, ALL, ["BG:1", ""])] == [ROWS[1], ROWS[3]]

    def test_a_filter_narrows_them(self, store: Store) -> None:
        paid(store, b"ett")
        assert _told(store, RowFilter(since=date(2024, 6, 2))) == ROWS[2:]
        assert _told(store, RowFilter(until=date(2024, 6, 1))) == ROWS[:2]
        assert _told(store, RowFilter(sorts=(RowSort.VISIT,))) == _told(store, RowFilter(sources=("pm",))) == []

    def test_rows_go_with_their_document_and_come_back(self, store: Store) -> None:
        id = paid(store, b"ett")
        taken, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, id, "fel")
        assert _told(store) == []
        assert store.payments.of_accounts(VIEWER, ALL, ["BG:1"]) == []
        assert store.payments.providers(VIEWER) == set()
        store.withdrawals.undo(VIEWER, taken.id)
        assert _told(store) == ROWS
        paid(store, b"en nyare version", ROWS[:1])
        assert _told(store) == ROWS[:1]

    def test_rows_that_are_named_anew_take_the_place_of_the_former(self, store: Store) -> None:
        id = paid(store, b"ett")
        store.registration.claim(id, "prov")
        store.registration.keep_pages_again(id)
        _say(store, id, ROWS[2:3])
        assert _told(store) == ROWS[2:3]
        with store.database.read() as connection:
            assert connection.execute(select(draft_payment_rows.c.document)).all() == []

    def test_rows_of_a_marked_page_and_of_another_owner_are_not_there(self, store: Store) -> None:
        id = paid(store, b"ett")
        store.markings.set(VIEWER, MarkingScope.PAGE, id, page=1, ground="OSL 26:1", group="få")
        assert _told(store) == ROWS[2:]
        assert [each.row for each in store.payments.of_accounts(VIEWER, ALL, ["BG:1"])] == [ROWS[3]]
        assert store.payments.rows(viewer_of("Polisen"), ALL) == []

    def test_a_row_in_a_sheet_is_told_without_the_sheets_name(self, store: Store) -> None:
        places = ("Anna Berg!7", "Anna Berg!8 (dold)", "tabell 2, rad 3", "rad 4")
        paid(store, b"ett", [replace(row, place=place) for row, place in zip(ROWS, places, strict=True)])
        told = ["rad 7", "rad 8 (dold)", "tabell 2, rad 3", "rad 4"]
        assert [row.place for row in _told(store)] == told
        found = store.payments.of_accounts(VIEWER, ALL, ["BG:0", "BG:1"])
        assert [each.row.place for each in found] == told
