"""Case folders in the front end: collected in, put in order, shared, closed."""

from __future__ import annotations

import re

from models.audit import Action
from models.marking import MarkingScope
from tests.web.archive import MILJO, PASSWORD
from tests.web.browsing import words
from tests.web.conftest import Site
from tests.web.dossiers import OFFICER, REPORT, SCAN, items, let, made


def test_things_are_collected_put_in_order_and_taken_out_again(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    id = made(own_site, ines)
    page = ines.get(f"/mappar/{id}")
    assert "inspektion-kebnekrogen.pdf, s. 1. Inspektionsrapport, 2024-03-05. Källa: inspektioner" in words(page)
    assert "<blockquote>Frysen höll</blockquote>" in page.text
    note, first, fragment = items(page.text)
    ines.post(f"/mappar/{id}/poster/{fragment}", act="move", section="", after="")
    ines.post(f"/mappar/{id}/poster/{first}", act="describe", words="nytt skäl")
    ines.post(f"/mappar/{id}/avsnitt", act="add", title="Besöken")
    section = re.search(r'name="section" value="([0-9a-f]{32})"', ines.get(f"/mappar/{id}").text)
    assert section is not None
    ines.post(f"/mappar/{id}/poster/{first}", act="last", section=section[1])
    page = ines.get(f"/mappar/{id}")
    assert items(page.text) == [fragment, note, first]
    assert "nytt skäl" in page.text
    removed = ines.post(f"/mappar/{id}/poster/{note}", act="remove")
    page = ines.get(removed.location)
    assert "Posten är tagen ur mappen" in page.text
    assert items(page.text) == [fragment, first]
    ines.post(f"/mappar/{id}/poster/{note}", act="restore")
    assert items(ines.get(f"/mappar/{id}").text) == [fragment, note, first]
    ines.post(f"/mappar/{id}/lage", act="close")
    assert ines.post(f"/mappar/{id}/poster/{note}", act="remove").status_code == 404
    ines.post(f"/mappar/{id}/lage", act="open")
    gone = ines.post(f"/mappar/{id}/lage", act="remove")
    assert ines.get(f"/mappar/{id}").status_code == 404
    assert "Ångra" in ines.get(gone.location).text
    assert ines.post(f"/mappar/{id}/lage", act="restore").status_code == 303
    assert ines.get(f"/mappar/{id}").status_code == 200


def test_hits_are_collected_one_or_all_and_the_last_folder_is_chosen_beforehand(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    made(own_site, ines, "Äldre")
    page = ines.search("Kebnekrogen")
    state = re.search(r'name="back" value="([0-9a-f]{32})"', page.text)
    assert state is not None
    documents = [own_site.ids[REPORT], own_site.ids[SCAN]]
    sent = ines.post("/mappar/lagg", kind="document", back=state[1], shown=documents, which="shown", title="Ny")
    assert sent.location.startswith(f"/s/{state[1]}?mapp=")
    assert "Ligger i mappen" in ines.get(sent.location).text
    id = sent.location.rpartition("=")[2]
    assert len(items(ines.get(f"/mappar/{id}").text)) == 2
    assert f'<option value="{id}" selected>' in ines.get(f"/d/{own_site.ids[REPORT]}/1").text
    assert ines.post("/mappar/lagg", kind="document", back=state[1], which="chosen", dossier=id).status_code == 400
    theirs = own_site.ids["pm-fordon.pdf"]
    assert ines.post("/mappar/lagg", kind="document", document=[documents[0], theirs], dossier=id).status_code == 404
    assert ines.post("/mappar/lagg", kind="document", document=theirs, title="Ingen").status_code == 404
    assert "Ingen" not in ines.get("/mappar/").text  # no empty folder is left
    assert len(items(ines.get(f"/mappar/{id}").text)) == 2


def test_a_new_folder_without_a_name_is_asked_for_one(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    made(own_site, ines, "Äldre")
    state = re.search(r'name="back" value="([0-9a-f]{32})"', ines.search("Kebnekrogen").text)
    assert state is not None
    chosen = {"kind": ["document"], "back": [state[1]], "document": [own_site.ids[REPORT], own_site.ids[SCAN]]}
    asked = ines.post("/mappar/lagg", **chosen, which="chosen", dossier="", title=" ", words="läs <båda>")
    assert asked.status_code == 400
    assert "Ge den nya mappen ett namn." in asked.text
    assert '<option value="" selected>Ny mapp:' in asked.text, "pressed again without a name it goes in no other"
    assert 'name="words" value="läs &lt;båda&gt;"' in asked.text
    form = asked.text.partition('class="note-form">')[2].partition("</form>")[0]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(value)
    del fields["csrf_token"]
    assert fields == {**chosen, "which": ["chosen"]}
    sent = ines.post("/mappar/lagg", **fields, dossier="", title="Ny", words="läs båda")
    assert sent.location.startswith(f"/s/{state[1]}?mapp=")
    assert len(items(ines.get(f"/mappar/{sent.location.rpartition('=')[2]}").text)) == 2


def test_words_that_are_not_there_are_asked_for_again(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    id = made(own_site, ines)
    put = {"kind": "fragment", "document": own_site.ids[REPORT], "number": "2", "start": "0", "end": "0"}
    asked = ines.post("/mappar/lagg", **put, dossier=id, quote="frysen stod still", words="skäl")
    assert asked.status_code == 400
    assert "Orden står inte så på sidan" in asked.text
    for kept in ('name="quote" value="frysen stod still"', 'name="words" value="skäl"', f'value="{id}" selected'):
        assert kept in asked.text
    assert 'name="start"' not in asked.text, "where they stood says nothing of other words"


def test_each_reader_sees_only_what_they_may_read(own_site: Site) -> None:
    store = own_site.store
    store.users.add("kim", "Kim Kollega", PASSWORD, [MILJO.owner])
    let(own_site, "barn")
    ines, kim, pal = own_site.sign_in("ines"), own_site.sign_in("kim"), own_site.sign_in("pal")
    id = made(own_site, ines)
    assert kim.get(f"/mappar/{id}").status_code == 404
    ines.post(f"/mappar/{id}/delning", audience="owner")
    assert len(items(kim.get(f"/mappar/{id}").text)) == 3
    assert pal.get(f"/mappar/{id}").status_code == 404
    assert kim.post(f"/mappar/{id}", title="Kims").status_code == 404
    store.markings.set(OFFICER, MarkingScope.PAGE, own_site.ids[REPORT], page=1, group="barn", ground="OSL 26:1")
    told = words(kim.get(f"/mappar/{id}"))
    assert len(items(ines.get(f"/mappar/{id}").text)) == 3
    assert "första besöket" not in told
    assert re.findall(r"Post (\d)", told) == ["1", "2"]
    ines.post(f"/mappar/{id}/delning", audience="group:barn", writes="1")
    assert kim.get(f"/mappar/{id}").status_code == 404
    read = [each.event.target for each in store.ledger.last(60) if each.event.action is Action.READ_DOSSIER]
    assert set(read) == {id}
