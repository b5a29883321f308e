"""Planted rows, XLSX and CSV, through the real reader: exactly what is planted is found, by what one may read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner

from ingest.pipeline import make_pipeline, run_document
from ingest.provider_book import provider_file
from ingest.task import Task
from models.access import Purpose, Viewer
from models.audit import Action
from models.document import DocumentState
from models.errors import AccessDeniedError
from models.marking import MarkingScope
from models.payment import RowFilter, RowSort
from models.settings import Settings
from models.source import Source
from models.store.service import service
from models.store.store import Store
from nlp.judged_document import claimed, name_again
from search.provider_review import review
from search.provider_review.finding import Comparison
from search.provider_review.review import Review
from search.providers_command import providers
from search.words.comparisons import TITLES
from tests.conftest import viewer_of
from tests.payment_papers import LUGN, NORD, SHARED, VAST, papers

OWNER, WHY = "Nämnden", Purpose("prov", "P-1")
ALL = RowFilter()


@dataclass(frozen=True, slots=True)
class Desk:
    store: Store
    ids: dict[str, str]  # of documents, the newest of a name
    entities: dict[str, str]

    def of(self, name: str, viewer: Viewer | None = None, filter: RowFilter = ALL) -> Review:
        return review.provider(viewer or viewer_of(OWNER), WHY, self.store, self.entities[name], filter)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store = Store.open(Settings(home=tmp_path_factory.mktemp("utförare")), create=True)
    source, pipeline, ids = Source("utbetalningar", OWNER), make_pipeline(store.settings.home), dict[str, str]()
    store.sources.add(source)
    for paper in papers():
        sha256 = store.vault.put(paper.content)
        path = f"/in/{paper.name}"
        ids[paper.name] = store.arrivals.arrive(source, sha256, len(paper.content), path=path, name=paper.name).document
        store.registration.claim(ids[paper.name], "prov")
        assert run_document(pipeline, Task(ids[paper.name]), "prov").state is DocumentState.READ
    found = review.providers(viewer_of(OWNER), WHY, store, ALL)
    yield Desk(store, ids, {line.entity.name: line.entity.id for line in found.lines})
    store.close()


def test_each_provider_has_its_rows_and_sums(desk: Desk) -> None:
    found = review.providers(viewer_of(OWNER), WHY, desk.store, ALL)
    told = {line.entity.name: (line.amount, line.hours, line.first, line.last) for line in found.lines}
    assert told == {
        LUGN: (410_000, 8.0, date(2024, 6, 18), date(2024, 6, 18)),
        NORD: (5_520_000, 111.0, date(2024, 6, 3), date(2024, 7, 5)),
        VAST: (585_000, 13.0, date(2024, 6, 17), date(2024, 7, 9)),
    }
    assert found.unnamed == ()
    assert {line.entity.name: line.looks for line in found.lines} == {LUGN: 0, NORD: 9, VAST: 2}


def test_exactly_what_is_planted_is_found(desk: Desk) -> None:
    found = desk.of(NORD)
    told = [
        (each.comparison, sorted({row.row.invoice for row in each.rows} - {""}), each.amount) for each in found.findings
    ]
    assert told == [
        (Comparison.INVOICE_TWICE, ["7001"], 900_000),
        (Comparison.INVOICE_TWICE, ["7002"], 735_000),
        (Comparison.BOOKED_TWICE, ["7003", "7004"], 360_000),
        (Comparison.STAFF_AT_ONCE, [], None),
        (Comparison.STAFF_AT_ONCE, [], None),
        (Comparison.CLIENT_AT_ONCE, [], None),
        (Comparison.HOURS_REGISTERED, [], None),
        (Comparison.MONTH_REGISTERED, ["7001", "7010"], None),
        (Comparison.SAME_ACCOUNT, sorted({"7001", "7002", "7003", "7004", "7005", "7006", "7010", "310", "311"}), None),
    ]  # fmt: skip
    one, both = found.of(Comparison.STAFF_AT_ONCE)
    assert (one.hours, both.hours) == (0.25, 0.1667)
    assert {row.provider for row in both.rows} == {desk.entities[NORD], desk.entities[VAST]}
    (control,) = found.of(Comparison.HOURS_REGISTERED)
    assert (control.of, control.against) == (3.0, 1.33)
    (month,) = found.of(Comparison.MONTH_REGISTERED)
    assert (month.of, month.against) == (50.0, 3.5)
    assert [each.comparison for each in desk.of(LUGN).findings] == []
    west = [each.comparison for each in desk.of(VAST).findings]
    assert west == [Comparison.SEVERAL_PAPERS, Comparison.STAFF_AT_ONCE, Comparison.SAME_ACCOUNT]


def test_a_row_says_where_it_stands_and_a_client_is_told_by_initials(desk: Desk) -> None:
    rows = desk.of(NORD).rows
    (first,) = [each for each in rows if each.row.day == date(2024, 6, 3)]
    assert first.document in {desk.ids["utbetalningar-juni.xlsx"], desk.ids["kopia av juni.csv"]}  # one of the two
    assert first.row.place == "rad 4"  # in the sheet "Rader": one may be called by a client
    page = desk.store.documents.page(viewer_of(OWNER), first.document, first.row.page)
    assert page.text[first.row.start : first.row.end].startswith("2024-06-03\tNordljus")
    assert {each.row.client for each in rows if each.row.sort is RowSort.VISIT} == {"A.T.", "E.P.", "Nr 12"}
    assert {each.row.account for each in rows if each.row.account} == {f"BG:{SHARED.replace('-', '')}"}


def test_a_period_and_a_source_narrow_everything(desk: Desk) -> None:
    july = desk.of(NORD, filter=RowFilter(date(2024, 7, 1), date(2024, 7, 31)))
    assert [(each.month, each.amount) for each in july.months] == [(date(2024, 7, 1), 2_250_000)]
    assert july.of(Comparison.INVOICE_TWICE) == ()
    assert desk.of(NORD, filter=RowFilter(sources=("annan",))).rows == ()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_file_has_the_same_rows_and_no_formula(desk: Desk, format: str) -> None:
    asked = {"provider": desk.entities[NORD], "since": "", "until": "", "sources": "[]", "format": format}
    content = provider_file(viewer_of(OWNER), WHY, desk.store, asked)
    if format == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        amounts = [row[7] for row in rows]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        cells = list(sheet.iter_rows())
        assert {cell.data_type for row in cells for cell in row} <= {"s", "n", "inlineStr"}
        amounts = [f"{row[7].value:.2f}".replace(".", ",") for row in cells[1:] if row[7].value is not None]
    written = [each.event for each in desk.store.ledger.last(3)]
    assert Action.EXPORT in {event.action for event in written}
    assert len(rows if format == "csv" else cells) == len(desk.of(NORD).rows) + 1
    assert "-1800,00" in amounts


def test_the_file_of_one_says_what_its_page_says(desk: Desk) -> None:
    asked = {"provider": desk.entities[VAST], "since": "", "until": "", "sources": "[]", "format": "csv"}
    content = provider_file(viewer_of(OWNER), WHY, desk.store, asked).decode("utf-8-sig")
    told = {title for row in csv.reader(io.StringIO(content), delimiter=";") for title in row[13].split(" | ")}
    assert {TITLES[each.comparison] for each in desk.of(VAST).findings} <= told


def test_of_too_many_rows_the_list_has_the_sums(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = review.providers(viewer_of(OWNER), WHY, desk.store, ALL)
    monkeypatch.setattr(review, "MOST_COMPARED", 5)
    found = review.providers(viewer_of(OWNER), WHY, desk.store, ALL)
    assert (whole.compared, found.compared) == (True, False)
    assert [replace(each, looks=None) for each in whole.lines] == list(found.lines)


def test_what_the_command_line_tells(desk: Desk) -> None:
    def asked(*words: str) -> str:
        home = {"SAMSYN_HOME": str(desk.store.settings.home)}
        answer = CliRunner().invoke(providers, [*words, "--purpose", "prov"], env=home)
        assert answer.exit_code == 0, answer.output
        return answer.output

    every = json.loads(asked("--json"))
    assert {each["name"]: each["looks"] for each in every["providers"]} == {LUGN: 0, NORD: 9, VAST: 2}
    one = json.loads(asked(desk.entities[NORD], "--json"))
    assert [each["amount"] for each in one["months"]] == [32_700.0, 22_500.0]
    assert {each["client"] for each in one["rows"]} >= {"A.T.", "E.P."}
    assert "Samma faktura bokförd mer än en gång" in asked(desk.entities[NORD])
    assert "9 att titta på" in asked("--name", "nord")


def test_a_document_that_is_named_again_keeps_its_rows(desk: Desk) -> None:
    whole, before = service(desk.store, "prov"), desk.of(NORD).rows
    document = desk.store.documents.get(whole, desk.ids["uttag.csv"])
    with claimed(desk.store, document) as worker:
        name_again(whole, desk.store, document, worker, "prov")
    assert desk.of(NORD).rows == before


def test_rows_of_a_page_that_is_kept_are_not_there(desk: Desk) -> None:
    store, mine = desk.store, viewer_of(OWNER)
    store.markings.set(mine, MarkingScope.PAGE, desk.ids["uttag.csv"], page=1, ground="OSL 26:1", group="få")
    found = desk.of(NORD)
    assert sum(each.amount or 0 for each in found.months) == 5_520_000 - 2_250_000
    assert found.of(Comparison.MONTH_REGISTERED) == ()
    stranger = viewer_of("En annan nämnd")
    assert review.providers(stranger, WHY, store, ALL).lines == ()
    with pytest.raises(AccessDeniedError):
        desk.of(NORD, stranger)
