"""The heads of the table: pressed, they put every hit in the order of their column, and say so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import insert
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from models.store.schema import fields
from search.column_order import ColumnOrder
from search.index import Sort
from tests.web.browsing import Browsing, hits, words
from tests.web.conftest import Site
from web.pressing import changed
from web.states import HITS, SearchState, View, read

HEAD = re.compile(r'<th scope="col" aria-sort="(\w+)"><button[^>]* name="(\w+)" value="([^"]+)"')
BY_FEE = ["pm-fordon.pdf", "inspektion-kebnekrogen.pdf", "anteckning.txt"]  # 9 000, 800, 75


@pytest.fixture
def alva(own_site: Site) -> Browsing:
    """Somebody with fees in three of four papers."""
    with own_site.store.database.write() as connection:
        for name, fee in zip(BY_FEE, ("9000.00", "800.00", "75.00"), strict=True):
            row = {"document": own_site.ids[name], "position": 9, "name": "fee_amount", "value": fee, "text": fee}
            connection.execute(insert(fields).values(**row))
    return own_site.sign_in("alva")


def _table(alva: Browsing, query: str = "", **pressed: object) -> TestResponse:
    columns = ["date", "kind", "source", "fee_amount"]
    return alva.press(alva.search(query, view="table"), columns="1", column=columns, **pressed)


def _stands(page: TestResponse) -> dict[str, str]:
    """How the hits stand, by what a press of the head sends."""
    return {value.partition(":")[2] or field: stands for stands, field, value in HEAD.findall(page.text)}


def test_a_pressed_head_orders_by_its_column_and_pressed_again_the_other_way(alva: Browsing) -> None:
    page = alva.press(_table(alva), by="falling:fee_amount")
    assert hits(page)[:3] == BY_FEE
    assert _stands(page) == {"name": "none", "sort": "none", "kind": "none", "fee_amount": "descending"}
    assert 'name="by" value="rising:fee_amount"' in page.text
    page = alva.press(page, by="rising:fee_amount")
    assert hits(page) == [*BY_FEE[::-1], "skannad-anmälan.tif"]  # without a fee last, both ways
    assert _stands(page)["fee_amount"] == "ascending"
    page = alva.press(page, by="rising:name")
    assert hits(page) == sorted(hits(page))
    assert not re.search(r'name="sort" value="\w+" aria-pressed="true"', page.text)
    page = alva.press(page, sort="oldest")
    assert _stands(page)["fee_amount"] == "none"
    assert hits(page)[0] == "skannad-anmälan.tif"


def test_kinds_stand_by_what_they_are_called_in_the_language_of_the_page(alva: Browsing) -> None:
    page = alva.press(_table(alva), by="rising:kind")
    said = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r'<td class="whole">(.*?)</td>', page.text)][::2]
    assert said == sorted(said)
    assert len({*said}) > 2
    assert _stands(alva.press(page, by="falling:kind"))["kind"] == "descending"


def test_sources_go_both_ways(alva: Browsing) -> None:
    page = alva.press(_table(alva), sort="source")
    assert 'name="by" value="falling:source"' in page.text
    rising = hits(page)
    page = alva.press(page, by="falling:source")
    assert hits(page)[0] == rising[-1] == "pm-fordon.pdf"
    assert 'name="sort" value="source"' in page.text


def test_pages_follow_the_order(alva: Browsing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HITS, View.TABLE, 2)
    first = alva.press(_table(alva), by="falling:fee_amount")
    after = re.search(r'name="after" value="([^"]+)"', first.text)
    assert after is not None
    second = alva.press(first, go="next", after=after[1])
    assert hits(first) == BY_FEE[:2]
    assert hits(second) == [BY_FEE[2], "skannad-anmälan.tif"]
    assert hits(alva.press(second, go="previous")) == BY_FEE[:2]


def test_a_saved_search_is_shown_again_in_its_order(alva: Browsing) -> None:
    page = alva.press(_table(alva), by="falling:fee_amount")
    id = re.search(r'action="/s/([0-9a-f]+)/spara"', page.text)
    assert id is not None
    alva.post(f"/s/{id[1]}/spara", name="avgifter")
    alva.press(page, columns="1", column=["date"])  # the column is not among those that are chosen now
    kept = re.search(r'href="(/sparade/[0-9a-f]+)"', alva.get("/sparade").text)
    assert kept is not None
    shown = alva.get(alva.get(kept[1]).location)
    assert hits(shown)[:3] == BY_FEE
    assert _stands(shown)["fee_amount"] == "descending"


def test_more_hits_than_can_be_ordered_are_said_in_words(
    own_site: Site, alva: Browsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = alva.press(_table(alva), by="falling:fee_amount")
    settings = own_site.store.settings
    few = replace(settings, limits=replace(settings.limits, sorted_hits=3))
    monkeypatch.setattr(own_site.store, "settings", few)
    page = alva.press(page)
    assert "Fler än 3 träffar kan inte ordnas efter Avgift. Avgränsa sökningen först" in words(page)
    assert [field for _, field, _ in HEAD.findall(page.text)] == ["sort", "sort"]
    assert [stands for stands, _, _ in HEAD.findall(page.text)] == ["descending", "none"]  # by date
    assert "kan bara ordnas efter datum och källa" in words(alva.press(page, sort="date"))
    narrowed = alva.press(page, toggle="source:inspektioner")
    assert hits(narrowed)[0] == BY_FEE[1]
    assert "kan inte ordnas" not in words(narrowed)


def test_sensitive_words_offer_no_order_of_names(alva: Browsing) -> None:
    page = _table(alva, "frysen OR diabetes")
    assert 'value="rising:name"' not in page.text
    assert 'value="rising:kind"' in page.text


@pytest.mark.parametrize(
    ("pressed", "by"),
    [
        ({"by": "falling:fee_amount"}, ColumnOrder("fee_amount", True)),
        ({"by": "rising:okänd"}, ColumnOrder("kind")),
        ({"by": "sidledes:fee_amount"}, ColumnOrder("kind")),
        ({"sort": "date"}, None),
        ({"view": "list"}, None),  # the order of a column is the table's
        ({"columns": "1", "column": "date"}, None),  # nobody would see it
        ({"clear": "1"}, ColumnOrder("kind")),
    ],
)
def test_what_a_press_makes_of_the_order(pressed: dict[str, str], by: ColumnOrder | None) -> None:
    before = SearchState(view=View.TABLE, columns=("date", "kind"), by=ColumnOrder("kind"), trail=("a",))
    after = changed(before, MultiDict(pressed))
    assert after.by == by
    assert after.trail == (() if by != before.by or "clear" in pressed else ("a",))
    assert SearchState(by=by).order is Sort.DATE


def test_a_kept_state_has_its_order() -> None:
    state = SearchState(view=View.TABLE, by=ColumnOrder("fee_amount", True))
    kept = {**state.kept(), "trail": [], "wide": [], "view": "table"}
    assert read(kept) == state
