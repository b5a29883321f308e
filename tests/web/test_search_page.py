"""The search page: filters, chips, paging, and an address bar that tells nothing."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event
from werkzeug.datastructures import MultiDict

from tests.web.browsing import Browsing, facet, hits, total, value_id, words
from tests.web.conftest import Site
from web.pressing import changed
from web.states import HITS, SearchState, View


def test_the_address_holds_an_opaque_id_and_nothing_else(alva: Browsing) -> None:
    answer = alva.post("/sok", q="850412-2391 Provsson", toggle="source:inspektioner")
    assert answer.status_code == 303
    assert re.fullmatch(r"/s/[0-9a-f]{32}", answer.location)
    page = alva.get(answer.location)
    for link in re.findall(r'(?:href|action)="([^"]+)"', page.text):
        assert not re.search(r"Provsson|850412|inspektioner", link), link


def test_more_hits_ask_the_register_no_more_often(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor many times at all: each statement has its price, whatever it asks."""

    def asked(most: int, view: View) -> int:
        monkeypatch.setitem(HITS, view, most)
        browsing, told = site.sign_in("alva"), list[str]()
        page = browsing.post("/sok", q="Kebnekrogen", view=view.value).location

        def counted(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            told.append(statement)

        event.listen(site.store.database.engine, "before_cursor_execute", counted)
        shown = browsing.get(page)
        event.remove(site.store.database.engine, "before_cursor_execute", counted)
        assert len(hits(shown)) == min(most, 3)
        return len(told)

    for view in View:
        assert asked(3, view) <= asked(1, view)
        assert asked(3, view) < 80


def test_marks_show_the_word_in_any_form(alva: Browsing) -> None:
    page = alva.search("bristen")
    assert hits(page) == ["inspektion-kebnekrogen.pdf"]
    assert "<mark>bristerna</mark>" in page.text


def test_a_hit_names_the_page_it_stands_on_and_leads_there(site: Site, alva: Browsing) -> None:
    page = alva.search("föreläggande")
    link = re.search(r'class="page-link" href="([^"]+)"', page.text)
    assert link is not None
    assert link[1].startswith(f"/d/{site.ids['inspektion-kebnekrogen.pdf']}/3?s=")


def test_values_of_one_facet_widen_and_of_two_narrow(alva: Browsing) -> None:
    page = alva.search("Kebnekrogen", toggle="source:inspektioner")
    assert total(page) == 2
    assert facet(page, "source") == {"inspektioner": 2, "promemorior": 1}
    page = alva.press(page, toggle="source:promemorior")
    assert total(page) == 3
    page = alva.press(page, toggle=value_id(page, "PERSON", "Bertil Exempel"))
    assert hits(page) == ["pm-fordon.pdf"]


def test_a_chip_takes_its_filter_away_and_clear_takes_all(alva: Browsing) -> None:
    page = alva.search("Kebnekrogen", toggle="source:inspektioner")
    page = alva.press(page, exclude="year:2023")
    assert hits(page) == ["inspektion-kebnekrogen.pdf"]
    assert page.text.count('title="Ta bort filtret"') == 2
    assert total(alva.press(page, toggle="source:inspektioner")) == 2
    cleared = alva.press(page, clear="1")
    assert total(cleared) == 3
    assert "Ta bort filtret" not in cleared.text


def test_dates_are_inclusive_and_leave_the_undated_out(alva: Browsing) -> None:
    page = alva.search("", since="2024-03-05", until="2024-05-19")
    assert set(hits(page)) == {"inspektion-kebnekrogen.pdf", "pm-fordon.pdf"}
    assert total(alva.press(page, drop="dates")) == 4


def test_newest_first(alva: Browsing) -> None:
    page = alva.press(alva.search("Kebnekrogen"), sort="date")
    assert hits(page) == ["pm-fordon.pdf", "inspektion-kebnekrogen.pdf", "skannad-anmälan.tif"]


def test_paging_there_and_back(alva: Browsing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HITS, View.LIST, 2)
    first = alva.search("Kebnekrogen")
    after = re.search(r'name="after" value="([^"]+)"', first.text)
    assert after is not None
    second = alva.press(first, go="next", after=after[1])
    assert len(hits(first)) == 2
    assert len(hits(second)) == 1
    assert not set(hits(first)) & set(hits(second))
    assert hits(alva.press(second, go="previous")) == hits(first)


def test_documents_without_a_value_can_be_chosen_and_left_out(alva: Browsing) -> None:
    page = alva.search("")
    assert facet(page, "year") == {"2024": 2, "2023": 1, "(saknas)": 1}
    without = alva.press(page, toggle="year:(saknas)")
    assert hits(without) == ["anteckning.txt"]
    assert "(saknas)" in words(without)
    assert "anteckning.txt" not in hits(alva.press(page, exclude="year:(saknas)"))


def test_months_are_shown_of_a_chosen_year_and_go_with_it(alva: Browsing) -> None:
    page = alva.search("Kebnekrogen")
    assert 'name="toggle" value="month:' not in page.text
    year = alva.press(page, toggle="year:2024")
    assert facet(year, "month") == {"mars 2024": 1, "maj 2024": 1}
    month = alva.press(year, toggle="month:2024-05")
    assert hits(month) == ["pm-fordon.pdf"]
    assert total(alva.press(month, toggle="year:2024")) == 3


@pytest.mark.parametrize("month", ["0000-05", "٢٠٢٤-05", "2024-13", "9999-12", "0001-01"])
def test_a_month_that_no_calendar_has_finds_nothing(alva: Browsing, month: str) -> None:
    page = alva.search("", toggle=f"month:{month}")
    assert (page.status_code, hits(page)) == (200, [])


def test_of_two_chosen_all_can_be_wanted(alva: Browsing) -> None:
    page = alva.search("", toggle=value_id(alva.search(""), "PERSON", "Adam Provsson"))
    page = alva.press(page, toggle=value_id(page, "PERSON", "Bertil Exempel"))
    assert total(page) == 2
    assert total(alva.press(page, all_of="PERSON")) == 0
    assert total(alva.press(alva.press(page, all_of="PERSON"), any_of="PERSON")) == 2


def test_values_are_looked_for_by_a_part_of_their_name(alva: Browsing) -> None:
    page = alva.search("", **{"find:PERSON": "exem", "find:ORG": "finns inte"})
    assert facet(page, "PERSON") == {"Bertil Exempel": 1}
    assert facet(page, "ORG") == {}
    assert "Inget värde heter så" in words(page)
    assert len(facet(alva.press(page, **{"find:PERSON": ""}), "PERSON")) == 3


def test_an_empty_answer_says_what_to_try(alva: Browsing) -> None:
    shown = words(alva.search("xyzzy"))
    assert "Inga handlingar hittades" in shown
    assert "färre ord" in shown


@pytest.mark.parametrize(
    "form",
    [
        {"toggle": "nonsense:x"},
        {"toggle": "PERSON:"},
        {"toggle": "PERSON"},
        {"sort": "sideways"},
        {"since": "not a date"},
        {"wide": "nonsense"},
        {"go": "next"},
        {"go": "previous"},
        {"drop": "everything"},
        {"all_of": "nonsense"},
        {"any_of": "PERSON"},
        {"by_name": "nonsense"},
        {"by_count": "PERSON"},
        {"find:nonsense": "x"},
        {"find:PERSON": " "},
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(form: dict[str, str]) -> None:
    state = SearchState(query="ord")
    assert changed(state, MultiDict(form)) == state


def test_a_cursor_of_another_search_is_refused_in_words(alva: Browsing) -> None:
    page = alva.search("Kebnekrogen")
    answer = alva.press(page, go="next", after="bm9uc2Vuc2U")
    assert answer.status_code == 400
    assert "första sidan" in words(answer)


def test_english_by_the_switch(site: Site) -> None:
    browsing = site.sign_in("alva")
    browsing.post("/sprak", language="en", back="/")
    page = browsing.search("Kebnekrogen")
    assert "Inspection report" in words(page)
    assert '<html lang="en"' in page.text
    browsing.post("/sprak", language="sv", back="/")
    assert "Inspektionsrapport" in words(browsing.get("/"))


def test_codes_are_looked_for_and_put_in_order_as_the_page_calls_them(site: Site) -> None:
    browsing = site.sign_in("alva")
    browsing.post("/sprak", language="en", back="/")
    page = browsing.search("")
    assert facet(browsing.press(page, **{"find:kind": "police"}), "kind") == {"Police memo": 1}
    assert facet(browsing.press(page, **{"find:kind": "övrigt"}), "kind") == {}
    by_name = facet(browsing.press(page, by_name="kind"), "kind")
    assert list(by_name) == ["Inspection report", "Other", "Police memo", "Tip"]


def test_more_like_this_leads_to_a_search_of_its_own_that_a_chip_takes_back(site: Site, alva: Browsing) -> None:
    page = alva.search("Kebnekrogen")
    assert "hittad som:" in words(page)
    inspection = site.ids["inspektion-kebnekrogen.pdf"]
    likes = alva.press(page, like=inspection)
    assert "inspektion-kebnekrogen.pdf" not in hits(likes)
    assert "Liknar" in words(likes)
    assert total(alva.press(likes, drop="like")) == total(alva.search(""))


def test_what_lacks_a_word_comes_after_and_says_which(alva: Browsing) -> None:
    page = alva.search("Kebnekrogen bristerna snöskoter föreläggande")
    assert total(page) == 0
    assert "1 handling innehåller de flesta av orden, men inte alla." in page.text
    assert hits(page) == ["inspektion-kebnekrogen.pdf"]
    assert "<s>snöskoter</s>" in page.text
    assert "inte alla ord" in page.text
    assert "<s>" not in alva.search("Kebnekrogen bristerna föreläggande").text
