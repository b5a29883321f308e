"""Secrecy markings in the front end: set by a reader, gone for others, shown to the group, lowered by the officer."""

from __future__ import annotations

import re

import pytest

from models.access import EVERYDAY, Role
from models.account import Access
from models.audit import Action
from models.marking import MarkingScope
from tests.web.archive import MILJO, PASSWORD
from tests.web.browsing import Browsing, hits, words
from tests.web.conftest import Site

REPORT = "inspektion-kebnekrogen.pdf"


@pytest.fixture
def own(own_site: Site) -> Site:
    """The small archive with an officer (siv) and a member of the group ``förskolan`` (karin) beside ines."""
    users, owner = own_site.store.users, frozenset({MILJO.owner})
    for name in ("siv", "karin"):
        users.add(name, name.capitalize(), PASSWORD, owner)
    users.set_access("siv", Access(EVERYDAY | {Role.OFFICER}, owner, officer_of=owner))
    users.set_access("karin", Access(EVERYDAY, owner, groups=frozenset({"förskolan"})))
    return own_site


def mark(site: Site, who: Browsing, **fields: object) -> str:
    """Mark the report as its page offers; its address."""
    address = f"/d/{site.ids[REPORT]}"
    who.get(f"{address}/")
    asked = {"on": "document", "number": "1", "provision": "OSL 39 kap. 3 §", "group": "förskolan", **fields}
    assert who.post(f"{address}/markera", **asked).status_code == 303
    return address


def test_a_marked_document_is_gone_for_others_and_there_for_the_group(own: Site) -> None:
    karin = own.sign_in("karin")
    address = mark(own, karin, reason="skolbarn")
    ines = own.sign_in("ines")
    assert ines.get(f"{address}/").status_code == 404
    assert REPORT not in hits(ines.search("kebnekrogen"))
    shown = words(karin.get(f"{address}/"))
    for told in ("OSL 39:3", "förskolan", "skolbarn"):
        assert told in shown
    assert "Sänk markeringen" not in shown
    assert REPORT in hits(karin.search("kebnekrogen"))
    events = [record.event for record in own.store.ledger.last(20) if record.event.action is Action.MARK]
    assert [each.target for each in events] == [own.ids[REPORT]]


def test_a_marked_page_is_left_out_and_the_document_says_so_much(own: Site) -> None:
    karin = own.sign_in("karin")
    address = mark(own, karin, on="page", number="2")
    ines = own.sign_in("ines")
    page = ines.get(f"{address}/")
    assert "Delar av handlingen visas inte" in words(page)
    assert not any(told in page.text for told in ("OSL 39:3", "förskolan", f"{address}/2"))
    assert f"{address}/3" in page.text
    assert ines.get(f"{address}/2").status_code == 404
    assert ines.get(f"{address}/2/bild").status_code == 404
    assert ines.get(f"{address}/original").status_code == 404
    assert f"{address}/original" not in page.text
    assert hits(ines.search("frysen")) == []
    assert REPORT in hits(karin.search("frysen"))
    assert "OSL 39:3" in words(karin.get(f"{address}/2"))


def test_the_first_page_that_is_open_is_shown_first(own: Site) -> None:
    address = mark(own, own.sign_in("karin"), on="page", number="1")
    shown = own.sign_in("ines").get(f"{address}/")
    assert shown.status_code == 200
    assert "Frysen" in shown.text
    assert "Adam" not in shown.text


def test_the_officer_lowers_it_with_a_reason(own: Site) -> None:
    address = mark(own, own.sign_in("karin"))
    siv = own.sign_in("siv")
    page = siv.get(f"{address}/")
    lower = re.search(r'action="(/markeringar/\w+/sank)"', page.text)
    assert lower is not None
    ines = own.sign_in("ines")
    ines.get("/")
    assert ines.post(lower[1], reason="jag vill").status_code == 404
    assert siv.post(lower[1], reason=" ").status_code == 400
    assert siv.post(lower[1], reason="prövad", **{"from": "document"}).status_code == 303
    assert ines.get(f"{address}/").status_code == 200
    assert "prövad" in words(siv.get("/markeringar"))


def test_a_source_is_marked_from_the_list(own: Site) -> None:
    siv, ines = own.sign_in("siv"), own.sign_in("ines")
    siv.get("/markeringar")
    asked = {"source": MILJO.name, "provision": "OSL 39:3", "group": "förskolan"}
    assert siv.post("/markeringar", **asked).status_code == 303
    assert ines.get(f"/d/{own.ids[REPORT]}/").status_code == 404
    assert "OSL 39:3" in words(siv.get("/markeringar"))
    assert own.store.markings.all(own.store.users.viewer("siv"))[0].scope is MarkingScope.SOURCE


@pytest.mark.parametrize(
    "wrong", [{"provision": "hemligt"}, {"provision": ""}, {"group": " "}, {"until": "2001-01-01"}, {"until": "snart"}]
)
def test_a_form_with_something_wrong_marks_nothing(own: Site, wrong: dict[str, str]) -> None:
    ines = own.sign_in("ines")
    address = f"/d/{own.ids[REPORT]}"
    ines.get(f"{address}/")
    asked = {"on": "document", "provision": "OSL 39:3", "group": "förskolan", **wrong}
    assert ines.post(f"{address}/markera", **asked).status_code == 400
    assert own.store.markings.needs(own.ids[REPORT]).document == frozenset()


def test_anothers_document_is_not_there_to_be_marked(own: Site) -> None:
    ines = own.sign_in("ines")
    ines.get("/")
    other = own.ids["pm-fordon.pdf"]
    asked = {"on": "document", "provision": "OSL 39:3", "group": "förskolan"}
    assert ines.post(f"/d/{other}/markera", **asked).status_code == 404
    assert own.store.ledger.last(1)[0].event.action is Action.REFUSED
