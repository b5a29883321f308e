"""Hits in the order of a column: what the table shows, sorted, over every hit, on however many pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from random import Random
from typing import Any, Final

import pytest

from models.access import Purpose, Viewer
from models.document import Field
from models.errors import InvalidQueryError
from models.settings import Settings
from models.store.store import Store
from models.swedish import sort_key
from search import arranging
from search.backends import open_index
from search.column_order import NAME, ColumnOrder
from search.export import export_hits
from search.index import Index, Sort
from search.request import SearchRequest
from search.result import SearchResult
from search.saved import SavedSearch
from search.service import search
from search.table import COLUMNS, cells, said, sortable
from search.words.titles import KINDS, OUTCOMES
from tests.search.archive import Paper, everyone, put

PURPOSE: Final = Purpose("prov")
NAMES: Final = ("Anna Ek", "Åke Öst", "Zeke Al", "Ärla By", "Bo 850312-2391")
VALUES: Final = {
    "fee_amount": ("900.00", "1500.00", "15000.00", "oläsligt"),
    "deadline": ("2024-03-01", "2024-W12", "--02-12", "2023"),
    "handled_by": NAMES,
    "person": NAMES,
    "case_number": ("BN 2024-9", "BN 2024-10", "A 1"),
    "outcome": tuple(OUTCOMES),
    "invoice_number": ("9", "10", "0100"),
}


def drawn(random: Random, at: int) -> Paper:
    some = [
        Field(name, value, value, *((1, 0, 4) if random.random() < 0.5 else (None, None, None)), "mentioned")
        for name, values in VALUES.items()
        for value in random.sample(values, random.choice((0, 0, 1, 1, 2)))
    ]
    return Paper(
        f"{random.choice(('å', 'b', 'z'))}{random.randrange(20):02}-{at:02}.txt",
        random.choice(("tillsyn", "promemorior")),
        ["ord " * (1 + at % 3), "mer"][: random.randrange(1, 3)],
        date(2024, 1, 1) + timedelta(days=random.randrange(5)) if random.random() < 0.8 else None,
        random.choice(("tip", "inspection_report", "other")),
        fields=some,
    )


Archive = tuple[Store, Index]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Made once: no test here changes what it holds."""
    settings, random = Settings(home=tmp_path_factory.mktemp("ordnat")), Random(6)
    store, index = Store.open(settings, create=True), open_index(settings)
    for at in range(30):
        put(store, index, drawn(random, at))
    yield store, index
    index.close()
    store.close()


def found(store: Store, index: Index, **asked: Any) -> SearchResult:
    request = SearchRequest(**{"pages": 0, "sort": Sort.DATE, "limit": 100, "facets": (), **asked})
    return search(everyone(), PURPOSE, request, store=store, index=index)


def paged(store: Store, index: Index, limit: int, **asked: Any) -> Iterator[str]:
    after = None
    while True:
        page = found(store, index, limit=limit, after=after, **asked)
        yield from (hit.document for hit in page.hits)
        if page.after is None:
            return
        after = page.after


def _size(column: str, shown: str) -> Any:
    """What a person would put a cell's text in order by; None for what is no amount."""
    if column == "fee_amount":
        try:
            return Decimal(shown)
        except InvalidOperation:
            return None
    if column == "pages":
        return int(shown)
    return sort_key({"kind": KINDS, "outcome": OUTCOMES}.get(column, {}).get(shown, shown))


def _shown(store: Store, told: SearchResult, column: str) -> dict[str, tuple[str, ...]]:
    """What stands in the column, by document in the order of the rows."""
    rows = cells(everyone(), store, [hit.document for hit in told.hits], (column,))
    return {hit.document: (hit.name,) if column == NAME else rows[hit.document].get(column, ()) for hit in told.hits}


@pytest.mark.parametrize("falling", [False, True])
def test_the_order_is_what_the_table_shows_sorted(archive: Archive, falling: bool) -> None:
    by_date, choose = [hit.document for hit in found(*archive).hits], max if falling else min
    for column in (NAME, "kind", "source", "owner", "pages", "parties", "fee_amount", "outcome"):
        told = found(*archive, by=ColumnOrder(column, falling))
        shown, rows = _shown(archive[0], told, column), [hit.document for hit in told.hits]
        sizes = {id: [size for each in shown[id] if (size := _size(column, each)) is not None] for id in by_date}
        known = {id: choose(some) for id, some in sizes.items() if some}
        assert rows[: len(known)] == sorted(known, key=known.__getitem__, reverse=falling)
        has = [bool(shown[id]) for id in rows]
        assert has == sorted(has, reverse=True)
        assert told.by == ColumnOrder(column, falling)


