"""Notes beside a page: written, seen by those they are for, changed, removed, brought back; and who is not."""

from __future__ import annotations

import re

from models.access import EVERYDAY, Viewer
from models.account import Access
from models.audit import Action
from models.marking import MarkingScope
from tests.web.archive import MILJO, PASSWORD, POLIS
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site

REPORT = "inspektion-kebnekrogen.pdf"
OFFICER = Viewer("ansvarig", frozenset({MILJO.owner}), officer_of=frozenset({MILJO.owner}))


def colleague(site: Site) -> Browsing:
    """Another of Miljönämnden's."""
    site.store.users.add("kim", "Kim Kollega", PASSWORD, [MILJO.owner])
    return site.sign_in("kim")


def first_note(text: str) -> str:
    found = re.search(r'id="note-([0-9a-f]{32})"', text)
    assert found is not None
    return found[1]


def test_a_note_on_words_is_marked_in_the_text_and_seen_by_whom_it_is_for(own_site: Site) -> None:
    ines, kim, id = own_site.sign_in("ines"), colleague(own_site), own_site.ids[REPORT]
    ines.get(f"/d/{id}/2")
    sent = ines.post(f"/d/{id}/anteckningar", number="2", on="words", quote="frysen höll", text="Vilken frys?\nRing.")
    assert (sent.status_code, sent.location) == (303, f"/d/{id}/2#notes")
    page = ines.get(f"/d/{id}/2")
    assert 'data-on-start="36" data-on-end="47" data-on="noted"' in page.text
    assert "<blockquote>Frysen höll</blockquote>" in page.text
    assert "Vilken frys?\nRing." in page.text
    assert "Vilken frys" not in kim.get(f"/d/{id}/2").text
    note = first_note(page.text)
    assert ines.post(f"/anteckningar/{note}", number="2", text="Frys 3", audience="owner").status_code == 303
    assert "Frys 3" in kim.get(f"/d/{id}/2").text
    assert kim.post(f"/anteckningar/{note}", number="2", text="Kims", audience="owner").status_code == 404
    assert kim.post(f"/anteckningar/{note}/ta-bort", number="2").status_code == 404
    removed = ines.post(f"/anteckningar/{note}/ta-bort", number="2")
    assert "Anteckningen är borttagen" in ines.get(removed.location).text
    assert "Frys 3" not in kim.get(f"/d/{id}/2").text
    assert ines.post(f"/anteckningar/{note}/angra", number="2").status_code == 303
    assert "Frys 3" in kim.get(f"/d/{id}/2").text
    acts = [each.event.details for each in own_site.store.ledger.last(40) if each.event.action is Action.NOTE]
    assert [(told or {})["act"] for told in acts][::-1] == ["add", "change", "remove", "restore"]


def test_a_note_says_so_when_its_words_are_gone(own_site: Site) -> None:
    ines, id, store = own_site.sign_in("ines"), own_site.ids["anteckning.txt"], own_site.store
    ines.get(f"/d/{id}/1")
    ines.post(f"/d/{id}/anteckningar", number="1", on="words", start="0", end="13", text="till vem?")
    assert "<blockquote>Ring tillbaka</blockquote>" in ines.get(f"/d/{id}/1").text
    with store.database.write() as connection:
        connection.exec_driver_sql("UPDATE pages SET text = 'Helt annat.' WHERE document = ?", (id,))
    page = ines.get(f"/d/{id}/1").text
    assert "står inte längre på den" in page
    assert "till vem?" in page
    assert "Ring tillbaka" not in page


def test_what_is_no_note_is_refused(own_site: Site) -> None:
    ines, id = own_site.sign_in("ines"), own_site.ids[REPORT]
    ines.get(f"/d/{id}/1")
    address = f"/d/{id}/anteckningar"
    for fields in (
        {"number": "1", "on": "page", "text": "  "},
        {"number": "0", "on": "page", "text": "x"},
        {"number": "1", "on": "words", "quote": "finns inte på sidan", "text": "x"},
        {"number": "1", "on": "page", "text": "x", "audience": "alla"},
    ):
        assert ines.post(address, **fields).status_code == 400, fields
    assert ines.post(address, number="99", on="page", text="x").status_code == 404
    assert ines.post(address, number="1", text="x", audience="group:annan").status_code == 404
    pal = own_site.sign_in("pal")
    assert pal.post(address, number="1", on="page", text="x").status_code == 404


