"""Tags on documents, pages and words: put on, seen, listed, found, taken away and put back; and by whom not."""

from __future__ import annotations

import re

import pytest

from models.audit import Action
from models.marking import MarkingScope
from tests.web.browsing import words
from tests.web.conftest import Site
from tests.web.test_notes import OFFICER, REPORT, colleague


def tag_of(text: str, word: str) -> str:
    """The id of the first tag with the word on a document's page."""
    found = re.search(rf'name="gone" value="([0-9a-f]{{32}})" aria-label="Ta bort etiketten {word}"', text)
    assert found is not None
    return found[1]


def address_of(text: str, word: str) -> str:
    """The address of the tag's page."""
    found = re.search(rf'href="(/etiketter/[0-9a-f]{{32}})"[^>]*>{word}', text)
    assert found is not None
    return found[1]


def test_tags_are_put_on_listed_and_taken_away_by_one_press(own_site: Site) -> None:
    ines, kim, pal = own_site.sign_in("ines"), colleague(own_site), own_site.sign_in("pal")
    id, other = own_site.ids[REPORT], own_site.ids["anteckning.txt"]
    ines.get(f"/d/{id}/1")
    assert ines.post(f"/d/{id}/etiketter", number="1", word="Följ  upp", on="document").status_code == 303
    assert ines.post(f"/d/{id}/etiketter", number="1", word="frysen", on="page").status_code == 303
    page = kim.get(f"/d/{other}/1")
    assert 'name="offered" value="följ upp"' in page.text
    assert kim.post(f"/d/{other}/etiketter", number="1", offered="följ upp").status_code == 303
    tags = kim.get("/etiketter")
    assert "följ upp 2" in words(tags)
    address = re.search(r'href="(/etiketter/[0-9a-f]{32})">följ upp', tags.text)
    assert address is not None
    listed = kim.get(address[1])
    assert REPORT in listed.text
    assert "anteckning.txt" in listed.text
    assert pal.get(address[1]).status_code == 404
    assert "följ upp" not in pal.get("/etiketter").text
    gone = kim.post(f"/d/{id}/etiketter", number="1", gone=tag_of(kim.get(f"/d/{id}/1").text, "följ upp"))
    assert gone.status_code == 303
    assert "följ upp 1" in words(kim.get("/etiketter"))
    assert ines.post(f"/d/{id}/etiketter", number="1", word=" ", on="page").status_code == 400


