"""The hits as a table and along a time line, the date chart, the preview, and how a query is understood while typed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import insert
from werkzeug.datastructures import MultiDict

from models.audit import Action
from models.store.schema import fields
from search.result import Facet, FacetValue
from search.table import COLUMNS, cells, columns_of
from tests.web.browsing import Browsing, hits, total, words
from tests.web.conftest import Site
from web.date_chart import date_chart
from web.pressing import changed
from web.states import HITS, SHOWN, SearchState, View

BARS = re.compile(r'name="span" value="([\d.-]+)" data-label="[^"]*" title="([^"]*)"')


def _rows(page: str) -> list[list[str]]:
    """The table's cells by row, without their tags."""
    rows = re.findall(r"<tr data-row>(.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


def test_a_table_has_the_columns_that_were_chosen(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    page = alva.search("Kebnekrogen", view="table", sort="oldest")
    assert hits(page) == ["skannad-anmälan.tif", "inspektion-kebnekrogen.pdf", "pm-fordon.pdf"]
    assert [row[:3] for row in _rows(page.text)] == [
        ["2023-11-20", "Tips", "inspektioner"],
        ["2024-03-05", "Inspektionsrapport", "inspektioner"],
        ["2024-05-19", "Polis-PM", "promemorior"],
    ]
    page = alva.press(page, columns="1", column=["owner", "pages"])
    assert [row[:2] for row in _rows(page.text)] == [["Miljönämnden", "1"], ["Miljönämnden", "3"], ["Polisen", "1"]]
    assert 'aria-sort="ascending"' not in page.text
    assert _rows(alva.press(page, toggle="source:promemorior").text)[0][:2] == ["Polisen", "1"]


def test_chosen_columns_are_their_users_in_every_search_from_then_on(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    alva.press(alva.search("Kebnekrogen", view="table"), columns="1", column="pages")
    alva.post("/logga-ut")
    again = own_site.sign_in("alva").search("luktar", view="table")
    assert [len(row) for row in _rows(again.text)] == [2]  # and the column of previews
    assert _rows(again.text)[0][0] == "1"
    others = own_site.sign_in("ines").search("luktar", view="table")
    assert _rows(others.text)[0][:2] == ["2023-11-20", "Tips"]


def test_columns_stand_in_the_order_of_their_user_from_then_on(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    page = alva.press(alva.search("Kebnekrogen", view="table"), columns="1", column=["date", "owner", "pages"])
    page = alva.press(page, move="left:pages", column=["date", "owner", "pages"])
    page = alva.press(page, move="left:pages", column=["date", "owner", "pages"])
    assert _rows(page.text)[0][:3] == ["3", "2024-03-05", "Miljönämnden"]
    assert "Flytta Sidor åt vänster, plats 1 av 3" in unescape(page.text)
    again = alva.search("luktar", view="table")
    assert _rows(again.text)[0][:2] == ["1", "2023-11-20"]


@pytest.mark.parametrize(
    ("move", "after"),
    [
        ("left:kind", ("kind", "person", "date")),  # past what is hidden, which keeps its place
        ("right:date", ("kind", "person", "date")),
        ("right:kind", ("date", "person", "kind")),
        ("left:person", ("date", "person", "kind")),  # not offered: not moved
        ("left:", ("date", "person", "kind")),
    ],
)
def test_a_column_is_moved_among_those_that_are_offered(move: str, after: tuple[str, ...]) -> None:
    state = SearchState(query="diabetes", columns=("date", "person", "kind"))
    assert changed(state, MultiDict([("move", move), ("column", "date"), ("column", "kind")])).columns == after


def test_columns_that_sensitive_words_hide_stay_chosen() -> None:
    state = SearchState(query="diabetes", columns=("date", "person"))
    ticked = changed(state, MultiDict({"columns": "1", "column": "kind", "q": "krog"}))
    assert ticked.columns == ("person", "kind")


def test_what_a_field_says_stands_masked_in_its_column(own_site: Site) -> None:
    id, store = own_site.ids["anteckning.txt"], own_site.store
    row = {"document": id, "position": 9, "name": "applicant", "value": "Bo Ek, 850412-2391", "text": "Bo Ek"}
    with store.database.write() as connection:
        connection.execute(insert(fields).values(**row, page=1, start=0, end=5, role="applicant"))
    asked = [id, own_site.ids["pm-fordon.pdf"]]
    known = cells(store.users.viewer("ines"), store, asked, ("pages", "parties"))
    assert known == {id: {"pages": ("1",), "parties": ("Bo Ek, 850412-XXXX",)}}
    assert id not in cells(store.users.viewer("pal"), store, asked, COLUMNS)


def test_sensitive_words_give_no_column_that_would_list_persons() -> None:
    assert set(columns_of("diabetes", COLUMNS)) <= set(COLUMNS) - {"parties", "person", "applicant", "address", "title"}
    assert columns_of("krog", ("person", "date", "person", "none")) == ("person", "date")


def test_a_time_line_goes_by_month_with_the_undated_apart(alva: Browsing) -> None:
    page = alva.search("", view="timeline")
    assert [unescape(each) for each in re.findall(r"<h2><span>([^<]*)</span>", page.text)] == [
        "maj 2024",
        "mars 2024",
        "november 2023",
        "Utan datum",
    ]
    assert hits(page)[-1] == "anteckning.txt"
    assert hits(alva.press(page, sort="oldest"))[0] == "skannad-anmälan.tif"


@pytest.mark.parametrize("view", list(View))
def test_every_view_tells_the_total_and_turns_its_pages(
    alva: Browsing, monkeypatch: pytest.MonkeyPatch, view: View
) -> None:
    monkeypatch.setitem(HITS, view, 2)
    first = alva.search("", view=view.value)
    after = re.search(r'name="after" value="([^"]+)"', first.text)
    assert after is not None
    second = alva.press(first, go="next", after=after[1])
    assert total(first) == total(second) == 4
    assert len(hits(first) + hits(second)) == len(set(hits(first) + hits(second))) == 4


def test_a_change_of_view_begins_at_the_first_page_and_clear_keeps_it() -> None:
    turned = SearchState(query="krog", trail=("a",), columns=("date",))
    table = changed(turned, MultiDict({"view": "table"}))
    assert (table.view, table.trail) == (View.TABLE, ())
    cleared = changed(table, MultiDict({"clear": "1"}))
    assert (cleared.view, cleared.columns, cleared.query) == (View.TABLE, ("date",), "krog")
    assert changed(turned, MultiDict({"view": "karta", "columns": "1", "column": "okänd"})).columns == ()
    assert set(SHOWN) <= set(COLUMNS)


def test_what_no_button_sends_is_not_kept() -> None:
    state = SearchState(query="krog")
    for name in ("toggle", "exclude"):
        assert changed(state, MultiDict({name: f"PERSON:{'a' * 2_001}"})) == state
    assert changed(state, MultiDict({"go": "next", "after": "a" * 2_001})) == state


def test_a_bar_narrows_to_its_span(alva: Browsing) -> None:
    page = alva.search("")
    assert BARS.findall(page.text) == [
        ("2023-11-01..2023-11-30", "november 2023: 1"),
        ("2024-03-01..2024-03-31", "mars 2024: 1"),
        ("2024-05-01..2024-05-31", "maj 2024: 1"),
    ]
    assert "1 handling utan datum" in words(page)
    narrowed = alva.press(page, since="", until="", span="2023-11-01..2024-03-31")
    assert set(hits(narrowed)) == {"skannad-anmälan.tif", "inspektion-kebnekrogen.pdf"}
    assert 'name="since" value="2023-11-01"' in narrowed.text


def test_years_stand_in_a_row_with_the_empty_ones_between() -> None:
    years = Facet("year", (FacetValue("1990", "1990", 8), FacetValue("1993", "1993", 2)), missing=3)
    chart = date_chart(SearchState(), {"year": years})
    assert chart is not None
    assert [(bar.label, bar.count, bar.share) for bar in chart.bars] == [
        ("1990", 8, 100),
        ("1991", 0, 0),
        ("1992", 0, 0),
        ("1993", 2, 25),
    ]
    assert (chart.bars[0].since, chart.bars[-1].until, chart.undated) == (date(1990, 1, 1), date(1993, 12, 31), 3)
    assert date_chart(SearchState(), {"year": Facet("year", ())}) is None


def test_a_preview_is_a_reading(site: Site, alva: Browsing) -> None:
    page = alva.search("föreläggande")
    address = re.search(r'href="([^"]+)" data-preview', page.text)
    assert address is not None
    shown = alva.get(address[1])
    assert "<mark>föreläggande</mark>" in shown.text
    assert shown.text.count('class="preview-hit"') == 1
    event = site.store.ledger.last(1)[0].event
    assert (event.action, event.target, event.details) == (
        Action.READ_DOCUMENT,
        site.ids["inspektion-kebnekrogen.pdf"],
        {"page": 3},
    )
    assert "850412-XXXX" in alva.get(f"/d/{event.target}/forhandsvisning/1").text


def test_a_preview_of_anothers_document_is_as_of_none(site: Site, ines: Browsing) -> None:
    for address in (site.ids["pm-fordon.pdf"], "0" * 32):
        assert ines.get(f"/d/{address}/forhandsvisning/").status_code == 404
    assert ines.get(f"/d/{site.ids['anteckning.txt']}/forhandsvisning/9").status_code == 404


def test_a_query_is_understood_without_a_search(site: Site, alva: Browsing) -> None:
    alva.get("/")
    before = site.store.ledger.last(1)
    answer = alva.post("/sok/forsta", q='person:"Adam Provsson" 811218-9876', before="ty")
    said = words(answer)
    assert "nämner personen ”Adam Provsson”" in said
    assert "kontrollsiffran" not in said
    assert "personnummer" in said
    assert '<span class="part part-field" title="fält">person:</span>' in answer.text
    assert "typ:" in said
    assert site.store.ledger.last(1) == before


def test_what_is_understood_tells_nothing_of_what_there_is(ines: Browsing) -> None:
    ines.get("/")
    known, unknown = (
        ines.post("/sok/forsta", q=f"nämntdatum:{day} person:{name}", before="").text.replace(day, "").replace(name, "")
        for day, name in (("2024-03-05", "Bertil"), ("1871-01-01", "Xyzzyx"))
    )
    assert known == unknown
    offered = words(ines.post("/sok/forsta", q="källa:", before="källa:"))
    assert "inspektioner" in offered
    assert "promemorior" not in offered


def test_help_and_keys_are_pages_and_an_example_can_be_pressed(alva: Browsing) -> None:
    help = alva.get("/sok/hjalp")
    assert help.status_code == 200
    example = alva.post("/sok", q="", instead="krog OR restaurang")
    assert 'value="krog OR restaurang"' in alva.get(example.location).text
    assert "förhandsvisa träffen" in words(alva.get("/tangenter"))
    for field in ("person:", "typ:", "datum:"):
        assert field in words(help)