def test_a_note_on_words_that_are_not_there_comes_back_as_it_was_written(own_site: Site) -> None:
    ines, id = own_site.sign_in("ines"), own_site.ids[REPORT]
    ines.get(f"/d/{id}/2")
    asked = {"number": "2", "view": "text", "on": "words", "quote": "frysen stod still", "audience": "owner"}
    refused = ines.post(f"/d/{id}/anteckningar", text="Vilken\n<frys>?", **asked)
    assert refused.status_code == 400
    assert "Orden står inte så på sidan" in refused.text
    assert f'action="/d/{id}/anteckningar"' in refused.text
    for name in ("number", "view", "quote"):
        assert f'name="{name}" value="{asked[name]}"' in refused.text
    assert ">Vilken\n&lt;frys&gt;?</textarea>" in refused.text
    assert 'value="owner" selected' in refused.text
    assert "&lt;frys&gt;" not in ines.get(f"/d/{id}/2").text


def test_notes_go_with_the_page_that_is_marked_and_come_back(own_site: Site) -> None:
    ines, id, store = own_site.sign_in("ines"), own_site.ids[REPORT], own_site.store
    ines.get(f"/d/{id}/2")
    ines.post(f"/d/{id}/anteckningar", number="2", on="page", text="om sidan två")
    ines.post(f"/d/{id}/anteckningar", number="2", on="document", text="om alltihop")
    assert "om alltihop" in ines.get(f"/d/{id}/1").text
    assert "s. 2 (1)" in words(ines.get(f"/d/{id}/1"))
    on = (OFFICER, MarkingScope.PAGE, id)
    (marking, *_) = store.markings.set(*on, page=2, group="barn", ground="OSL 26:1")
    page = ines.get(f"/d/{id}/1").text
    assert "om alltihop" not in page
    assert "s. 2 (1)" not in page
    assert 'value="document" data' not in page
    store.users.set_access("ines", Access(EVERYDAY, frozenset({MILJO.owner}), groups=frozenset({"barn"})))
    assert "om alltihop" in ines.get(f"/d/{id}/1").text
    store.users.set_access("ines", Access(EVERYDAY, frozenset({MILJO.owner})))
    store.markings.lower(OFFICER, marking.id, "prövad")
    assert "om sidan två" in ines.get(f"/d/{id}/2").text


def test_a_note_on_an_entity(own_site: Site) -> None:
    ines, pal = own_site.sign_in("ines"), own_site.sign_in("pal")
    found = re.search(r'href="/e/([0-9a-f]{32})', ines.get(f"/d/{own_site.ids[REPORT]}/1").text)
    assert found is not None
    ines.get(f"/e/{found[1]}")
    sent = ines.post(f"/e/{found[1]}/anteckningar", text="håll ögonen på", audience="owner")
    assert sent.status_code == 303
    with own_site.app.test_request_context():
        kept = own_site.store.notes.of_entity(own_site.store.users.viewer("ines"), found[1])
    assert [note.text for note in kept] == ["håll ögonen på"]
    assert own_site.store.notes.of_entity(own_site.store.users.viewer("pal"), found[1]) == []
    assert pal.post(f"/e/{'0' * 32}/anteckningar", text="x").status_code == 404


def test_a_note_on_an_entity_of_two_owners_asks_for_whose_staff(own_site: Site) -> None:
    store = own_site.store
    store.users.set_access("ines", Access(EVERYDAY, frozenset({MILJO.owner, POLIS.owner})))
    ines, pal, kim = own_site.sign_in("ines"), own_site.sign_in("pal"), colleague(own_site)
    viewer = store.users.viewer("ines")
    shared = [id for id in _named(own_site) if len(store.notes.owners(viewer, id)) > 1]
    assert shared, "the archive has somebody whom both name"
    page = ines.get(f"/e/{shared[0]}").text
    choices = [f'value="owner:{owner}"' for owner in store.notes.owners(viewer, shared[0])]
    assert all(each in page for each in choices)
    assert 'value="owner"' not in page
    assert "owner:" not in kim.get(f"/e/{shared[0]}").text
    refused = ines.post(f"/e/{shared[0]}/anteckningar", text="för någon", audience="owner")
    assert refused.status_code == 400
    assert "Välj hos vem" in refused.text
    assert ines.post(f"/e/{shared[0]}/anteckningar", text="x", audience="owner:Stulla 850312").status_code == 404
    assert all("Stulla" not in repr(each.event) for each in store.ledger.last(5)), "a typed owner is whose an event is"
    sent = ines.post(f"/e/{shared[0]}/anteckningar", text="för polisen", audience=f"owner:{POLIS.owner}")
    assert sent.status_code == 303
    assert f"alla hos {POLIS.owner}" in words(ines.get(f"/e/{shared[0]}"))
    assert "för polisen" in pal.get(f"/e/{shared[0]}").text
    assert "för polisen" not in kim.get(f"/e/{shared[0]}").text


def _named(site: Site) -> list[str]:
    viewer = site.store.users.viewer("ines")
    return sorted({id for each in site.ids.values() for _, id in site.store.documents.mentions(viewer, each)})
