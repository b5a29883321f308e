"""*Nytt* in the front end: a search is watched, what it finds anew is counted in the menu, opened at its hit, seen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

from models.access import Viewer
from models.withdrawal import Scope
from search.indexing import drain
from search.saved import SavedSearch
from tests.web import archive
from tests.web.archive import KEBNE, MILJO, POLIS, Paper
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site

NEW = Paper(MILJO, "nytt-brev.txt", "email", date(2024, 9, 1), ("Första sidan.", "Kebnekrogen AB har ägare."), (KEBNE,))
SECRET = Paper(POLIS, "nytt-pm.txt", "police_memo", None, ("Kebnekrogen AB nämns i ett tips.",), (KEBNE,))
LETTERS = [Paper(MILJO, f"brev-{at}.txt", "email", None, (f"Brev {at}.",), pictures=False) for at in range(60)]


def letters(page: str) -> set[str]:
    return set(re.findall(r"brev-\d+\.txt", page))


def turned(page: str, part: str) -> str:
    """Where the button leads whose address has this part."""
    return next(unescape(each) for each in re.findall(r'class="button" href="([^"]+)"', page) if part in each)


def come(site: Site, *papers: Paper) -> list[str]:
    ids = [archive.put(site.store, paper) for paper in papers]
    drain(site.store, site.index)
    return ids


def save(who: Browsing, query: str, **ticked: str) -> str:
    who.post(f"{who.post('/sok', q=query).location}/spara", name=query, **ticked)
    return str(re.findall(r'href="/sparade/([0-9a-f]{32})"', who.get("/sparade").text)[0])


def in_menu(who: Browsing) -> str:
    (said,) = re.findall(r'<a href="/nytt/"[^>]*>(.*?)</a>', who.get("/jobb").text, re.DOTALL)
    return re.sub(r"<[^>]*>", "", said).strip()


def test_a_watched_search_tells_of_a_new_document_and_opens_it_at_its_hit(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    assert "Inga sökningar bevakas" in words(ines.get("/nytt/"))
    saved = save(ines, "Kebnekrogen", watched="1")
    assert (in_menu(ines), "Inget nytt" in words(ines.get("/nytt/"))) == ("Nytt", True)
    id, _ = come(own_site, NEW, SECRET)
    assert in_menu(ines) == "Nytt 1"
    page = ines.get("/nytt/")
    assert "nytt-brev.txt ny" in words(page)
    assert "s. 2" in words(page)
    assert "nytt-pm" not in page.text
    assert "1 ny handling" in words(ines.get("/sparade"))
    opened = ines.get(f"/nytt/{saved}/{id}").location
    assert opened.startswith(f"/d/{id}/?s=")
    assert "<mark>Kebnekrogen" in ines.get(opened).text
    assert (in_menu(ines), "nytt-brev" in ines.get("/nytt/").text) == ("Nytt", False)
    assert "nytt-brev.txt" in ines.get(f"/nytt/?alla=1&s={saved}").text


def test_all_are_marked_as_seen(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    first, _ = save(alva, "Kebnekrogen", watched="1"), save(alva, "tips", watched="1")
    come(own_site, NEW, SECRET)
    assert in_menu(alva) == "Nytt 3"
    alva.get("/nytt/")
    assert alva.post("/nytt/sedda", saved=first).location == "/nytt/"
    assert in_menu(alva) == "Nytt 1"
    alva.post("/nytt/sedda")
    assert in_menu(alva) == "Nytt"


def test_the_switch_on_a_saved_search(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    saved = save(ines, "Kebnekrogen")
    for on, checked in (("1", "true"), ("0", "false"), ("1", "true")):
        assert ines.post(f"/sparade/{saved}/bevaka", on=on).location == "/sparade"
        assert f'role="switch" aria-checked="{checked}"' in ines.get("/sparade").text
    come(own_site, NEW)
    assert in_menu(ines) == "Nytt 1"
    ines.post(f"/sparade/{saved}/bevaka", on="0")
    assert in_menu(ines) == "Nytt"


def test_who_lost_an_owner_sees_neither_alert_nor_count(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    saved = save(alva, "Kebnekrogen", watched="1")
    _, secret = come(own_site, NEW, SECRET)
    assert in_menu(alva) == "Nytt 2"
    own_site.store.users.add("alva", "Alva Analytiker", archive.PASSWORD, [MILJO.owner])
    assert (in_menu(alva), "nytt-pm" in alva.get("/nytt/").text) == ("Nytt 1", False)
    assert alva.get(f"/nytt/{saved}/{secret}").status_code == 404


def test_anothers_alert_is_not_there(own_site: Site) -> None:
    ines, alva = own_site.sign_in("ines"), own_site.sign_in("alva")
    saved = save(ines, "Kebnekrogen", watched="1")
    (id,) = come(own_site, NEW)
    assert in_menu(alva) == "Nytt"
    assert alva.get(f"/nytt/?s={saved}").status_code == 404
    assert alva.get(f"/nytt/{saved}/{id}").status_code == 404
    assert alva.post(f"/sparade/{saved}/bevaka", on="0").status_code == 404
    alva.post("/nytt/sedda", saved=saved)
    assert in_menu(ines) == "Nytt 1"


def test_a_withdrawn_document_is_told_no_more(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    save(ines, "Kebnekrogen", watched="1")
    (id,) = come(own_site, NEW)
    own_site.store.withdrawals.take(Viewer("prov", frozenset({MILJO.owner})), Scope.DOCUMENT, id, "fel")
    assert (in_menu(ines), "nytt-brev" in ines.get("/nytt/").text) == ("Nytt", False)


def test_many_are_leafed_through(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    save(ines, "", watched="1")
    come(own_site, *LETTERS)
    first, second = ines.get("/nytt/").text, ines.get("/nytt/?hoppa=50").text
    shown = [letters(page) for page in (first, second)]
    assert ([len(each) for each in shown], shown[0] & shown[1]) == ([50, 10], set())
    assert ines.get("/nytt/?hoppa=x&s=y&alla=z&sedan=x").status_code == 200
    for begun in ("-1", "9" * 30, "²"):
        assert letters(ines.get(f"/nytt/?hoppa=50&sedan={begun}").text) == shown[1]


def test_what_is_opened_while_leafing_takes_no_other_from_the_pages(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    save(ines, "", watched="1")
    come(own_site, *LETTERS)
    first = ines.get("/nytt/").text
    for opened in re.findall(r'<h2><a href="(/nytt/[0-9a-f]+/[0-9a-f]+)"', first)[:2]:
        ines.get(opened)
    second = ines.get(turned(first, "hoppa=50")).text
    assert letters(first) | letters(second) == {paper.name for paper in LETTERS}
    assert (len(letters(second)), in_menu(ines)) == (10, "Nytt 58")
    back = ines.get(turned(second, "sedan=")).text
    assert (letters(back), back.count("alert-seen")) == (letters(first), 2)
    assert len(letters(ines.get("/nytt/?hoppa=50").text)) == 8


def test_a_page_beyond_the_last_leads_to_it(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    saved = save(ines, "", watched="1")
    come(own_site, *LETTERS)
    assert ines.get("/nytt/?hoppa=1000").location == "/nytt/?hoppa=50"
    assert ines.get("/nytt/?hoppa=60").location == "/nytt/?hoppa=50"
    ines.post("/nytt/sedda")
    assert ines.get("/nytt/?hoppa=50").location == "/nytt/"
    assert ines.get(f"/nytt/?s={saved}&alla=1&hoppa=100").location == f"/nytt/?s={saved}&alla=1&hoppa=50"


def test_a_search_that_would_select_persons_is_watched_no_more(own_site: Site) -> None:
    ines, who = own_site.sign_in("ines"), own_site.store.users.viewer("ines")
    own_site.store.saved.add(who, "före regeln", SavedSearch("diabetes").kept(), watched=True)
    save(ines, "Kebnekrogen", watched="1")
    (id,) = come(own_site, replace(NEW, pages=("Kebnekrogen AB skriver om diabetes.",)))
    first, second = (each.id for each in own_site.store.saved.all(who))
    own_site.store.alerts.change([(first, id), (second, id)], [])  # as it lay there before the rule
    assert in_menu(ines) == "Nytt 1"
    assert words(ines.get("/nytt/?alla=1")).count("nytt-brev.txt") == 1
    assert words(ines.get("/sparade")).count("Bevakningen vilar") == 1
