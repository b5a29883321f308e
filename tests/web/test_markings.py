"""Secrecy markings in the front end: set by a reader, gone for others, shown to the group, lowered by the officer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from models.access import EVERYDAY, Purpose, Role, Viewer
from models.account import Access
from models.audit import Action
from models.errors import InvalidMarkingError
from models.marking import MarkingScope
from search import marking_secrecy
from search.marking_secrecy import Wanted
from tests.web.archive import MILJO, PASSWORD, POLIS
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


def test_a_marking_stands_in_the_ledger_of_its_owner_alone(own: Site) -> None:
    store, why = own.store, Purpose("prov", "PROV-1")
    both = Viewer("siv", frozenset({MILJO.owner, POLIS.owner}), officer_of=frozenset({MILJO.owner}))
    for scope, target in ((MarkingScope.DOCUMENT, own.ids[REPORT]), (MarkingScope.SOURCE, MILJO.name)):
        made, _ = marking_secrecy.mark(both, why, store, Wanted(scope, target, "förskolan", "OSL 39:3"))
        marking_secrecy.lower(both, why, store, made.id, "prövad")
    events = [record.event for record in store.ledger.last(20) if record.event.action is Action.MARK]
    assert [each.owners for each in events] == [(MILJO.owner,)] * 4


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


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "99", "9" * 20])
def test_a_page_that_is_none_is_not_there_to_be_marked(own: Site, number: str) -> None:
    ines = own.sign_in("ines")
    ines.get("/")
    asked = {"on": "page", "number": number, "provision": "OSL 39:3", "group": "förskolan"}
    assert ines.post(f"/d/{own.ids[REPORT]}/markera", **asked).status_code == 404
    assert own.store.markings.needs(own.ids[REPORT]).pages == {}


def test_anothers_document_is_not_there_to_be_marked(own: Site) -> None:
    ines = own.sign_in("ines")
    ines.get("/")
    other = own.ids["pm-fordon.pdf"]
    asked = {"on": "document", "provision": "OSL 39:3", "group": "förskolan"}
    assert ines.post(f"/d/{other}/markera", **asked).status_code == 404
    assert own.store.ledger.last(1)[0].event.action is Action.REFUSED


def test_what_was_refused_is_not_in_the_ledger_as_done(own: Site) -> None:
    viewer, why = own.store.users.viewer("karin"), Purpose("prov", "PROV-1")
    wrong = Wanted(MarkingScope.DOCUMENT, own.ids[REPORT], "förskolan", "OSL 39:3", until=date(2001, 1, 1))
    with pytest.raises(InvalidMarkingError):
        marking_secrecy.mark(viewer, why, own.store, wrong)
    made, _ = marking_secrecy.mark(viewer, why, own.store, replace(wrong, until=None))
    siv = own.store.users.viewer("siv")
    with pytest.raises(InvalidMarkingError):
        marking_secrecy.lower(siv, why, own.store, made.id, " ")
    marking_secrecy.lower(siv, why, own.store, made.id, "prövad")
    marking_secrecy.lower(siv, why, own.store, made.id, "igen")
    events = [record.event for record in own.store.ledger.last(20) if record.event.action is Action.MARK]
    assert sorted((each.details or {})["act"] for each in events) == ["lower", "set"]
    assert {each.target for each in events} == {own.ids[REPORT]}
    assert made.id in [(each.details or {}).get("marking") for each in events]


def test_a_form_with_something_wrong_comes_back_as_it_was_written(own: Site) -> None:
    siv, address = own.sign_in("siv"), f"/d/{own.ids[REPORT]}"
    siv.get(f"{address}/")
    asked = {"on": "document", "provision": "hemligt", "group": "förskolan", "reason": "skolbarn"}
    for where in (f"{address}/markera", "/markeringar"):
        answer = siv.post(where, **asked, source=MILJO.name)
        assert answer.status_code == 400
        assert "ingen sekretessbestämmelse" in words(answer)
        for kept in ("hemligt", "förskolan", "skolbarn"):
            assert f'value="{kept}"' in answer.text


def test_who_marks_for_a_group_of_others_is_told_that_it_was_done(own: Site) -> None:
    ines, address = own.sign_in("ines"), f"/d/{own.ids[REPORT]}"
    assert 'href="/markeringar"' in ines.get(f"{address}/").text
    asked = {"on": "document", "provision": "OSL 39:3", "group": "förskolan"}
    assert "Markeringen är satt" in words(ines.get(ines.post(f"{address}/markera", **asked).location))
