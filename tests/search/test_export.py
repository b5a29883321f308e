"""An export holds what its viewer may read and nothing else; a saved search comes back as it was kept."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from models.access import Purpose, Viewer
from models.audit import Action
from models.document import Field
from models.store.store import Store
from search.export import export_hits
from search.index import Index, Sort
from search.saved import SavedSearch
from search.words.titles import KINDS, OUTCOMES
from tests.search.archive import HEALTH, MEMO, PAPERS, POLICE, REPORT, SOURCES, everyone, put

SEARCH = SavedSearch(
    "ord",
    {"kind": ("tip", "other")},
    {"year": ("2023",)},
    date(2020, 1, 2),
    date(2024, 3, 4),
    Sort.DATE,
    tolerant=True,
)


@pytest.mark.parametrize("owners", [{HEALTH}, {HEALTH, POLICE}, set()])
def test_an_export_holds_what_its_viewer_may_read(
    owners: set[str], store: Store, index: Index, ids: dict[str, str], purpose: Purpose
) -> None:
    viewer = Viewer("prov", frozenset(owners))
    content = export_hits(viewer, purpose, SavedSearch().kept(), store=store, index=index)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert {row[8] for row in rows[1:]} == {ids[paper.name] for paper in PAPERS if SOURCES[paper.source] in owners}
    event = store.ledger.last(1)[0].event
    assert (event.action, set(event.owners)) == (Action.EXPORT, owners)


def test_what_documents_say_of_themselves_stands_in_columns(store: Store, index: Index, purpose: Purpose) -> None:
    told = [
        Field("outcome", "refused", "avslår"),
        Field("handled_by", "Bo Ek", "Bo Ek"), Field("handled_by", "Åsa Öst", "Åsa Öst"),
        Field("reason", "=1+1", "=1+1"), Field("subject", "850312-2391", "850312-2391"),
    ]  # fmt: skip
    for paper in (replace(REPORT, fields=told), MEMO):
        put(store, index, paper)
    content = export_hits(everyone(), purpose, SavedSearch().kept(), store=store, index=index)
    first, second = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    columns = ["ämne", "handläggare", "utfall", "skäl"]
    assert list(first)[9:] == columns
    assert [first[name] for name in columns] == ["850312-XXXX", "Bo Ek | Åsa Öst", OUTCOMES["refused"], "'=1+1"]
    assert [second[name] for name in columns] == ["", "", "", ""]


def test_amounts_are_numbers_to_swedish_excel_and_nothing_is_said_in_codes(
    store: Store, index: Index, purpose: Purpose
) -> None:
    told = [
        Field("fee_amount", "9000.00", "9 000 kr"), Field("repayment_amount", "-40.50", "-40,50"),
        Field("sum", "1.00", "1 kr"), Field("sum", "2.50", "2,50"), Field("total_amount", "-1+1", "-1+1"),
        Field("case_number", "9000.00", "9000.00"),
    ]  # fmt: skip
    put(store, index, replace(REPORT, fields=told))
    content = export_hits(everyone(), purpose, SavedSearch().kept(), store=store, index=index)
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    columns = ("avgift", "återkrav", "belopp", "totalt belopp", "ärende", "typ", "läsning")
    assert [row[name] for name in columns] == [
        *("9000,00", "-40,50", "1,00 | 2,50", "'-1+1", "9000.00", KINDS[REPORT.kind], "")
    ]


def test_a_possible_reading_is_said_as_one(store: Store, index: Index, purpose: Purpose) -> None:
    put(store, index, replace(REPORT, pages=["serveringstillstandet"]))
    state = SavedSearch("serveringstillståndet", tolerant=True).kept()
    content = export_hits(everyone(), purpose, state, store=store, index=index)
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert row["läsning"] == "möjlig läsning"


@pytest.mark.parametrize("search", [SavedSearch(), SEARCH])
def test_a_saved_search_comes_back_as_it_was_kept(search: SavedSearch) -> None:
    assert SavedSearch.of({**search.kept(), "wide": []}) == search


def test_without_words_the_newest_come_first() -> None:
    assert SavedSearch("ord").asks().sort is Sort.RELEVANCE
    assert SavedSearch().asks().sort is Sort.DATE
