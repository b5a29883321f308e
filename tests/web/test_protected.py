"""Protected identities in the front end: the officer's list, what others see, pictures and originals for a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from models.access import EVERYDAY, Role
from models.account import Access
from models.audit import Action
from models.mention import Label
from models.protected import PROTECTED
from search.indexing import drain
from tests.contracts.protected_contract import PAPER
from tests.web.archive import MILJO, PASSWORD, put
from tests.web.browsing import Browsing, hits, without_ids, words
from tests.web.conftest import Site

SECRETS = ("Vilma Hem", "VILMA", "Hemligsson", "HEMLIGSSON", "850412-2391", "8504122391")
FORM = {"given": "Vilma Sofia", "surname": "Hemligsson", "number": "850412-2391", "label": "P 1", "reason": "beslut 1"}


@pytest.fixture
def own(own_site: Site) -> Site:
    """The small archive with a paper of somebody protected, an officer and one who may see them."""
    own_site.ids["skyddad"] = put(own_site.store, replace(PAPER, pictures=True))
    drain(own_site.store, own_site.index)
    users = own_site.store.users
    owner = frozenset({MILJO.owner})
    for name in ("siv", "karin"):
        users.add(name, name.capitalize(), PASSWORD, owner)
    users.set_access("siv", Access(EVERYDAY | {Role.OFFICER}, owner, officer_of=owner))
    users.set_access("karin", Access(EVERYDAY, owner, groups=frozenset({PROTECTED})))
    return own_site


def add(site: Site) -> Browsing:
    siv = site.sign_in("siv")
    siv.get("/skyddade")
    assert siv.post("/skyddade", owner=MILJO.owner, **FORM).status_code == 303
    return siv


def test_the_officer_adds_and_lifts_and_never_sees_who_it_is(own: Site) -> None:
    siv = add(own)
    page = siv.get("/skyddade").text
    assert "P 1" in page
    assert not any(secret in page for secret in SECRETS)
    line = re.search(r'action="(/skyddade/\w+/hav)"', page)
    assert line is not None
    assert siv.post(line[1], reason="upphävt").status_code == 303
    assert "Vilma Hemligsson" in own.sign_in("ines").get(f"/d/{own.ids['skyddad']}/1").text


def test_others_have_no_such_page(own: Site) -> None:
    add(own)
    for name in ("ines", "karin", "pal"):
        who = own.sign_in(name)
        assert who.get("/skyddade").status_code == 404
        assert "/skyddade" not in who.get("/").text
        assert who.post("/skyddade", owner=MILJO.owner, **FORM).status_code == 404
    assert len(own.store.protected.all(own.store.users.viewer("siv"))) == 1


def test_a_network_says_who_is_protected_to_those_who_may_see_them(own: Site) -> None:
    add(own)
    karin, siv = own.sign_in("karin"), own.store.users.viewer("siv")
    (vilma,) = own.store.entities.find(siv, Label.PERSON.value, "Vilma Hemligsson")
    page = karin.get(karin.post("/natverk", add=vilma).location)
    assert "Vilma Hemligsson utfälld Skyddade personuppgifter" in words(page)
    assert "Skyddade personuppgifter" in unescape(page.text.split('id="drawn"')[1].split("</div>")[0])
    other = re.search(r'name="add" value="(\w+)"', page.text)
    state = re.search(r'name="state" value="(\w+)"', page.text)
    assert state is not None
    assert other is not None
    tie = karin.get(f"/natverk/{state[1]}/samband/{vilma}/{other[1]}")
    assert "Skyddade personuppgifter Vilma Hemligsson" in words(tie)
    ines = own.sign_in("ines")
    assert "Skyddade" not in words(ines.get(ines.post("/natverk", add=vilma).location))


def test_nobody_without_the_permission_sees_them_anywhere(own: Site) -> None:
    add(own)
    ines, id = own.sign_in("ines"), own.ids["skyddad"]
    found = ines.search("ringde")
    assert hits(found) == ["anmälan ████████████████.pdf"]
    pages = [found, *(ines.get(f"/d/{id}/{page}") for page in (1, 2)), ines.get("/")]
    for page in pages:
        assert not any(secret in page.text for secret in SECRETS)
    reason = ines.post(f"/d/{id}/1/visa", unmask="nyfiken")
    assert not any(secret in ines.get(reason.location).text for secret in SECRETS)
    assert ines.get(f"/d/{id}/original").status_code == 404
    assert ines.post(f"/d/{id}/original", unmask="nyfiken").status_code == 404


def test_those_with_the_permission_see_them_with_a_badge(own: Site) -> None:
    add(own)
    for name in ("karin", "siv"):
        page = own.sign_in(name).get(f"/d/{own.ids['skyddad']}/1").text
        assert "Vilma Hemligsson" in page
        assert "Skyddade personuppgifter</span>" in page
        assert "850412-2391" not in page


def test_the_entity_is_not_there(own: Site) -> None:
    (id,) = own.store.entities.find(own.store.users.viewer("ines"), "PERSON", "Vilma Hemligsson")
    add(own)
    assert own.sign_in("ines").get(f"/e/{id}").status_code == 404
    page = own.sign_in("karin").get(f"/e/{id}").text
    assert "Vilma Hemligsson" in page
    assert "Skyddade personuppgifter</span>" in page


def test_no_sensitive_search_is_saved_or_exported(own: Site) -> None:
    alva = own.sign_in("alva")
    page = alva.search("diabetes")
    assert "känsliga personuppgifter" in page.text
    state = re.search(r'name="state" value="([0-9a-f]*)"', page.text)
    assert state is not None
    for offered in (f"/s/{state[1]}/spara", f"/s/{state[1]}/exportera"):
        assert offered not in page.text
    for address in (f"/s/{state[1]}/spara", f"/s/{state[1]}/exportera"):
        answer = alva.post(address, name="x")
        assert answer.status_code == 400, address
        assert "välja ut personer" in answer.text
    assert own.store.saved.all(own.store.users.viewer("alva")) == []


def test_numbers_are_shown_in_text_and_picture_for_a_reason(own: Site) -> None:
    ines, id = own.sign_in("ines"), own.ids["inspektion-kebnekrogen.pdf"]
    page = ines.get(f"/d/{id}/1").text
    assert "850412-XXXX" in page
    covered = ines.get(f"/d/{id}/1/bild").data
    shown = ines.post(f"/d/{id}/1/visa", unmask="begäran från polisen")
    assert "polisen" not in shown.location
    page = ines.get(shown.location).text
    assert "850412-2391" in page
    picture = re.search(r'href="(/d/\w+/1/bild\?v=\w+)"', page)
    assert picture is not None
    bare = ines.get(picture[1]).data
    last = own.store.ledger.last(2)
    assert {record.event.action for record in last} == {Action.UNMASK, Action.READ_PAGE_IMAGE}
    assert "begäran från polisen" in {(record.event.details or {}).get("reason") for record in last}
    assert bare != covered
    assert own.sign_in("alva").get(picture[1]).status_code == 404
    other = f"/d/{own.ids['pm-fordon.pdf']}/1?v={picture[1].rpartition('=')[2]}"
    assert ines.get(other).status_code == 404


def test_a_reason_ends_with_its_session_and_its_case(own: Site) -> None:
    ines, id = own.sign_in("ines"), own.ids["inspektion-kebnekrogen.pdf"]
    ines.get(f"/d/{id}/1")
    shown = ines.post(f"/d/{id}/1/visa", unmask="begäran från polisen").location
    assert ines.get(shown).status_code == 200
    assert own.sign_in("ines").get(shown).status_code == 404
    ines.get("/andamal")
    ines.post("/andamal", text="annat", case="PROV-9")
    assert ines.get(shown).status_code == 404


def test_what_was_refused_is_not_in_the_ledger_as_done(own: Site) -> None:
    siv = add(own)
    line = own.store.protected.all(own.store.users.viewer("siv"))[0].id
    before = _changes(own)
    wrong = siv.post("/skyddade", owner=MILJO.owner, **FORM | {"label": "Vilma Hemligsson"})
    little = siv.post("/skyddade", owner=MILJO.owner, **FORM | {"surname": ""})
    assert (wrong.status_code, little.status_code) == (400, 400)
    assert "får inte röja personen" in wrong.text
    for kept in ("Vilma Sofia", "850412-2391", "P 1", "beslut 1"):
        assert f'value="{kept}"' in little.text
    assert siv.post(f"/skyddade/{line}/hav", reason=" ").status_code == 400
    assert _changes(own) == before
    assert siv.post(f"/skyddade/{line}/hav", reason="upphävt").status_code == 303
    assert len(_changes(own)) == len(before) + 1


def _changes(site: Site) -> list[str]:
    """What the ledger says was done to the lists."""
    said = [str((record.event.details or {}).get("command")) for record in site.store.ledger.last(50)]
    return [each for each in said if each in ("protected add", "protected lift")]


def test_an_original_with_numbers_is_given_for_a_reason(own: Site) -> None:
    ines, id = own.sign_in("ines"), own.ids["inspektion-kebnekrogen.pdf"]
    asked = ines.get(f"/d/{id}/original")
    assert (asked.status_code, asked.mimetype) == (200, "text/html")
    assert "2391" not in without_ids(asked.text)
    given = ines.post(f"/d/{id}/original", unmask="överklagande")
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert (own.store.ledger.last(2)[-1].event.details or {}).get("reason") in ("överklagande", None)