def test_pages_neither_lose_nor_double(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arranging, "_PORTION", 4)
    for at, column in enumerate(sortable("")[::4]):
        by = ColumnOrder(column, at % 2 == 0)
        whole = [hit.document for hit in found(*archive, query="ord", by=by).hits]
        assert len(whole) == len(set(whole)) == 30
        assert list(paged(*archive, 7 + at, query="ord", by=by)) == whole


def test_what_orders_is_what_the_row_says(archive: Archive) -> None:
    store, _ = archive
    ids = [hit.document for hit in found(*archive).hits]
    for viewer in (everyone(), Viewer("prov", frozenset({"polisen"})), Viewer("prov", frozenset())):
        rows = cells(viewer, store, ids, COLUMNS)
        for column in COLUMNS:
            told = said(viewer, store, ids, column)
            in_rows = {id: row[column] for id, row in rows.items() if row[column]}
            assert in_rows == {id: values for id, values in told.items() if values}
        assert said(viewer, store, ids, NAME).keys() == rows.keys()


def test_more_than_the_limit_stand_by_date_and_say_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    by, settings = ColumnOrder("person"), archive[0].settings
    by_date = [hit.document for hit in found(*archive).hits]
    begun = found(*archive, limit=7, by=by)
    monkeypatch.setattr(archive[0], "settings", replace(settings, limits=replace(settings.limits, sorted_hits=29)))
    told = found(*archive, by=by)
    assert told.by is None
    assert [hit.document for hit in told.hits] == list(paged(*archive, 7, by=by)) == by_date
    assert found(*archive, by=by, include={"kind": ("tip",)}).by == by
    with pytest.raises(InvalidQueryError):  # more have come since
        found(*archive, limit=7, by=by, after=begun.after)
    begun_by_date = found(*archive, limit=7, by=by)
    monkeypatch.undo()
    with pytest.raises(InvalidQueryError):  # fewer
        found(*archive, limit=7, by=by, after=begun_by_date.after)


def test_sensitive_words_give_no_order_of_persons(archive: Archive) -> None:
    assert {NAME, "person", "parties", "handled_by"}.isdisjoint(sortable("diabetes"))
    assert found(*archive, query="ord NOT diabetes", by=ColumnOrder("person")).by is None
    assert found(*archive, query="ord NOT diabetes", by=ColumnOrder("kind")).by is not None
    assert found(*archive, by=ColumnOrder("okänd")).by is None


def test_an_export_and_a_saved_search_have_the_order(archive: Archive) -> None:
    by = ColumnOrder("fee_amount", True)
    kept = SavedSearch("ord", by=by).kept()
    assert SavedSearch.of(kept) == SavedSearch("ord", by=by)
    assert SavedSearch.asked(SavedSearch.of(kept).asks()).by == by
    content = export_hits(everyone(), PURPOSE, kept, store=archive[0], index=archive[1]).decode("utf-8-sig")
    ids = [line.split(";")[8] for line in content.splitlines()[1:]]
    assert ids == [hit.document for hit in found(*archive, query="ord", by=by).hits]


def test_a_masked_number_stands_by_what_is_shown(store: Store, index: Index) -> None:
    for at, number in enumerate(("850312-9805", "850312-1111", "850312-2391")):
        fields = [Field("person", number, number)]
        put(store, index, Paper(f"{at}.txt", "tillsyn", ["ord"], date(2024, 1, 3 - at), fields=fields))
    for falling in (False, True):
        told = found(store, index, by=ColumnOrder("person", falling))
        assert [hit.name for hit in told.hits] == ["0.txt", "1.txt", "2.txt"]  # all 850312-XXXX: by date


def test_tiers_keep_apart_and_a_page_goes_on_where_its_last_hit_was_taken_away(store: Store, index: Index) -> None:
    right, misread = "serveringstillståndet", "serveringstillstandet"
    for text, fee in ((right, "1.00"), (misread, "9.00"), (right, "5.00"), (misread, "8.00")):
        put(store, index, Paper(f"{fee}.txt", "tillsyn", [text], fields=[Field("fee_amount", fee, fee)]))
    asked: dict[str, Any] = {"query": right, "tolerant": True, "by": ColumnOrder("fee_amount", True)}
    told = found(store, index, **asked)
    assert [(hit.name[0], hit.tier.value) for hit in told.hits] == [
        *(("5", "exact"), ("1", "exact"), ("9", "possible"), ("8", "possible"))
    ]
    assert [hit.document for hit in told.hits] == list(paged(store, index, 1, **asked))
    first = found(store, index, limit=2, **asked)
    index.delete(first.hits[1].owner, [first.hits[1].document])
    assert [hit.name[0] for hit in found(store, index, limit=2, after=first.after, **asked).hits] == ["9", "8"]
