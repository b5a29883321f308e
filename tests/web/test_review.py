"""*Granskning* in the front end: for reviewers only, an item opened and closed, no papers shown."""

from __future__ import annotations

import re

import pytest

from models import swedish
from models.access import Role
from models.audit import Action, Event
from tests.web.archive import MILJO, PASSWORD, POLIS
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site
from tests.web.pace import put_clock


@pytest.fixture
def gun(own_site: Site) -> Browsing:
    """A reviewer; somebody has read without giving a case."""
    store = own_site.store
    store.users.add("gun", "Gun Granskare", PASSWORD, [MILJO.owner, POLIS.owner], roles={Role.REVIEWER})
    target = own_site.ids["inspektion-kebnekrogen.pdf"]
    store.ledger.write(
        Event(Action.READ_DOCUMENT, "ines", "<b>nyfiken</b>", "", target, (MILJO.owner,), words="850412-2391")
    )
    return own_site.sign_in("gun")


def draw(gun: Browsing) -> str:
    """The newest month's items, and the address of the first."""
    page = gun.get("/granskning")
    assert "Inget att granska" in page.text
    gun.post("/granskning", period=f"{swedish.local(swedish.now()):%Y-%m}")
    found = re.search(r'href="(/granskning/[0-9a-f]{32})">Utan ärende', gun.get("/granskning").text)
    assert found is not None
    return found[1]


def test_an_item_is_opened_and_closed(gun: Browsing) -> None:
    address = draw(gun)
    page = gun.get(address)
    said = words(page)
    assert "Inspektionsrapport" in said
    assert "850412-XXXX" in said
    assert "<b>nyfiken</b>" in said
    assert "ebnekrogen" not in page.text
    refused = gun.post(address, finding="incident", text="")
    assert refused.status_code == 400
    assert "Skriv vad frågan" in refused.text
    assert gun.post(address, finding="annat").status_code == 400
    assert gun.post(address, finding="question", text="Varför utan ärende?").status_code == 303
    closed = words(gun.get(address))
    assert "Fråga ställd Varför utan ärende?" in closed
    assert "Avsluta posten" not in closed
    assert "Gun Granskare" in words(gun.get("/granskning"))
    assert gun.post(address, finding="ok").status_code == 400


def test_a_month_that_is_none(gun: Browsing) -> None:
    gun.get("/granskning")
    assert gun.post("/granskning", period="2026-99").status_code == 400


def test_the_desk_is_a_reviewers_only(gun: Browsing, own_site: Site) -> None:
    address = draw(gun)
    alva = own_site.sign_in("alva")
    assert "Granskning" not in alva.get("/").text
    assert alva.get("/granskning").status_code in (303, 403, 404)
    assert alva.get(address).status_code in (303, 403, 404)
    assert alva.post(address, finding="ok").status_code in (303, 403, 404)
    assert "Granskning" in gun.get("/granskning").text
    assert gun.get(f"/d/{own_site.ids['pm-fordon.pdf']}/").status_code in (303, 403, 404)


def test_who_knocks_again_and_again_is_told_once(
    gun: Browsing, own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_clock(monkeypatch)
    alva = own_site.sign_in("alva")
    for _time in range(3):
        alva.get("/granskning")
        alva.get("/konton")
    told = [each.event for each in own_site.store.ledger.last(20) if each.event.action is Action.REFUSED]
    assert sorted((event.details or {})["rule"] for event in told) == ["accounts.overview", "review.overview"]


def test_who_has_looked_is_asked_in_a_form(gun: Browsing, own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    document = own_site.ids["inspektion-kebnekrogen.pdf"]
    ines.search("850412-2391 Provsson")
    ines.get(f"/d/{document}/")
    assert "/granskning/vem" in gun.get("/granskning").text
    page = gun.get("/granskning/vem")
    assert "Vem har tittat?" in words(page)
    said = words(gun.post("/granskning/vem", what=document))
    assert "Ines Inspektör" in said
    assert "ebnekrogen" not in said
    asked = own_site.store.ledger.last(1)[0].event
    assert (asked.action, asked.actor, (asked.details or {})["list"]) == (Action.REVIEW, "gun", "who_looked")
    answer = gun.post("/granskning/vem", what="19850412-2391")
    assert "850412-2391" not in answer.text
    assert "850412-XXXX" in words(answer)
    assert "Ines Inspektör" in words(answer)
    assert "Ingen har tittat" in words(gun.post("/granskning/vem", what="Nils Ingensson"))
    assert gun.post("/granskning/vem", what=" ").status_code == 400
    alva = own_site.sign_in("alva")
    assert alva.post("/granskning/vem", what=document).status_code in (303, 403, 404)


def test_in_english(gun: Browsing) -> None:
    address = draw(gun)
    gun.post("/sprak", language="en", back=address)
    assert "Without a case" in words(gun.get(address))