def test_a_tag_of_many_documents_is_listed_page_by_page(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.tags._EACH", 1)
    ines = own_site.sign_in("ines")
    ines.get(f"/d/{own_site.ids[REPORT]}/1")
    for name in (REPORT, "anteckning.txt"):
        ines.post(f"/d/{own_site.ids[name]}/etiketter", number="1", word="följ upp", on="document")
    address = re.search(r'href="(/etiketter/[0-9a-f]{32})">följ upp', ines.get("/etiketter").text)
    assert address is not None
    first, second = (ines.get(f"{address[1]}{which}") for which in ("", "?sida=2"))
    assert "2 handlingar, sida 1 av 2" in words(first)
    assert "2 handlingar, sida 2 av 2" in words(second)
    shown = [{name for name in (REPORT, "anteckning.txt") if name in each.text} for each in (first, second)]
    assert [len(each) for each in shown] == [1, 1]
    assert shown[0] != shown[1]
    assert f"{address[1]}?sida=2" in first.text
    assert f"{address[1]}?sida=1" in second.text
    assert words(ines.get(f"{address[1]}?sida=9")) == words(second), "beyond the last is the last"


def test_on_words_a_tag_leads_to_them_from_its_page(own_site: Site) -> None:
    ines, kim, id = own_site.sign_in("ines"), colleague(own_site), own_site.ids[REPORT]
    ines.get(f"/d/{id}/2")
    address = f"/d/{id}/etiketter"
    sent = ines.post(address, number="2", on="words", quote="frysen  höll", word="Kyla")
    assert (sent.status_code, sent.location) == (303, f"/d/{id}/2#tags")
    assert ines.post(address, number="2", on="words", start="36", end="42", offered="kyla").status_code == 303
    page = kim.get(f"/d/{id}/2").text
    assert '<li class="tag" data-on="tagged" data-on-start="36" data-on-end="47">' in page
    assert "<q>Frysen höll</q>" in page
    assert '<title>Etikett kyla: Frysen höll</title><rect class="tagged-box"' in page
    assert 'id="t-36"' in page
    first = kim.get(f"/d/{id}/1").text
    assert 'class="tag elsewhere"' in first
    assert "tagged-box" not in first
    assert "kyla 1" in words(kim.get("/etiketter")), "a document has it once, in however many places"
    listed = kim.get(address_of(page, "kyla"))
    assert "s. 2 Frysen höll" in words(listed)
    (there,) = re.findall(r'href="(/d/[^"]*)#t-36">s\. 2</a> <q>Frysen höll', listed.text)
    pointed = kim.get(there).text
    assert re.search(r'id="t-36"[^>]*>(<a class="to-picture"[^>]*>)?<mark>Frysen', pointed), "marked without scripts"
    assert 'class="spot hit" id="b-36"' in pointed
    assert "<mark>" not in kim.get(f"/d/{id}/2?t={'0' * 32}").text
    for fields in ({"quote": "finns inte på sidan"}, {"quote": ""}, {"start": "900000", "end": "900004"}):
        assert ines.post(address, number="2", on="words", word="x", **fields).status_code == 400, fields


def test_a_tag_on_words_that_are_not_there_comes_back_as_it_was_written(own_site: Site) -> None:
    ines, id = own_site.sign_in("ines"), own_site.ids[REPORT]
    ines.get(f"/d/{id}/2")
    for pressed in ({"word": "Kyla"}, {"word": "", "offered": "kyla"}):
        refused = ines.post(f"/d/{id}/etiketter", number="2", on="words", quote="frysen stod still", **pressed)
        assert refused.status_code == 400
        assert f'action="/d/{id}/etiketter"' in refused.text
        assert 'name="word" value="kyla"' in refused.text
        assert 'name="quote" value="frysen stod still"' in refused.text


def test_a_tag_that_was_taken_away_comes_back(own_site: Site) -> None:
    ines, kim, pal = own_site.sign_in("ines"), colleague(own_site), own_site.sign_in("pal")
    id, store = own_site.ids[REPORT], own_site.store
    ines.get(f"/d/{id}/2")
    address = f"/d/{id}/etiketter"
    ines.post(address, number="2", on="words", quote="frysen", word="kyla")
    tag = tag_of(kim.get(f"/d/{id}/2").text, "kyla")
    pal.get("/etiketter")
    assert pal.post(address, number="2", gone=tag).status_code == 404
    gone = kim.post(address, number="2", gone=tag)
    page = kim.get(gone.location).text
    assert "Etiketten kyla är borttagen." in page
    assert "tagged-box" not in page
    assert "kyla" not in words(kim.get("/etiketter"))
    assert pal.post(address, number="2", back=tag).status_code == 404
    other = own_site.ids["anteckning.txt"]
    assert "är borttagen" not in kim.get(f"/d/{other}/1?borttagen={tag}").text, "it was none of this document"
    assert kim.post(address, number="2", back=tag).status_code == 303
    page = kim.get(gone.location).text
    assert "tagged-box" in page
    assert "är borttagen" not in page
    assert kim.post(address, number="2", gone="0" * 32).status_code == 404
    acts = [each.event.details for each in store.ledger.last(40) if each.event.action is Action.NOTE]
    assert acts[::-1] == [{"act": act, "page": 2} for act in ("tag", "untag", "tag")]


def test_a_tag_on_words_goes_with_their_page(own_site: Site) -> None:
    ines, id, store = own_site.sign_in("ines"), own_site.ids[REPORT], own_site.store
    ines.get(f"/d/{id}/2")
    ines.post(f"/d/{id}/etiketter", number="2", on="words", quote="frysen", word="kyla")
    tag = address_of(ines.get(f"/d/{id}/2").text, "kyla")
    store.markings.set(OFFICER, MarkingScope.PAGE, id, page=2, group="barn", ground="OSL 26:1")
    assert "kyla" not in ines.get(f"/d/{id}/1").text
    assert "kyla" not in ines.get("/etiketter").text
    assert ines.get(tag).status_code == 404


def test_a_tag_says_so_when_its_words_are_gone(own_site: Site) -> None:
    ines, id, store = own_site.sign_in("ines"), own_site.ids["anteckning.txt"], own_site.store
    ines.get(f"/d/{id}/1")
    ines.post(f"/d/{id}/etiketter", number="1", on="words", start="0", end="13", word="rubrik")
    assert "<q>Ring tillbaka</q>" in ines.get(f"/d/{id}/1").text
    with store.database.write() as connection:
        connection.exec_driver_sql("UPDATE pages SET text = 'Helt annat.' WHERE document = ?", (id,))
    page = ines.get(f"/d/{id}/1").text
    assert "orden står inte längre på sidan" in page
    assert "Ring tillbaka" not in page
    listed = ines.get(address_of(page, "rubrik")).text
    assert "orden står inte längre på sidan" in listed
    assert "Ring tillbaka" not in listed
